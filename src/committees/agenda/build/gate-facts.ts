import type { Context } from '../../../context'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { Milestones } from '../../../lists/milestones'
import type { Meeting } from '../../meetings/find-meeting'
import { isGate, milestoneIn } from '../../rules/gate'
import type { AgendaItem } from '../find-agenda'
import { earlierIn } from '../rules/found-items'

/** The milestones that stood on the agendas of these meetings for decision. */
export const gatesAsked = (ctx: Pick<Context, 'lists'>, meetings: readonly Meeting[]): ReadonlySet<string> => {
  const keys = new Set(meetings.map(({ meetingKey }) => meetingKey))
  const items = ctx.lists.all(AgendaItems).filter((item) => keys.has(item.meeting) && isGate(item))
  return new Set(items.flatMap((item) => milestoneBehind(ctx, item) ?? []))
}

/** A gate whose milestone has happened since: there is nothing left to decide. */
export const isPassed = (ctx: Pick<Context, 'lists'>, item: AgendaItem): boolean => {
  const key = isGate(item) ? milestoneBehind(ctx, item) : null
  const milestone = key === null ? undefined : ctx.lists.find(Milestones, key)
  return milestone !== undefined && milestone.actualDate !== null
}

/** The milestone that an item is about, also where it came back from earlier meetings. */
const milestoneBehind = (ctx: Pick<Context, 'lists'>, { sourceKey }: Pick<AgendaItem, 'sourceKey'>): string | null => {
  if (sourceKey === null) return null
  const earlier = earlierIn(sourceKey)
  const item = earlier === null ? undefined : ctx.lists.find(AgendaItems, earlier)
  return item ? milestoneBehind(ctx, item) : milestoneIn(sourceKey)
}
