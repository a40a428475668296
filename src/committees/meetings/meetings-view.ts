import type { Meetings } from '../../lists/committees/meetings'
import type { Row } from '../../lists/kit/list'

type Meeting = Row<typeof Meetings>

/** A meeting as lists of meetings show it. */
export interface MeetingRow
  extends Pick<
    Meeting,
    | 'meetingKey'
    | 'body'
    | 'number'
    | 'title'
    | 'form'
    | 'state'
    | 'startsAt'
    | 'endsAt'
    | 'deadline'
    | 'place'
    | 'minutesState'
    | 'agendaApprovedAt'
    | 'packPublishedAt'
  > {
  readonly bodyTitle: string
  /** The person sits in the body, sat in it on the day, or is invited to the meeting. */
  readonly mine: boolean
  /** Invited to items of the agenda, or presents some, and knows nothing else of the meeting. */
  readonly guest: boolean
}

export interface MeetingsView {
  readonly rows: readonly MeetingRow[]
  readonly freshness: { readonly syncedAt: string | null; readonly stale: boolean }
}
