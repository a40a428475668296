import type { ColumnDefinition } from '@microsoft/microsoft-graph-types'
import { type Field, fieldsOf, type List } from '../lists/kit/list'

/** Longest text of a `ref` column: the longest key that a single-line column takes. */
const LINE_MAX = 255
/** Entra object id. */
const OBJECT_ID_LENGTH = 36

/** Internal column name of a field; `title` is SharePoint's built-in `Title`. Internal names never change (GRAPH-FACTS 1.3). */
export const columnName = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1)

/** Text column that holds the Entra object id of a person field, beside the person column itself. */
export const personIdColumn = (field: string): string => `${columnName(field)}AadId`

/** Every list has the built-in `Title`; lists without a `title` field show their key there. */
export const TITLE = 'Title'

/**
 * The SharePoint columns of a list, to send when it is created. The built-in `Title` is not among them: see `titleSettings`.
 * Indexes and unique values are declared at creation, while the list is small; nothing is ever sent as null, because a null
 * `defaultValue` or `validation` makes the creation fail (GRAPH-FACTS 1.2).
 */
export const columnsOf = (of: List): readonly ColumnDefinition[] =>
  fieldsOf(of).flatMap(([name, field]) => (columnName(name) === TITLE ? [] : columnsOfField(name, field)))

/** What the built-in `Title` column of a list must be set to. */
export const titleSettings = (of: List): { readonly indexed: boolean; readonly required: boolean } => {
  const field = of.fields.title
  return { indexed: field ? isIndexed(field) : false, required: field?.required === true }
}

/** `unique` implies an index, because SharePoint demands one (GRAPH-FACTS 1.3). */
const isIndexed = (field: Field): boolean => field.indexed === true || field.unique === true

const columnsOfField = (name: string, field: Field): readonly ColumnDefinition[] => {
  const base: ColumnDefinition = {
    name: columnName(name),
    ...(field.required ? { required: true } : {}),
    ...(isIndexed(field) ? { indexed: true } : {}),
    ...(field.unique ? { enforceUniqueValues: true } : {}),
  }
  switch (field.kind) {
    case 'text':
      return [{ ...base, text: { maxLength: field.maxLength ?? LINE_MAX } }]
    case 'ref':
      return [{ ...base, text: { maxLength: LINE_MAX } }]
    case 'note':
      return [{ ...base, text: { allowMultipleLines: true, linesForEditing: 6, textType: 'plain' } }]
    case 'choice':
      return [{ ...base, choice: { choices: [...field.options], displayAs: 'dropDownMenu', allowTextEntry: false } }]
    case 'choices':
      return [{ ...base, choice: { choices: [...field.options], displayAs: 'checkBoxes', allowTextEntry: false } }]
    case 'number':
      return [{ ...base, number: numberFacet(field) }]
    case 'money':
      return [{ ...base, currency: { locale: 'fr-BE' } }]
    case 'date':
      return [{ ...base, dateTime: { format: 'dateOnly', displayAs: 'standard' } }]
    case 'instant':
      return [{ ...base, dateTime: { format: 'dateTime', displayAs: 'standard' } }]
    case 'flag':
      return [{ ...base, boolean: {} }]
    case 'person':
      return [
        { ...base, name: personIdColumn(name), text: { maxLength: OBJECT_ID_LENGTH } },
        { name: columnName(name), personOrGroup: { allowMultipleSelection: false, chooseFromType: 'peopleOnly' } },
      ]
  }
}

const numberFacet = (field: { readonly min?: number; readonly max?: number; readonly decimals?: number }) => ({
  decimalPlaces: field.decimals === 0 ? 'none' : 'automatic',
  ...(field.min === undefined ? {} : { minimum: field.min }),
  ...(field.max === undefined ? {} : { maximum: field.max }),
})
