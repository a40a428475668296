import { createHash } from 'node:crypto'
import { isOpenToAll } from '../../access/policy'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Attendances } from '../../lists/committees/attendances'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'
import type { Values } from '../../lists/kit/list'
import { Projects } from '../../lists/projects'
import type { Body } from '../find-body'
import type { FoundMeeting, Meeting } from '../meetings/find-meeting'
import { memberId } from '../rules/membership'
import type { Member } from '../rules/proxies'
import { awayTimes } from './away-times'
import { frozenIn } from './frozen-rules'
import { leftEarly } from './left-early'

type Item = Values<typeof AgendaItems>
type Attendance = Values<typeof Attendances>
type Decision = Values<typeof Decisions>
type Action = Values<typeof Actions>

/** The rows that the minutes of one meeting are made from, in their order. */
export interface MinutesSource {
  readonly meeting: Meeting
  readonly body: Body
  readonly members: readonly (Member & { readonly name: string })[]
  readonly attendances: readonly Attendance[]
  readonly items: readonly Item[]
  readonly decisions: readonly Decision[]
  readonly actions: readonly Action[]
  /** Projects that everybody may see: as favoured by an option, only these are named. */
  readonly openProjects: ReadonlySet<string>
}

const ofMeeting = <R extends { readonly meeting: string | null }>(rows: readonly R[], key: string): readonly R[] =>
  rows.filter(({ meeting }) => meeting === key)

/** Everything that minutes are written from, as all copies of the service and SharePoint itself have it now. */
export const minutesCaughtUp = async ({ outbox, lists }: Pick<Context, 'outbox' | 'lists'>): Promise<void> => {
  await Promise.all([outbox.catchUp(), lists.syncNow([Meetings, Attendances, AgendaItems, Decisions, Actions])])
}

/**
 * Decisions that have a result, items that were not withdrawn, and whoever was asked to come. The rules and members of approved minutes are
 * those by which they were approved.
 */
export const minutesSource = (
  ctx: Pick<Context, 'lists'>,
  { meeting, found, members }: FoundMeeting,
): MinutesSource => {
  const key = meeting.meetingKey
  const frozen = isLocked(meeting) ? frozenIn(meeting.minutesRules) : null
  const attendances = ofMeeting(ctx.lists.all(Attendances), key).toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
  const nameOf = (id: string): string =>
    [...members, ...attendances].find((each) => memberId({ externalId: null, ...each }) === id)?.name ?? ''
  const byNumber = (a: { number: string }, b: { number: string }): number => a.number.localeCompare(b.number)
  return {
    meeting,
    body: { ...found.body, ...frozen?.rules },
    members: (frozen?.members ?? members.map((member) => ({ ...member, id: memberId(member) }))).map(
      ({ id, role, voice }) => ({ id, role, voice, name: nameOf(id) }),
    ),
    attendances,
    items: ofMeeting(ctx.lists.all(AgendaItems), key)
      .filter(({ state }) => state !== 'withdrawn' && state !== 'proposed')
      .toSorted((a, b) => a.rank - b.rank || a.itemKey.localeCompare(b.itemKey)),
    decisions: ofMeeting(ctx.lists.all(Decisions), key)
      .filter(({ result }) => result !== null)
      .toSorted(byNumber),
    actions: ofMeeting(ctx.lists.all(Actions), key).toSorted(byNumber),
    openProjects: new Set(
      ctx.lists.all(Projects).flatMap(({ number, confidentiality }) => (isOpenToAll(confidentiality) ? [number] : [])),
    ),
  }
}

const picked = <R extends object, K extends keyof R>(rows: readonly R[], ...fields: readonly K[]): readonly unknown[] =>
  rows.map((row) => fields.map((field) => row[field]))

/**
 * SHA-256 of what the minutes say, whatever language they are written in. What an action becomes afterwards is no part of it: the
 * minutes say what was agreed, and an action goes on.
 */
export const digestOf = ({ meeting, attendances, items, decisions, actions }: MinutesSource): string => {
  const left = attendances.flatMap((row) => {
    const at = leftEarly(row, meeting)
    return at === null ? [] : [[row.attendanceKey, at]]
  })
  const corrected = attendances.flatMap(({ attendanceKey, notedAs }) =>
    notedAs === null ? [] : [[attendanceKey, notedAs]],
  )
  const away = attendances.flatMap((row) => {
    const times = awayTimes(row, meeting)
    return times.length === 0 ? [] : [[row.attendanceKey, times]]
  })
  const explained = decisions.flatMap(({ number, explanation }) =>
    explanation === null ? [] : [[number, explanation]],
  )
  const said = [
    picked([meeting], 'meetingKey', 'title', 'form', 'startsAt', 'endsAt', 'openedAt', 'closedAt', 'place'),
    picked([meeting], 'chair', 'secretary'),
    picked(attendances, 'attendanceKey', 'name', 'state', 'voice', 'proxyTo'),
    picked(items, 'itemKey', 'rank', 'title', 'kind', 'state', 'presenter', 'question', 'notes'),
    picked(decisions, 'number', 'title', 'item', 'type', 'question', 'text', 'result', 'conditions', 'options'),
    picked(decisions, 'secret', 'votesFor', 'votesAgainst', 'abstentions', 'recusals', 'project'),
    picked(actions, 'number', 'item', 'decision'),
    actions.map(agreed),
    // Where everybody stayed there is nothing to say, and what was approved before this was said keeps its digest.
    ...(left.length === 0 ? [] : [left]),
    ...(corrected.length === 0 ? [] : [{ corrected }]),
    ...(away.length === 0 ? [] : [{ away }]),
    ...(explained.length === 0 ? [] : [{ explained }]),
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** An action as it was agreed in the meeting: whoever has it since, and until when, does not change the minutes. */
const agreed = ({ title, firstDueOn, dueOn }: Action): readonly unknown[] => [title, firstDueOn ?? dueOn]

/** Are the minutes approved, and what they were made from therefore closed? */
export const isLocked = (meeting: Pick<Meeting, 'minutesState'>): boolean => meeting.minutesState === 'approved'
