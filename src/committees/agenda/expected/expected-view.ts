import type { Context } from '../../../context'
import type { FoundMeeting } from '../../meetings/find-meeting'
import { factsOf, idOf } from '../../session/session-facts'
import type { ExpectedView } from '../agenda-view'
import { expectedQuorum } from './expected-quorum'

/** As the answers on the list of attendance stand. */
export const expectedView = (ctx: Context, found: FoundMeeting): ExpectedView | null => {
  const { rules, members, attendances, attendance, nameOf } = factsOf(ctx, found)
  const { count, share, roles, proxiesCount } = rules.quorum
  if (count === null && share === null && roles.length === 0) return null
  const states = new Map(attendances.map((row) => [idOf(row, found.meeting.meetingKey), row.state]))
  const expected = expectedQuorum(rules, members, states, attendance.proxies)
  return { ...expected, awayNames: expected.away.map(nameOf), proxiesHelp: proxiesCount && rules.proxies.max > 0 }
}
