import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Attendances } from '../../lists/committees/attendances'
import { Decisions } from '../../lists/committees/decisions'
import type { Row } from '../../lists/kit/list'
import type { FoundMeeting, Meeting } from '../meetings/find-meeting'
import { type BodyRules, rulesOf } from '../rules/body-rules'
import { linesOf } from '../rules/coverage'
import { memberId } from '../rules/membership'
import { type Attendance, asNoted, type Member } from '../rules/proxies'
import { type Quorum, quorumOf } from '../rules/quorum'

export type AttendanceRow = Row<typeof Attendances>
export type AgendaItem = Row<typeof AgendaItems>
export type Decision = Row<typeof Decisions>

/** All that the rules need to know of a meeting. */
export interface SessionFacts {
  readonly meeting: Meeting
  readonly rules: BodyRules
  /** Who sits in the body on the day, with what voice. */
  readonly members: readonly Member[]
  readonly voters: readonly string[]
  readonly attendances: readonly AttendanceRow[]
  /** Who is in the room, and the proxies in the order in which they were given. */
  readonly attendance: Attendance
  readonly quorum: Quorum
  /** Once there at the opening, for bodies that ask for it then. */
  readonly quorumStands: boolean
  readonly items: readonly AgendaItem[]
  /** Who is invited to an item or presents it and does not sit in the body; their presence is noted once they come. */
  readonly guests: readonly string[]
  nameOf(id: string): string
}

export const attendanceKeyOf = (meeting: string, person: string): string => `${meeting}:${person}`

export const factsOf = (ctx: Context, { meeting, found, members: memberships }: FoundMeeting): SessionFacts => {
  const rules = rulesOf(found.body)
  const members = memberships.map((row) => ({ id: memberId(row), role: row.role, voice: row.voice }))
  const attendances = ctx.lists.all(Attendances).filter((row) => row.meeting === meeting.meetingKey)
  const attendance = attendanceFrom(attendances, meeting.meetingKey)
  const names = new Map([
    ...attendances.map((row) => [idOf(row, meeting.meetingKey), row.name] as const),
    ...memberships.map((row) => [memberId(row), row.name] as const),
  ])
  const items = ctx.lists
    .all(AgendaItems)
    .filter((item) => item.meeting === meeting.meetingKey && item.state !== 'withdrawn' && item.state !== 'proposed')
    .sort((a, b) => a.rank - b.rank || a.itemKey.localeCompare(b.itemKey))
  return {
    meeting,
    rules,
    members,
    voters: members.filter(({ voice }) => voice === 'vote').map(({ id }) => id),
    attendances,
    attendance,
    quorum: quorumOf(rules, members, attendance),
    quorumStands: rules.quorum.onlyAtOpening && meeting.quorumAtOpening,
    items,
    guests: guestsOf(items).filter((id) => !members.some((member) => member.id === id) && ctx.directory.person(id)),
    nameOf: (id) => names.get(id) ?? ctx.directory.person(id)?.name ?? id,
  }
}

const guestsOf = (items: readonly AgendaItem[]): readonly string[] => [
  ...new Set(
    items.flatMap(({ presenter, guests }) => [...(presenter === null ? [] : [presenter]), ...linesOf(guests)]),
  ),
]

/** Whom a row is about: the directory's person, or the external id at the end of its key. */
export const idOf = (row: Pick<AttendanceRow, 'attendanceKey' | 'person'>, meeting: string): string =>
  row.person ?? row.attendanceKey.slice(meeting.length + 1)

export const attendanceFrom = (rows: readonly AttendanceRow[], meeting: string): Attendance => ({
  present: new Set(rows.filter(({ state }) => state === 'present').map((row) => idOf(row, meeting))),
  proxies: rows
    .toSorted(asNoted)
    .flatMap((row) =>
      row.state === 'represented' && row.proxyTo !== null ? [{ from: idOf(row, meeting), to: row.proxyTo }] : [],
    ),
})

export const decisionsOf = (ctx: Context, meeting: string): readonly Decision[] =>
  ctx.lists
    .all(Decisions)
    .filter((decision) => decision.meeting === meeting)
    .sort((a, b) => a.number.localeCompare(b.number))
