import { normalised } from '../../imports/source/targets'
import type { Bodies } from '../../lists/bodies'
import type { Memberships } from '../../lists/committees/memberships'
import type { Patch } from '../../lists/kit/list'
import { groupedBy } from '../agenda/grouped-by'
import { holderOf, membershipOn } from '../rules/membership'
import { refsOf, withoutCircles } from './body-refs'
import type { Existing, Settled } from './existing'
import { codeKey, type Gathered, type GatheredBody, isSame, type Rejected, type UnreadCell } from './gather'
import type { Merged } from './merge-lines'
import { type Seated, type SharedRole, seatsOf, sharedRoles } from './seats'

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
  /** Lines that say again, or say more, of a member of an earlier line. */
  readonly merged: readonly Merged[]
  /** Roles that two people hold at once, of whom the one who began first counts. */
  readonly shared: readonly SharedRole[]
  readonly unread: readonly UnreadCell[]
  readonly unmapped: readonly { readonly name: string; readonly cells: number }[]
  /** People whom the directory does not know: kept by name, without an account. */
  readonly withoutAccount: readonly string[]
  /** Members of imported bodies whom the file does not name: left as they are. */
  readonly notInFile: readonly { readonly body: string; readonly name: string }[]
}

/** Decides everything an import of bodies would do, and writes nothing. */
export const planBodies = (gathered: Gathered, existing: Existing, today: string): BodiesPlan => {
  const rejected = [...gathered.rejected]
  const unread = [...gathered.unread]
  const merged: Merged[] = []
  const shared: SharedRole[] = []
  const bodies = settleCodes(gathered.bodies, existing, rejected)
  const planned: PlannedRow<Patch<typeof Bodies>>[] = []
  const members: PlannedRow<Patch<typeof Memberships>>[] = []
  const withoutAccount = new Set<string>()
  const notInFile: { body: string; name: string }[] = []
  const unchanged = { bodies: 0, memberships: 0 }
  const memberships = groupedBy(existing.memberships, ({ body }) => body)
  const refs = withoutCircles(bodies, refsOf(bodies, existing, unread), existing, unread)
  for (const body of bodies) {
    const seats = seatsOf(body, existing, memberships.get(body.settledCode) ?? [], { rejected, merged, unread })
    const roles = rolesOn(seats.after, body.settledCode, today)
    const values = {
      ...datedOnly(body, unread),
      ...refs.get(body.settledCode),
      ...(seats.rows.length > 0 ? roles : {}),
    }
    shared.push(...sharedRoles(seats))
    const row = body.known
      ? changedRow(body.settledCode, body.known, { ...values, ...(body.title === null ? {} : { title: body.title }) })
      : { key: body.settledCode, create: true, values: { kind: 'other' as const, ...values, title: body.title ?? '' } }
    if (row) planned.push({ ...row, values: { ...row.values, code: body.settledCode } })
    else unchanged.bodies += 1
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
    merged,
    shared,
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

/** The columns that tell readers of the list in SharePoint who chairs a body and keeps its minutes on this day. */
const rolesOn = (members: readonly Seated[], body: string, today: string): Patch<typeof Bodies> => {
  const sitting = membershipOn(members, body, today)
  const [chair, secretary] = (['chair', 'secretary'] as const).map((role) => holderOf(sitting, role)?.person ?? null)
  return { ...(chair ? { chair } : {}), ...(secretary ? { secretary } : {}) }
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
