import { normalised } from '../../imports/source/targets'
import type { Bodies } from '../../lists/bodies'
import type { Memberships } from '../../lists/committees/memberships'
import type { Patch, Row } from '../../lists/kit/list'
import { groupedBy } from '../agenda/grouped-by'
import { membershipKey } from '../membership-rows'
import { memberId, overlaps } from '../rules/membership'
import { refsOf, withoutCircles } from './body-refs'
import type { Account, Existing, Settled } from './existing'
import {
  codeKey,
  type Gathered,
  type GatheredBody,
  type GatheredMember,
  isSame,
  type Rejected,
  type UnreadCell,
} from './gather'

export interface PlannedRow<P> {
  readonly key: string
  readonly create: boolean
  readonly values: P
}

export interface BodiesPlan {
  readonly bodies: readonly PlannedRow<Patch<typeof Bodies>>[]
  readonly memberships: readonly PlannedRow<Patch<typeof Memberships>>[]
  readonly unchanged: { readonly bodies: number; readonly memberships: number }
  readonly rejected: readonly Rejected[]
  readonly unread: readonly UnreadCell[]
  readonly unmapped: readonly { readonly name: string; readonly cells: number }[]
  /** People whom the directory does not know: kept by name, without an account. */
  readonly withoutAccount: readonly string[]
  /** Members of imported bodies whom the file does not name: left as they are. */
  readonly notInFile: readonly { readonly body: string; readonly name: string }[]
}

/** Decides everything an import of bodies would do, and writes nothing. */
export const planBodies = (gathered: Gathered, existing: Existing): BodiesPlan => {
  const rejected = [...gathered.rejected]
  const unread = [...gathered.unread]
  const bodies = settleCodes(gathered.bodies, existing, rejected)
  const planned: PlannedRow<Patch<typeof Bodies>>[] = []
  const members: PlannedRow<Patch<typeof Memberships>>[] = []
  const withoutAccount = new Set<string>()
  const notInFile: { body: string; name: string }[] = []
  const unchanged = { bodies: 0, memberships: 0 }
  const memberships = groupedBy(existing.memberships, ({ body }) => body)
  const refs = withoutCircles(bodies, refsOf(bodies, existing, unread), existing, unread)
  for (const body of bodies) {
    const values = { ...datedOnly(body, unread), ...refs.get(body.settledCode), ...rolesOf(body, existing) }
    const row = body.known
      ? changedRow(body.settledCode, body.known, { ...values, ...(body.title === null ? {} : { title: body.title }) })
      : { key: body.settledCode, create: true, values: { kind: 'other' as const, ...values, title: body.title ?? '' } }
    if (row) planned.push({ ...row, values: { ...row.values, code: body.settledCode } })
    else unchanged.bodies += 1
    const seats = seatsOf(body, existing, memberships, rejected)
    for (const seat of seats.rows) {
      if (seat.person === null) withoutAccount.add(seat.name)
      const before = seat.before
      const change = before
        ? changedRow(before.membershipKey, before, seat.values)
        : { key: seat.key, create: true, values: { ...seat.values, body: body.settledCode } }
      if (change) members.push({ ...change, values: { ...change.values, membershipKey: change.key } })
      else unchanged.memberships += 1
    }
    for (const left of seats.left) notInFile.push({ body: body.settledCode, name: left.name })
  }
  return {
    bodies: planned,
    memberships: members,
    unchanged,
    rejected,
    unread,
    unmapped: [...gathered.unmapped].map(([name, cells]) => ({ name, cells })),
    withoutAccount: [...withoutAccount].sort((a, b) => a.localeCompare(b, 'fr')),
    notInFile,
  }
}

/** What is said of a body, without a last day before its first. */
const datedOnly = ({ patch, known, where }: Settled, unread: UnreadCell[]): Patch<typeof Bodies> => {
  const { activeFrom, activeUntil } = { activeFrom: null, activeUntil: null, ...known, ...patch }
  if (activeFrom === null || activeUntil === null || activeUntil >= activeFrom) return patch
  unread.push({ where, name: 'activeUntil', value: activeUntil, reason: 'out-of-bounds' })
  const { activeUntil: _, ...rest } = patch
  return rest
}

