import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'
import { minutesKey } from '../agenda/rules/found-items'
import type { Meeting } from '../meetings/find-meeting'
import { approvalPlace, type PlacedMeeting } from './approval-place'

/** Where the minutes of a meeting can be approved now; null until there is such a meeting or procedure. */
export const placeFor = (
  { lists, clock }: Pick<Context, 'lists' | 'clock'>,
  minuted: Meeting,
): PlacedMeeting | null => {
  const sourceKey = minutesKey(minuted.meetingKey)
  const items = new Set(lists.all(AgendaItems).flatMap((item) => (item.sourceKey === sourceKey ? [item.itemKey] : [])))
  const adopting = lists
    .all(Decisions)
    .filter(({ item, result }) => items.has(item ?? '') && (result === 'adopted' || result === 'conditional'))
    .map(({ meeting }) => meeting ?? '')
  return approvalPlace(lists.all(Meetings), minuted, clock.now().toISOString(), new Set(adopting))
}
