import { type Field, fieldsOf, keyOf, type List, type Row } from '../lists/kit/list'
import { isObjectId, personName } from '../lists/kit/person-name'

/** A row that names a person, and where. */
export interface PersonRow {
  readonly of: List
  readonly row: Row<List>
  /** Fields that are the person. */
  readonly fields: readonly string[]
  /** Texts that hold the person's id, such as a key made from it. */
  readonly texts: readonly string[]
  /** Texts that describe the person, such as their name. */
  readonly details: readonly string[]
  /** The row is about this person alone. */
  readonly isPersonal: boolean
}

/**
 * Every row of every list that names the person: by object id, or, where it tells of somebody without an account, by what their membership
 * calls them. New lists and fields are covered by their declaration.
 */
export const rowsOfPerson = (
  lists: readonly List[],
  rowsIn: (of: List) => readonly Row<List>[],
  person: string,
): readonly PersonRow[] => {
  const id = personName(person)
  const hasAccount = isObjectId(person)
  return lists.flatMap((of) => {
    const declared = fieldsOf(of)
    return rowsIn(of).flatMap((row): PersonRow[] => {
      const holds = (name: string): boolean => id.isIn(String(Reflect.get(row, name) ?? ''))
      const named = declared.filter(([name]) => holds(name))
      if (named.length === 0) return []
      const people = named.filter(([, field]) => field.kind === 'person')
      const isAbout = (field: Field): boolean =>
        field.kind === 'text' &&
        field.about !== undefined &&
        (hasAccount ? people.some(([name]) => field.about === name) : Reflect.get(row, field.about) === null)
      if (!hasAccount && !declared.some(([, field]) => isAbout(field))) return []
      const details = declared.filter(([name, field]) => isAbout(field) && Reflect.get(row, name) !== null)
      return [
        {
          of,
          row,
          fields: people.map(([name]) => name),
          texts: named.filter(([, field]) => field.kind !== 'person' && !isAbout(field)).map(([name]) => name),
          details: details.map(([name]) => name),
          isPersonal: people.some(([, field]) => field.kind === 'person' && field.personal === true),
        },
      ]
    })
  })
}

/** What rows say of the person, such as a name or an address. */
export const detailsIn = (found: readonly PersonRow[]): readonly string[] => [
  ...new Set(found.flatMap(({ row, details }) => details.map((name) => String(Reflect.get(row, name))))),
]

/** A text in which somebody wrote the person's name or address: it is shown, and never rewritten. Texts that change with the person are none. */
export interface Mention {
  readonly list: string
  readonly key: string
  readonly field: string
  readonly text: string
}

export const mentionsOf = (
  lists: readonly List[],
  rowsIn: (of: List) => readonly Row<List>[],
  found: readonly PersonRow[],
  names: readonly string[],
): readonly Mention[] => {
  const erased = new Map(
    found.map(({ row, texts, details }): [Row<List>, readonly string[]] => [row, [...texts, ...details]]),
  )
  const wanted = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')
  return lists.flatMap((of) =>
    fieldsOf(of)
      .filter(([, { kind }]) => kind === 'text' || kind === 'note')
      .flatMap(([field]) =>
        rowsIn(of).flatMap((row): Mention[] => {
          if (erased.get(row)?.includes(field)) return []
          const text = String(Reflect.get(row, field) ?? '')
          const hit = wanted.some((name) => text.toLowerCase().includes(name))
          return hit ? [{ list: of.name, key: keyOf(of, row), field, text }] : []
        }),
      ),
  )
}
