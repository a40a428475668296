import type { Column, ColumnType } from '../../store/entities'

export const columnTypes: readonly ColumnType[] = [
  'text',
  'choice',
  'number',
  'currency',
  'dateTime',
  'boolean',
  'personOrGroup',
  'lookup',
  'calculated',
  'hyperlinkOrPicture',
]

/** Settings of each type facet when the creator left them out (GRAPH-FACTS 1.3). */
export const facetDefaults: Readonly<Record<ColumnType, Readonly<Record<string, unknown>>>> = {
  text: {
    allowMultipleLines: false,
    appendChangesToExistingText: false,
    linesForEditing: 0,
    maxLength: 255,
    textType: 'plain',
  },
  choice: { allowTextEntry: false, choices: [], displayAs: 'dropDownMenu' },
  number: { decimalPlaces: 'automatic', displayAs: 'number' },
  currency: { locale: 'fr-BE' },
  dateTime: { displayAs: 'default', format: 'dateOnly' },
  boolean: {},
  personOrGroup: { allowMultipleSelection: false, chooseFromType: 'peopleOnly', displayAs: 'nameWithPresence' },
  lookup: { allowMultipleValues: false, allowUnlimitedLength: false },
  calculated: { outputType: 'text' },
  hyperlinkOrPicture: { isPicture: false },
}

export const isLookup = (column: Pick<Column, 'type'>): boolean =>
  column.type === 'lookup' || column.type === 'personOrGroup'

export const isMultiple = (column: Pick<Column, 'type' | 'facet'>): boolean => {
  switch (column.type) {
    case 'personOrGroup':
      return column.facet.allowMultipleSelection === true
    case 'lookup':
      return column.facet.allowMultipleValues === true
    case 'choice':
      return column.facet.displayAs === 'checkBoxes'
    default:
      return false
  }
}

/** SharePoint indexes neither long text, nor several values, nor computed or hyperlink columns. */
export const canBeIndexed = (column: Pick<Column, 'type' | 'facet'>): boolean =>
  !isMultiple(column) &&
  column.type !== 'calculated' &&
  column.type !== 'hyperlinkOrPicture' &&
  !(column.type === 'text' && column.facet.allowMultipleLines === true)

const builtIn = (
  id: string,
  name: string,
  displayName: string,
  type: ColumnType,
  more: Partial<Column> = {},
): Column => ({
  id,
  name,
  displayName,
  description: '',
  type,
  facet: facetDefaults[type],
  indexed: false,
  enforceUniqueValues: false,
  required: false,
  hidden: false,
  readOnly: true,
  columnGroup: '_Hidden',
  ...more,
})

/** The columns that every generic list has, with SharePoint's own ids. */
export const builtInColumns: readonly Column[] = [
  builtIn('fa564e0f-0c70-4ab9-b863-0177e6ddd247', 'Title', 'Title', 'text', {
    readOnly: false,
    columnGroup: 'Custom Columns',
    required: true,
  }),
  builtIn('1d22ea11-1e32-424e-89ab-9fedbadb6ce1', 'ID', 'ID', 'number', { columnGroup: 'Custom Columns' }),
  builtIn('c042a256-787d-4a6f-8a8a-cf6ab767f12d', 'ContentType', 'Content Type', 'text', {
    columnGroup: 'Custom Columns',
  }),
  builtIn('28cf69c5-fa48-462a-b5cd-27b6f9d2bd5f', 'Modified', 'Modified', 'dateTime', {
    columnGroup: 'Custom Columns',
  }),
  builtIn('8c06beca-0777-48f7-91c7-6da68bc07b69', 'Created', 'Created', 'dateTime', { columnGroup: 'Custom Columns' }),
  builtIn('1df5e554-ec7e-46a6-901d-d85a3881cb18', 'Author', 'Created By', 'personOrGroup', {
    columnGroup: 'Custom Columns',
  }),
  builtIn('d31655d1-1d5b-4511-95a1-7a09e9b75bf2', 'Editor', 'Modified By', 'personOrGroup', {
    columnGroup: 'Custom Columns',
  }),
  builtIn('dce8262a-3ae9-45aa-aab4-83bd75fb738a', '_UIVersionString', 'Version', 'text', {
    columnGroup: 'Custom Columns',
  }),
  builtIn('67df98f4-9dec-48ff-a553-29bece9c5bf4', 'Attachments', 'Attachments', 'boolean', {
    columnGroup: 'Custom Columns',
  }),
  builtIn('503f1caa-358e-4918-9094-4a2cdc4bc034', 'Edit', 'Edit', 'text'),
  builtIn('bc91a437-52e7-49e1-8c4e-4698904b2b6d', 'LinkTitleNoMenu', 'Title', 'text'),
  builtIn('82642ec8-ef9b-478f-acf9-31f7d45fbc31', 'LinkTitle', 'Title', 'text'),
  builtIn('6e4d832b-f610-41a8-b3e0-239608efda41', 'ItemChildCount', 'Item Child Count', 'text'),
  builtIn('960ff01f-2b6d-4f1b-9c3f-e19ad8927341', 'FolderChildCount', 'Folder Child Count', 'text'),
  builtIn('ccc1037f-f65e-434a-868e-8c98af31fe29', '_ComplianceFlags', 'Label setting', 'text'),
  builtIn('d4b6480a-4bed-4094-9a52-30181ea38f1d', '_ComplianceTag', 'Retention label', 'text'),
  builtIn('92be610e-ddbb-49f4-b3b1-5c2bc768df8f', '_ComplianceTagWrittenTime', 'Retention label Applied', 'text'),
  builtIn('418d7676-2d6f-42cf-a16a-e43d2971252a', '_ComplianceTagUserId', 'Label applied by', 'text'),
  builtIn('e08400f3-c779-4ed2-a18c-ab7f34caa318', 'AppAuthor', 'App Created By', 'text'),
  builtIn('7e3bd6e9-8d7e-4f3c-8d8b-2c5d9c2e5d54', 'AppEditor', 'App Modified By', 'text'),
]