/** A body keeps its code; one that has none is the known body of that name, or gets a code from its name. */
const settleCodes = (
  gathered: readonly GatheredBody[],
  { bodies }: Existing,
  rejected: Rejected[],
): readonly Settled[] => {
  const byCode = new Map(bodies.map((body) => [codeKey(body.code), body]))
  const byTitle = new Map(bodies.map((body) => [normalised(body.title), body]))
  const taken = new Set([...byCode.keys(), ...gathered.flatMap(({ code }) => (code === null ? [] : codeKey(code)))])
  return gathered.flatMap((body): Settled[] => {
    const known = body.code === null ? byTitle.get(normalised(body.title ?? '')) : byCode.get(codeKey(body.code))
    if (!known && body.title === null) {
      rejected.push({ where: body.where, reason: 'unknown-body', value: body.code ?? '' })
      rejected.push(...body.members.map(({ where, name }) => ({ where, reason: 'unknown-body' as const, value: name })))
      return []
    }
    return [{ ...body, known, settledCode: known?.code ?? body.code ?? newCode(body.title ?? '', taken) }]
  })
}

const newCode = (title: string, taken: Set<string>): string => {
  const stem = normalised(title).replace(/ /g, '-').toUpperCase().slice(0, 36) || 'INSTANCE'
  let code = stem
  for (let next = 2; taken.has(codeKey(code)); next += 1) code = `${stem}-${next}`
  taken.add(codeKey(code))
  return code
}

/** The columns that tell readers of the list in SharePoint who chairs a body and keeps its minutes. */
const rolesOf = ({ members }: Settled, existing: Existing): Patch<typeof Bodies> => {
  const holder = (role: 'chair' | 'secretary'): string | null => {
    const member = members.find((each) => each.role === role && each.until === null)
    return member ? (accountOf(member, existing)?.id ?? null) : null
  }
  const [chair, secretary] = [holder('chair'), holder('secretary')]
  return { ...(chair === null ? {} : { chair }), ...(secretary === null ? {} : { secretary }) }
}

const accountOf = ({ name, mail }: GatheredMember, existing: Existing): Account | null =>
  (mail === null ? null : existing.person(mail)) ?? existing.person(name)

interface Seat {
  readonly key: string
  readonly name: string
  readonly person: string | null
  readonly before: Row<typeof Memberships> | undefined
  readonly values: Patch<typeof Memberships>
}

/** The members of one body with the rows that they have already; a second line about the same person and period is refused. */
const seatsOf = (
  body: Settled,
  existing: Existing,
  memberships: ReadonlyMap<string, readonly Row<typeof Memberships>[]>,
  rejected: Rejected[],
): { readonly rows: readonly Seat[]; readonly left: readonly Row<typeof Memberships>[] } => {
  const known = memberships.get(body.settledCode) ?? []
  const knownOf = groupedBy(known, (membership) => codeKey(memberId(membership)))
  const rows: Seat[] = []
  const seen = new Map<string, GatheredMember[]>()
  for (const member of body.members) {
    const account = accountOf(member, existing)
    const person = account?.id ?? null
    const externalId =
      person === null ? (member.externalId ?? member.mail ?? normalised(member.name).slice(0, 80)) : member.externalId
    const id = memberId({ person, externalId })
    const others = seen.get(codeKey(id)) ?? []
    if (others.some((other) => overlaps(other, member))) {
      rejected.push({ where: member.where, reason: 'member-repeated', value: member.name })
      continue
    }
    seen.set(codeKey(id), [...others, member])
    const key = membershipKey(body.settledCode, id, member.from)
    const own = knownOf.get(codeKey(id)) ?? []
    // Without a day of its own, a line speaks of the membership that is there.
    const before =
      own.find((membership) => codeKey(membership.membershipKey) === codeKey(key)) ??
      (member.from === null ? own.find((membership) => membership.until === null) : undefined)
    const { where: _, from, isHolder, ...said } = member
    const name = account?.name ?? member.name
    const values = { ...said, name, person, externalId, ...(before && from === null ? {} : { from }) }
    const isKnown = isHolder && before?.role === member.role
    rows.push({ key, name, person, before, values: isKnown ? {} : values })
  }
  const kept = new Set(rows.flatMap(({ before }) => before?.membershipKey ?? []))
  return { rows, left: known.filter(({ membershipKey: key, until }) => !kept.has(key) && until === null) }
}

/** The values that differ from what the row holds, or null when none does. */
const changedRow = <P extends object>(key: string, before: object, values: P): PlannedRow<Partial<P>> | null => {
  const changes: Partial<P> = {}
  let differs = false
  for (const name in values) {
    if (isSame(Reflect.get(before, name), values[name])) continue
    changes[name] = values[name]
    differs = true
  }
  return differs ? { key, create: false, values: changes } : null
}
