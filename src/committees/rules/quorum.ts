import type { quorumRole } from '../../lists/bodies'
import type { BodyRules } from './body-rules'
import { type Attendance, type Member, type ProxiesInForce, proxiesInForce } from './proxies'

/** One condition of the quorum and whether it holds. */
export type QuorumCheck =
  | { readonly code: 'count' | 'share'; readonly required: number; readonly counted: number; readonly ok: boolean }
  | { readonly code: 'role'; readonly role: (typeof quorumRole)[number]; readonly ok: boolean }

export interface Quorum {
  readonly reached: boolean
  /** Voters in the room, voters represented by a proxy in force, and of both those that the quorum counts. */
  readonly inPerson: readonly string[]
  readonly represented: readonly string[]
  readonly counted: number
  /** Voters of whom the share is taken. */
  readonly base: number
  readonly checks: readonly QuorumCheck[]
  readonly proxies: ProxiesInForce
}

/** Does somebody with a conflict of interest leave the room, as far as the quorum is concerned? */
export const goesOut = (rules: BodyRules): boolean => rules.conflict === 'leaves' || rules.conflict === 'excluded'

/**
 * The quorum of one vote, or of the meeting when nobody is recused. All conditions that the body sets must hold: a number of voters, a
 * share of the voters (at least), roles present in person. Whether proxies count, and whether those recused do, is the rule of the
 * body: for associations, for instance, the Belgian code (CSA, art. 9:21) counts members "present or represented" when statutes
 * are changed.
 */
export const quorumOf = (
  rules: BodyRules,
  members: readonly Member[],
  attendance: Attendance,
  recused: ReadonlySet<string> = new Set(),
): Quorum => {
  const out = goesOut(rules) ? recused : new Set<string>()
  const room = new Set([...attendance.present].filter((id) => !out.has(id)))
  const voters = members.filter(({ voice }) => voice === 'vote')
  const proxies = proxiesInForce(rules.proxies, members, attendance, room)
  const inPerson = voters.filter(({ id }) => room.has(id)).map(({ id }) => id)
  const represented = voters.filter(({ id }) => proxies.holders.has(id) && !out.has(id)).map(({ id }) => id)
  const counted = inPerson.length + (rules.quorum.proxiesCount ? represented.length : 0)
  const base = voters.filter(({ id }) => rules.conflict !== 'excluded' || !recused.has(id)).length
  const checks = checksOf(rules.quorum, counted, base, (role) =>
    members.some((member) => member.role === role && room.has(member.id)),
  )
  return { reached: checks.every(({ ok }) => ok), inPerson, represented, counted, base, checks, proxies }
}

const checksOf = (
  { count, share, roles }: BodyRules['quorum'],
  counted: number,
  base: number,
  isThere: (role: (typeof quorumRole)[number]) => boolean,
): readonly QuorumCheck[] => [
  ...(count === null ? [] : [{ code: 'count' as const, required: count, counted, ok: counted >= count }]),
  ...(share === null ? [] : [shareCheck(share, counted, base)]),
  ...roles.map((role) => ({ code: 'role' as const, role, ok: isThere(role) })),
]

/** Where nobody is left to take a share of, nothing can be decided. */
const shareCheck = (share: number, counted: number, base: number): QuorumCheck => {
  // A share such as 66.67 % is typed with two decimals: a hundredth of a voter must not ask for one voter more.
  const required = Math.max(1, Math.ceil((share * base) / 100 - 0.01))
  return { code: 'share', required, counted, ok: counted >= required }
}
