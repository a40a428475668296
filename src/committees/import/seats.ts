import { addDays } from '../../calendar/business-days'
import { normalised } from '../../imports/source/targets'
import { Memberships } from '../../lists/committees/memberships'
import { blankValues, type Patch, type Row, type Values } from '../../lists/kit/list'
import { groupedBy } from '../agenda/grouped-by'
import { membershipKey } from '../membership-rows'
import { memberId, overlaps } from '../rules/membership'
import type { Account, Existing, Settled } from './existing'
import { codeKey, type GatheredMember } from './gather'
import { type LineReport, mergeLines } from './merge-lines'
import { continued, outsidersOf, underWay } from './with-account'

export type Seated = Values<typeof Memberships>

export interface Seat {
  readonly key: string
  readonly name: string
  readonly person: string | null
  readonly before: Row<typeof Memberships> | undefined
  readonly values: Patch<typeof Memberships>
}

export interface Seats {
  readonly body: string
  readonly rows: readonly Seat[]
  /** Members whom the file does not name. */
  readonly left: readonly Row<typeof Memberships>[]
  /** Everybody of the body as it will be. */
  readonly after: readonly Seated[]
}

/** The members of one body, with the rows that they have already. */
export const seatsOf = (
  { settledCode: body, members }: Settled,
  existing: Existing,
  known: readonly Row<typeof Memberships>[],
  report: LineReport,
): Seats => {
  const { idOf, sourceIdOf } = identityIn(members, existing, known)
  const knownOf = groupedBy(known, (membership) => codeKey(memberId(membership)))
  const rows = mergeLines(members, (member) => codeKey(idOf(member)), report).flatMap((member): Seat[] => {
    const id = idOf(member)
    const account = accountOf(member, existing)
    const key = membershipKey(body, id, member.from)
    const own = knownOf.get(codeKey(id)) ?? []
    // Without a day of its own, a line speaks of the membership that is there.
    const outsiders = account ? outsidersOf(member, account, sourceIdOf(member), known, existing) : []
    const before =
      own.find((membership) => codeKey(membership.membershipKey) === codeKey(key)) ??
      (member.from === null ? own.find((membership) => membership.until === null) : undefined) ??
      continued(member, outsiders, own)
    const name = account?.name ?? member.name
    const person = account?.id ?? null
    const identity = { name, person, ...(person === null ? { externalId: id } : {}) }
    if (before) return [{ key, name, person, before, values: { ...toldOf(member, before), ...identity } }]
    const outsider = outsiders.length === 0 ? undefined : withAccountFrom(body, member, outsiders, existing)
    if (!outsider) return [{ key, name, person, before, values: { ...newValues(member), ...identity } }]
    const { row, day } = outsider
    const told = { ...toldOf(member, row), ...identity }
    // On its first day there is no past to keep.
    if (row.from !== null && day <= row.from) return [{ key, name, person, before: row, values: told }]
    const { $item: _, membershipKey: __, ...present } = row
    const next = { key: membershipKey(body, id, day), name, person, before: undefined }
    return [
      { key: row.membershipKey, name, person, before: row, values: { until: addDays(day, -1) } },
      { ...next, values: { ...present, ...told, from: day } },
    ]
  })
  const kept = new Set(rows.flatMap(({ before }) => before?.membershipKey ?? []))
  const others = known.filter(({ membershipKey: key }) => !kept.has(key))
  const written = rows.map(
    ({ key, before, values }): Seated => ({
      ...blankValues(Memberships),
      body,
      membershipKey: key,
      ...before,
      ...values,
    }),
  )
  return { body, rows, left: others.filter(({ until }) => until === null), after: [...others, ...written] }
}

/** The membership, without an account, that goes on as one of the directory, and from when. */
const withAccountFrom = (
  body: string,
  member: GatheredMember,
  outsiders: readonly Row<typeof Memberships>[],
  existing: Existing,
): { readonly row: Row<typeof Memberships>; readonly day: string } | undefined => {
  const days = outsiders.map((row) => existing.firstDay(body, memberId(row)))
  const day = days.toSorted().at(-1) ?? ''
  const row = underWay(member, outsiders, day)
  return row && { row, day }
}

const accountOf = ({ name, mail }: GatheredMember, existing: Existing): Account | null =>
  (mail === null ? null : existing.person(mail)) ?? existing.person(name)

/**
 * Who a line is about: somebody of the directory, else whom the source names by an id, an address or a name. A name alone is the one
 * of that name in the file or the body, who may have an id there; an address is that of the one who had only a name.
 */
const identityIn = (
  members: readonly GatheredMember[],
  existing: Existing,
  known: readonly Row<typeof Memberships>[],
): { idOf(member: GatheredMember): string; sourceIdOf(member: GatheredMember): string } => {
  const nameId = (name: string): string => normalised(name).slice(0, 80)
  const said = members.flatMap((member) => {
    const id = member.externalId ?? member.mail
    return id === null || accountOf(member, existing) ? [] : [{ name: member.name, id }]
  })
  const there = known.flatMap(({ person, name, externalId }) =>
    person === null && externalId !== null ? [{ name, id: externalId }] : [],
  )
  const only = (ids: readonly { readonly name: string; readonly id: string }[], name: string): string | undefined => {
    const found = new Set(ids.flatMap((each) => (nameId(each.name) === nameId(name) ? each.id : [])))
    return found.size === 1 ? [...found][0] : undefined
  }
  const sourceIdOf = (member: GatheredMember): string => {
    const id = member.externalId ?? member.mail ?? only(said, member.name)
    const before = only(there, member.name)
    if (id === undefined) return before ?? nameId(member.name)
    return before === nameId(member.name) ? before : id
  }
  return { sourceIdOf, idOf: (member) => accountOf(member, existing)?.id ?? sourceIdOf(member) }
}

/** What a line says of a membership that is there: what it does not say stays. A new role brings its voice. */
const toldOf = (
  { role, voice, mandatory, sourceRole, mail, externalId, until, told }: GatheredMember,
  before: Row<typeof Memberships>,
): Patch<typeof Memberships> => ({
  ...(told.role === null ? {} : { role }),
  ...(told.voice || (told.role !== null && role !== before.role) ? { voice } : {}),
  ...(told.mandatory || (mandatory && told.role !== null && role !== before.role) ? { mandatory } : {}),
  ...(sourceRole === null ? {} : { sourceRole }),
  ...(mail === null ? {} : { mail }),
  ...(externalId === null ? {} : { externalId }),
  ...(until === null ? {} : { until }),
})

const newValues = ({ where: _, told: __, isHolder: ___, ...values }: GatheredMember): Patch<typeof Memberships> =>
  values

export interface SharedRole {
  readonly body: string
  readonly role: 'chair' | 'secretary'
  /** Who began first, then the other. */
  readonly names: readonly [string, string]
}

/** Roles of which a body has one holder, and which the file gives to somebody while somebody else holds them. */
export const sharedRoles = ({ body, rows, after }: Seats): readonly SharedRole[] => {
  const touched = new Set(rows.flatMap(({ values }) => values.role ?? []))
  return (['chair', 'secretary'] as const).flatMap((role): readonly SharedRole[] => {
    const holders = after
      .filter((each) => each.role === role)
      .toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
    const pairs = holders.flatMap((first, at) =>
      holders
        .slice(at + 1)
        .filter((other) => memberId(other) !== memberId(first) && overlaps(first, other))
        .map((other): SharedRole => ({ body, role, names: [first.name, other.name] })),
    )
    return touched.has(role) ? pairs.slice(0, 1) : []
  })
}
