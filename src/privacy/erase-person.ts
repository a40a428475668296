import { keyOf, type List } from '../lists/kit/list'
import { personName } from '../lists/kit/person-name'
import { patchOf } from '../lists/kit/row'
import type { RemovalOutcome, RowOutcome, RowUpdate } from '../ports/lists'
import { type PersonRow, rowsOfPerson } from './person-rows'
import type { ErasedRecords, PersonLists, PersonRecords } from './ports'

/** What becomes of one row. */
export interface RowErasure {
  readonly list: string
  readonly key: string
  /** `removed`: it was about the person alone. `changed`: it stays without the person. */
  readonly outcome: 'removed' | 'changed'
  readonly cleared: readonly string[]
  /** Fields that must hold somebody, and texts made from the object id: there the pseudonym stands instead. */
  readonly pseudonymised: readonly string[]
}

export interface ErasureReport {
  readonly person: string
  readonly rows: readonly RowErasure[]
  readonly records: ErasedRecords
}

export type ErasureOutcome =
  | { readonly ok: true; readonly report: ErasureReport }
  /** Nothing was changed. */
  | { readonly ok: false; readonly reason: 'waiting'; readonly count: number }
  /** Other rows were; the same command goes on. */
  | { readonly ok: false; readonly reason: 'rows-left'; readonly rows: readonly string[] }

/**
 * Takes a person out of the lists and of PostgreSQL (GDPR, article 17). Rows of the person's own go; from the others the person goes, and
 * where a row cannot stand without somebody, a pseudonym that nothing leads back from takes the place. The records come last, because
 * they hold the pseudonym that an interrupted erasure needs again.
 */
export const erasePerson = async (
  stores: { readonly lists: PersonLists; readonly records: PersonRecords },
  lists: readonly List[],
  person: string,
): Promise<ErasureOutcome> => {
  const waiting = await stores.records.waiting(person)
  if (waiting > 0) return { ok: false, reason: 'waiting', count: waiting }
  const pseudonym = await stores.records.pseudonym(person)
  const found = rowsOfPerson(lists, (of) => stores.lists.all(of), person)
  const left: string[] = []
  for (const of of lists) left.push(...(await eraseFrom(stores.lists, of, found, person, pseudonym)))
  if (left.length > 0) return { ok: false, reason: 'rows-left', rows: left }
  const rows = found.map(erasureOf)
  const counts = { removed: count(rows, 'removed'), changed: count(rows, 'changed') }
  const records = await stores.records.erase(person, { pseudonym, detail: counts })
  return { ok: true, report: { person, rows, records } }
}

/** What an erasure would do to the rows. */
export const plannedErasure = (lists: readonly List[], from: PersonLists, person: string): readonly RowErasure[] =>
  rowsOfPerson(lists, (of) => from.all(of), person).map(erasureOf)

const count = (rows: readonly RowErasure[], outcome: RowErasure['outcome']): number =>
  rows.filter((row) => row.outcome === outcome).length

const erasureOf = ({ of, row, fields, texts, details, isPersonal }: PersonRow): RowErasure => {
  const going = [...fields, ...details]
  const needed = going.filter((name) => of.fields[name]?.required)
  return {
    list: of.name,
    key: keyOf(of, row),
    outcome: isPersonal ? 'removed' : 'changed',
    cleared: isPersonal ? [] : going.filter((name) => !needed.includes(name)),
    pseudonymised: isPersonal ? [] : [...needed, ...texts],
  }
}

/** One list's rows in as few requests as possible; returns those that could not be written, as `list key: reason`. */
const eraseFrom = async (
  lists: PersonLists,
  of: List,
  found: readonly PersonRow[],
  person: string,
  pseudonym: string,
): Promise<readonly string[]> => {
  const own = found.filter((one) => one.of === of)
  const going = own.filter(({ isPersonal }) => isPersonal)
  const staying = own.filter(({ isPersonal }) => !isPersonal)
  const writer = lists.asApplication
  const removed = await writer.removeMany(
    of,
    going.map(({ row }) => ({ itemId: row.$item.itemId, etag: row.$item.etag })),
  )
  const updated = await writer.updateMany(
    of,
    staying.map((one) => updateOf(one, person, pseudonym)),
  )
  return [...failures(going, removed), ...failures(staying, updated)]
}

const updateOf = (one: PersonRow, person: string, pseudonym: string): RowUpdate<List> => {
  const { of, row } = one
  const { cleared, pseudonymised } = erasureOf(one)
  const values = Object.fromEntries([
    ...cleared.map((name) => [name, null]),
    ...pseudonymised.map((name) => [
      name,
      one.details.includes(name) ? pseudonym : personName(person).replacedIn(String(Reflect.get(row, name)), pseudonym),
    ]),
  ])
  return { itemId: row.$item.itemId, etag: row.$item.etag, patch: patchOf(of, values) }
}

const failures = (rows: readonly PersonRow[], outcomes: readonly (RowOutcome<List> | RemovalOutcome)[]): string[] =>
  rows.flatMap(({ of, row }, index) => {
    const outcome = outcomes[index]
    if (outcome?.ok) return []
    // A row that is gone names nobody.
    if (outcome?.reason === 'not-found') return []
    return [`${of.name} ${keyOf(of, row)}: ${outcome?.reason ?? 'unavailable'}`]
  })
