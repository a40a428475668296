import type { Context } from '../../../context'
import type { FoundMeeting } from '../../meetings/find-meeting'
import { holderOf } from '../../rules/membership'

/** Who is told of what stands in the way of a meeting: its secretary, without one its chair, and without either the PMO officers. */
export const toldOf = async (ctx: Context, { members, found }: FoundMeeting): Promise<readonly string[]> => {
  const holder = (role: 'chair' | 'secretary') => holderOf(members, role)?.person ?? found[role]
  const person = holder('secretary') ?? holder('chair')
  return person ? [person] : ctx.roles.holding('officer')
}
