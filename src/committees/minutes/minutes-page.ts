import type { Actor } from '../../access/actor'
import type { Context, Locale } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import { MinutesComments } from '../../lists/committees/minutes-comments'
import { wordingOf } from '../../reports/pack/wording'
import { standInsFor } from '../approver'
import { type FoundMeeting, findMeeting, type Meeting } from '../meetings/find-meeting'
import { meetingRow } from '../meetings/meetings-overview'
import { awaitedPlace, type PlacedMeeting } from './approval-place'
import type { MinutesStatus, NameOf } from './minutes-content'
import { minutesContent } from './minutes-model'
import { minutesSource } from './minutes-source'
import type { CommentView, MinutesView, PlaceView } from './minutes-view'
import { placeFor } from './place-for'
import { isAsRecorded } from './recorded'

/** Names as minutes show them: as the directory knows people now, else as they signed the attendance. */
export const namesIn =
  (ctx: Pick<Context, 'directory'>, { members }: FoundMeeting): NameOf =>
  (person) =>
    person === null
      ? null
      : (ctx.directory.person(person)?.name ?? members.find((member) => member.person === person)?.name ?? null)

/** Minutes are written in the language of their body. */
export const languageOf = ({ found }: FoundMeeting): Locale => found.body.language ?? 'fr'

export const statusOf = (ctx: Pick<Context, 'lists'>, meeting: Meeting, nameOf: NameOf): MinutesStatus => {
  const version = meeting.minutesVersion ?? 1
  if (meeting.minutesState !== 'approved') return { state: 'review', version }
  const place = meeting.minutesApprovedIn === null ? undefined : ctx.lists.find(Meetings, meeting.minutesApprovedIn)
  return {
    state: 'approved',
    version,
    on: meeting.minutesApprovedAt ?? '',
    by: nameOf(meeting.minutesApprovedBy) ?? '',
    in: place ? { title: place.title, written: place.form === 'written' } : null,
  }
}

/** What the page of the minutes shows; undefined where the person may not know of the meeting. */
export const minutesPage = async (ctx: Context, actor: Actor, key: string): Promise<MinutesView | undefined> => {
  const found = findMeeting(ctx, actor, key)
  if (!found?.may('minutes.read')) return undefined
  const { meeting } = found
  const nameOf = namesIn(ctx, found)
  const source = minutesSource(ctx, found)
  const now = ctx.clock.now().toISOString()
  const meetings = ctx.lists.all(Meetings)
  const isHeld = meeting.state === 'held'
  const approvedIn = meetings.find(({ meetingKey }) => meetingKey === meeting.minutesApprovedIn)
  return {
    meeting: meetingRow(found, actor.person),
    content: minutesContent(source, statusOf(ctx, meeting, nameOf), nameOf, wordingOf(languageOf(found))),
    state: isHeld ? (meeting.minutesState ?? 'draft') : 'none',
    version: meeting.minutesVersion,
    url: meeting.minutesUrl,
    sha256: meeting.minutesSha256,
    outdated: meeting.minutesDigest !== null && !isAsRecorded(source),
    approved:
      meeting.minutesState === 'approved'
        ? {
            at: meeting.minutesApprovedAt ?? '',
            by: nameOf(meeting.minutesApprovedBy) ?? '',
            in: placeView(approvedIn ?? null),
          }
        : null,
    approvalPlace: placeView(placeFor(ctx, meeting)),
    awaitedPlace: placeView(awaitedPlace(meetings, meeting, now)),
    standIns: meeting.minutesState === 'review' ? await standInsFor(ctx, meeting, 'minutes') : null,
    comments: commentsOf(ctx, key),
    items: source.items.map(({ itemKey, title }) => ({ key: itemKey, title })),
    may: {
      edit: isHeld && found.may('minutes.edit'),
      comment: found.may('minutes.comment'),
      approve: found.may('minutes.approve'),
    },
  }
}

const placeView = (place: PlacedMeeting | null): PlaceView | null =>
  place && {
    key: place.meetingKey,
    title: place.title,
    at: place.startsAt ?? place.deadline,
    written: place.form === 'written',
  }

const commentsOf = (ctx: Pick<Context, 'lists' | 'directory'>, key: string): readonly CommentView[] => {
  const nameOf = (person: string | null): string => ctx.directory.person(person ?? '')?.name ?? '?'
  return ctx.lists
    .all(MinutesComments)
    .filter(({ meeting }) => meeting === key)
    .toSorted(
      (a, b) => (a.writtenAt ?? '').localeCompare(b.writtenAt ?? '') || a.commentKey.localeCompare(b.commentKey),
    )
    .map((row) => ({
      key: row.commentKey,
      author: nameOf(row.writer),
      writtenAt: row.writtenAt ?? '',
      version: row.version,
      item: row.item,
      text: row.text ?? '',
      settled: row.state === 'settled',
      settledBy: row.settledBy === null ? null : nameOf(row.settledBy),
    }))
}
