import { allLists } from '../lists/all'
import { fieldsOf, type List, list } from '../lists/kit/list'
import { columnName, columnsOf, TITLE, titleSettings } from './columns'

const Sample = list('Sample', 'code', {
  code: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true, indexed: true },
  tags: { kind: 'choices', options: ['x', 'y'] },
  owner: { kind: 'person', indexed: true },
  percent: { kind: 'number', min: 0, max: 100, decimals: 0 },
  due: { kind: 'date' },
})

it('declares columns with their indexes; a person is indexed text beside a person column', () => {
  expect(columnsOf(Sample)).toEqual([
    { name: 'Code', required: true, indexed: true, enforceUniqueValues: true, text: { maxLength: 40 } },
    { name: 'Tags', choice: { choices: ['x', 'y'], displayAs: 'checkBoxes', allowTextEntry: false } },
    { name: 'OwnerAadId', indexed: true, text: { maxLength: 36 } },
    { name: 'Owner', personOrGroup: { allowMultipleSelection: false, chooseFromType: 'peopleOnly' } },
    { name: 'Percent', number: { decimalPlaces: 'none', minimum: 0, maximum: 100 } },
    { name: 'Due', dateTime: { format: 'dateOnly', displayAs: 'standard' } },
  ])
  expect(titleSettings(Sample)).toEqual({ indexed: true, required: true })
})

/** Built-in columns of a generic list whose internal names a field must not take. */
const builtIn = ['Id', 'ContentType', 'Created', 'Modified', 'Author', 'Editor', 'Attachments', 'Edit', 'Order', 'GUID']

describe.each(allLists.map((of) => [of.name, of] as const))('%s keeps the limits of SharePoint', (_name, of) => {
  const columns = columnsOf(of)
  const names = columns.map((column) => column.name ?? '')

  it('names no column twice, nor as a built-in one', () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    expect(names.filter((name) => builtIn.includes(name) || name === 'Title')).toEqual([])
  })

  it('has at most 12 lookup-type columns with Author and Editor, and at most 20 indexes', () => {
    expect(columns.filter((column) => column.personOrGroup || column.lookup).length + 2).toBeLessThanOrEqual(12)
    expect(columns.filter((column) => column.indexed).length).toBeLessThanOrEqual(20)
  })

  it('has no column XId beside a person column X', () => {
    const people = columns.filter((column) => column.personOrGroup).map((column) => `${column.name}Id`)
    expect(names.filter((name) => people.includes(name))).toEqual([])
  })

  it('has a unique text key and indexes no note', () => {
    const fields = new Map(fieldsOf(of))
    expect(fields.get(of.key)).toMatchObject({ kind: 'text', required: true, unique: true })
    expect(fieldsOf(of).filter(([, field]) => field.kind === 'note' && field.indexed)).toEqual([])
    expect(columns.find((column) => column.name === columnName(of.key))).toMatchObject({ enforceUniqueValues: true })
  })
})

it('indexes the key of every list: the one filter on list items must hold beyond 5 000 rows (GRAPH-FACTS 1.6)', () => {
  const keys = allLists.map((of) => (columnName(of.key) === TITLE ? titleSettings(of) : keyColumnOf(of)))
  expect(keys.map((column) => column?.indexed)).toEqual(allLists.map(() => true))
})

const keyColumnOf = (of: List) => columnsOf(of).find(({ name }) => name === columnName(of.key))
