import type { Meetings } from '../../lists/committees/meetings'
import type { Values } from '../../lists/kit/list'

export type PlacedMeeting = Pick<
  Values<typeof Meetings>,
  'meetingKey' | 'body' | 'number' | 'title' | 'form' | 'state' | 'startsAt' | 'deadline'
>

const atOf = ({ startsAt, deadline }: PlacedMeeting): string => startsAt ?? deadline ?? ''

/**
 * Where minutes can be approved at `now` (UTC ISO 8601): in a later meeting of the same body that is open, else in the first one that
 * was held or has begun, or by a written procedure that adopted them, of which `adopting` holds the keys. Null until there is one.
 */
export const approvalPlace = (
  meetings: readonly PlacedMeeting[],
  minuted: PlacedMeeting,
  now: string,
  adopting: ReadonlySet<string>,
): PlacedMeeting | null => {
  const begun = laterMeetings(meetings, minuted).filter(({ meetingKey, form, state, startsAt }) =>
    form === 'written'
      ? adopting.has(meetingKey)
      : state === 'open' || state === 'held' || (state === 'convened' && startsAt !== null && startsAt <= now),
  )
  return begun.find(({ state }) => state === 'open') ?? begun[0] ?? null
}

/** The next meeting of the body that has not begun, which is where the minutes will be approved. */
export const awaitedPlace = (
  meetings: readonly PlacedMeeting[],
  minuted: PlacedMeeting,
  now: string,
): PlacedMeeting | null =>
  laterMeetings(meetings, minuted).find(
    ({ state, startsAt }) => (state === 'planned' || state === 'convened') && startsAt !== null && startsAt > now,
  ) ?? null

const laterMeetings = (meetings: readonly PlacedMeeting[], minuted: PlacedMeeting): readonly PlacedMeeting[] =>
  meetings
    .filter(
      (meeting) =>
        meeting.body === minuted.body &&
        meeting.meetingKey !== minuted.meetingKey &&
        meeting.state !== 'cancelled' &&
        atOf(meeting) > atOf(minuted),
    )
    .toSorted((a, b) => atOf(a).localeCompare(atOf(b)))
