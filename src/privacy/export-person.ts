import type { Person } from '../context'
import { fieldsOf, keyOf, type List } from '../lists/kit/list'
import { detailsIn, type Mention, mentionsOf, rowsOfPerson } from './person-rows'
import type { PersonLists, PersonRecords } from './ports'

/** All that the product holds about one person (GDPR, article 15). */
export interface PersonExport {
  readonly person: string
  /** As the directory knows them now; null when it does not. */
  readonly directory: Person | null
  readonly rows: readonly {
    readonly list: string
    readonly key: string
    /** Fields that name the person. */
    readonly fields: readonly string[]
    readonly values: object
    readonly modifiedAt: string
  }[]
  readonly mentions: readonly Mention[]
  readonly records: Readonly<Record<string, readonly object[]>>
  readonly audit: readonly object[]
}

export const exportPerson = async (
  stores: { readonly lists: PersonLists; readonly records: PersonRecords },
  lists: readonly List[],
  person: string,
  directory: Person | null,
): Promise<PersonExport> => {
  const rowsIn = (of: List) => stores.lists.all(of)
  const found = rowsOfPerson(lists, rowsIn, person)
  const names = [...(directory ? [directory.name, directory.mail] : []), ...detailsIn(found)]
  return {
    person,
    directory,
    rows: found.map(({ of, row, fields, texts }) => ({
      list: of.name,
      key: keyOf(of, row),
      fields: [...fields, ...texts],
      values: Object.fromEntries(fieldsOf(of).map(([name]) => [name, Reflect.get(row, name)])),
      modifiedAt: row.$item.modifiedAt,
    })),
    mentions: mentionsOf(lists, rowsIn, found, names),
    records: await stores.records.of(person),
    audit: await stores.records.audit(person),
  }
}
