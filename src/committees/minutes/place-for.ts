import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'
import { minutesKey } from '../agenda/rules/found-items'
import type { Meeting } from '../meetings/find-meeting'
import { approvalPlace, type PlacedMeeting } from './approval-place'

/**
 * Where the minutes of a meeting can be approved now; null until there is such a meeting or procedure. One that put them off or rejected
 * them, and has not adopted them since, is none.
 */
export const placeFor = (
  { lists, clock }: Pick<Context, 'lists' | 'clock'>,
  minuted: Meeting,
): PlacedMeeting | null => {
  const sourceKey = minutesKey(minuted.meetingKey)
  const items = new Set(lists.all(AgendaItems).flatMap((item) => (item.sourceKey === sourceKey ? [item.itemKey] : [])))
  const decisions = lists.all(Decisions).filter(({ item, result }) => items.has(item ?? '') && result !== null)
  const isAdopting = ({ result }: (typeof decisions)[number]): boolean =>
    result === 'adopted' || result === 'conditional'
  const adopting = new Set(decisions.filter(isAdopting).map(({ meeting }) => meeting ?? ''))
  const refusing = new Set(decisions.map(({ meeting }) => meeting ?? '').filter((meeting) => !adopting.has(meeting)))
  const places = lists.all(Meetings).filter(({ meetingKey }) => !refusing.has(meetingKey))
  return approvalPlace(places, minuted, clock.now().toISOString(), adopting)
}
