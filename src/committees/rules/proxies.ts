import type { MemberRole, MemberVoice } from '../../lists/committees/memberships'
import type { BodyRules } from './body-rules'

/** A member on the day of the vote; `id` as `memberId` gives it. */
export interface Member {
  readonly id: string
  readonly role: MemberRole
  readonly voice: MemberVoice
}

export interface GivenProxy {
  readonly from: string
  readonly to: string
}

interface Noted {
  readonly proxyAt: string | null
  readonly proxyOrder: number | null
  readonly attendanceKey: string
}

/** Sorts proxies as they were noted. Those of before an order was kept come first, by their time; at one instant, by their keys. */
export const asNoted = (a: Noted, b: Noted): number =>
  (a.proxyOrder ?? 0) - (b.proxyOrder ?? 0) ||
  (a.proxyAt ?? '').localeCompare(b.proxyAt ?? '') ||
  a.attendanceKey.localeCompare(b.attendanceKey)

/** Who is in the room (guests included) and which proxies were given, in the order in which they were. */
export interface Attendance {
  readonly present: ReadonlySet<string>
  readonly proxies: readonly GivenProxy[]
}

export const proxyLapses = [
  'giver-has-no-vote',
  'giver-is-present',
  'replaced',
  'holder-absent',
  'holder-not-entitled',
  'too-many',
] as const
export type ProxyLapse = (typeof proxyLapses)[number]

export interface ProxiesInForce {
  /** Holder by giver. */
  readonly holders: ReadonlyMap<string, string>
  readonly lapsed: readonly { readonly from: string; readonly to: string; readonly why: ProxyLapse }[]
  /** Proxies that passed to the chair because their holder is not there. */
  readonly moved: readonly { readonly from: string; readonly to: string; readonly chair: string }[]
}

/** The chair of the day: the first member with that role. */
export const chairOf = (members: readonly Member[]): Member | undefined =>
  members.find((member) => member.role === 'chair')

/**
 * Which proxies count. A proxy needs a giver who may vote and is not there, and a holder who is in the room and entitled; a proxy is
 * not passed on to a third person, except to the chair when the body says so. Beyond the limit of a holder the later ones lapse.
 * All of it is the rule of the body. `room` is who is present for this vote: somebody who left for a conflict of interest is not.
 */
export const proxiesInForce = (
  rules: BodyRules['proxies'],
  members: readonly Member[],
  { present, proxies }: Attendance,
  room: ReadonlySet<string>,
): ProxiesInForce => {
  const voters = new Set(members.filter(({ voice }) => voice === 'vote').map(({ id }) => id))
  const chair = chairOf(members)?.id
  const lastOf = new Map(proxies.map((proxy) => [proxy.from, proxy]))
  const holders = new Map<string, string>()
  const lapsed: { from: string; to: string; why: ProxyLapse }[] = []
  const moved: { from: string; to: string; chair: string }[] = []
  const held = new Map<string, number>()

  const obstacle = (proxy: GivenProxy, holder: string): ProxyLapse | null => {
    if (!voters.has(proxy.from)) return 'giver-has-no-vote'
    if (present.has(proxy.from)) return 'giver-is-present'
    if (lastOf.get(proxy.from) !== proxy) return 'replaced'
    if (!room.has(holder)) return 'holder-absent'
    if (rules.holders === 'voters' && !voters.has(holder)) return 'holder-not-entitled'
    return (held.get(holder) ?? 0) >= rules.max ? 'too-many' : null
  }
  for (const proxy of proxies) {
    const { from, to } = proxy
    const passes = !room.has(to) && rules.whenHolderAbsent === 'chair' && chair !== undefined && room.has(chair)
    const holder = passes ? chair : to
    const why = obstacle(proxy, holder)
    if (why !== null) lapsed.push({ from, to, why })
    else {
      held.set(holder, (held.get(holder) ?? 0) + 1)
      holders.set(from, holder)
      if (passes) moved.push({ from, to, chair: holder })
    }
  }
  return { holders, lapsed, moved }
}
