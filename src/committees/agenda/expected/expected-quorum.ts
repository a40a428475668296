import type { BodyRules } from '../../rules/body-rules'
import type { GivenProxy, Member } from '../../rules/proxies'
import { quorumOf } from '../../rules/quorum'
import type { AttendanceState } from '../../session/session-view'
import type { ExpectedQuorum } from '../agenda-view'

const AWAY: readonly AttendanceState[] = ['declined', 'absent', 'excused']

/** Pure: rules of the body, members of the day, what each has said, and the proxies that were given. */
export const expectedQuorum = (
  rules: BodyRules,
  members: readonly Member[],
  states: ReadonlyMap<string, AttendanceState>,
  proxies: readonly GivenProxy[],
): ExpectedQuorum => {
  const stateOf = (id: string): AttendanceState => states.get(id) ?? 'invited'
  const away = members.map(({ id }) => id).filter((id) => AWAY.includes(stateOf(id)))
  const coming = members.map(({ id }) => id).filter((id) => !away.includes(id) && stateOf(id) !== 'represented')
  const { reached, counted, checks } = quorumOf(rules, members, { present: new Set(coming), proxies })
  const count = (...wanted: readonly AttendanceState[]): number =>
    members.filter(({ id, voice }) => voice === 'vote' && wanted.includes(stateOf(id))).length
  const numbers = checks.flatMap((check) => (check.code === 'role' ? [] : [check.required]))
  return {
    isReachable: reached,
    counted,
    required: numbers.length === 0 ? null : Math.max(...numbers),
    missingRoles: checks.flatMap((check) => (check.code === 'role' && !check.ok ? [check.role] : [])),
    accepted: count('accepted', 'present'),
    tentative: count('tentative'),
    unanswered: count('invited'),
    away,
  }
}
