import { addDays } from '../../calendar/business-days'
import type { MemberRole, MemberVoice } from '../../lists/committees/memberships'

/** The dated part of a membership. Days are `yyyy-MM-dd`; a blank end is open. */
export interface DatedMembership {
  readonly body: string
  readonly person: string | null
  readonly externalId: string | null
  readonly role: MemberRole
  readonly voice: MemberVoice
  readonly from: string | null
  readonly until: string | null
}

/** Does the membership hold on this day? Its first and last day count. */
export const holdsOn = ({ from, until }: Pick<DatedMembership, 'from' | 'until'>, day: string): boolean =>
  (from === null || from <= day) && (until === null || until >= day)

/** Who a membership is about: the directory's person, or whom an imported source named. */
export const memberId = ({ person, externalId }: Pick<DatedMembership, 'person' | 'externalId'>): string =>
  person ?? externalId ?? ''

/**
 * The members of a body on a day: a past meeting has the members it had. Where somebody's memberships overlap, the one that
 * began last counts.
 */
export const membershipOn = <M extends DatedMembership>(
  memberships: readonly M[],
  body: string,
  day: string,
): readonly M[] => {
  const members = new Map<string, M>()
  for (const membership of memberships) {
    if (membership.body !== body || !holdsOn(membership, day)) continue
    const known = members.get(memberId(membership))
    if (!known || (known.from ?? '') <= (membership.from ?? '')) members.set(memberId(membership), membership)
  }
  return [...members.values()]
}

/** A membership on the days of a period on which it counts. */
export interface Seat<M> {
  readonly member: M
  readonly from: string
  readonly until: string
}

/** Who sits in a body from when until when within a period, as `membershipOn` says of each of its days. */
export const seatsIn = <M extends DatedMembership>(
  memberships: readonly M[],
  body: string,
  period: { readonly from: string; readonly to: string },
): readonly Seat<M>[] => {
  const turns = memberships.flatMap(({ from, until }) => [from, until === null ? null : addDays(until, 1)])
  const within = turns.flatMap((day) => (day !== null && day > period.from && day <= period.to ? [day] : []))
  const days = [...new Set([period.from, ...within])].toSorted()
  const seats: Seat<M>[] = []
  days.forEach((from, index) => {
    const next = days[index + 1]
    const until = next === undefined ? period.to : addDays(next, -1)
    for (const member of membershipOn(memberships, body, from)) {
      const known = seats.findIndex((seat) => seat.member === member && addDays(seat.until, 1) === from)
      const before = seats[known]
      if (before) seats[known] = { ...before, until }
      else seats.push({ member, from, until })
    }
  })
  return seats
}

/** The member who holds a role on a day. Two chairs at once (a co-chair) are told apart by who began first. */
export const holderOf = <M extends DatedMembership>(members: readonly M[], role: MemberRole): M | undefined =>
  members
    .filter((member) => member.role === role)
    .reduce<M | undefined>(
      (first, member) => (first && (first.from ?? '') <= (member.from ?? '') ? first : member),
      undefined,
    )

interface Seated {
  readonly name: string
  /** Null for a guest. */
  readonly role: MemberRole | null
  readonly voice: MemberVoice | null
}

const rankOf = ({ role, voice }: Seated): number =>
  role === 'chair' ? 0 : role === 'secretary' ? 1 : voice === 'vote' ? 2 : role === null ? 4 : 3

/** The order in which people are listed: the chair first, then the secretary, voters, advisers and guests, each by name. */
export const bySeat = (a: Seated, b: Seated): number => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'fr')

/** Do two memberships of one person in one body share a day? */
export const overlaps = (
  a: Pick<DatedMembership, 'from' | 'until'>,
  b: Pick<DatedMembership, 'from' | 'until'>,
): boolean => (a.from ?? '') <= (b.until ?? '9999') && (b.from ?? '') <= (a.until ?? '9999')
