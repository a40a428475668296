import type { Actor } from '../../access/actor'
import { isoSeconds } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Attendances } from '../../lists/committees/attendances'
import { Meetings } from '../../lists/committees/meetings'
import type { OutboxWrite } from '../../ports/outbox'
import type { FoundMeeting } from '../meetings/find-meeting'
import { awayWith } from '../minutes/away-times'
import { leftEarly } from '../minutes/left-early'
import { memberId } from '../rules/membership'
import { forMinutes, mayNoteAttendance } from './for-minutes'
import { inSession, type Refused, refused, type SessionRefusal } from './in-session'
import { nextProxy } from './numbering'
import { type AttendanceRow, attendanceKeyOf, factsOf, idOf, type SessionFacts } from './session-facts'
import { letVote } from './votes/arrivals'

export interface AttendanceInput {
  readonly person: string
  readonly state: 'present' | 'absent' | 'excused' | 'represented'
  /** Who holds the proxy of somebody represented. */
  readonly proxyTo: string | null
}

type Done = { readonly ok: true }

/** Who is there, as the secretary or the chair notes it; who was there, until the minutes are approved. */
export const setAttendance = (
  ctx: Context,
  actor: Actor,
  key: string,
  input: AttendanceInput,
): Promise<Done | Refused> =>
  forMinutes(ctx, actor, key, { action: 'meeting.run', isTime: mayNoteAttendance }, (found) =>
    found.meeting.state === 'held' ? correct(ctx, actor, found, input) : set(ctx, actor, found, [input]),
  )

/** A member says that they are there, or gives their proxy; before the meeting as well. */
export const setOwnAttendance = (
  ctx: Context,
  actor: Actor,
  key: string,
  input: Omit<AttendanceInput, 'person'>,
): Promise<Done | Refused> =>
  inSession(ctx, actor, key, 'attendance.own', (found) => set(ctx, actor, found, [{ ...input, person: actor.person }]))

/** Everybody of whom nothing else is known is there: one press at the beginning, then the exceptions. */
export const setAllPresent = (ctx: Context, actor: Actor, key: string): Promise<Done | Refused> =>
  inSession(ctx, actor, key, 'meeting.run', async (found) => {
    const { attendances } = factsOf(ctx, found)
    const known = new Map(attendances.map((row) => [idOf(row, key), row.state]))
    const inputs = found.members.map(memberId).flatMap((person): readonly AttendanceInput[] => {
      const state = known.get(person) ?? 'invited'
      const isOpen = state === 'invited' || state === 'accepted' || state === 'tentative'
      return isOpen ? [{ person, state: 'present', proxyTo: null }] : []
    })
    return set(ctx, actor, found, inputs)
  })

const set = async (
  ctx: Context,
  actor: Actor,
  found: FoundMeeting,
  inputs: readonly AttendanceInput[],
): Promise<Done | Refused> => {
  const { meeting } = found
  if (meeting.form !== 'meeting' || meeting.state === 'held' || meeting.state === 'cancelled')
    return refused('not-open')
  const facts = factsOf(ctx, found)
  const problem = inputs.map((input) => problemOf(ctx, facts, input)).find((each) => each !== null)
  if (problem) return refused(problem)
  const at = isoSeconds(ctx.clock.now())
  const writes = []
  for (const input of inputs) writes.push(writeOf(found, facts, input, at, await orderOf(ctx, found, facts, input)))
  await ctx.outbox.put(
    writes,
    inputs.map(({ person, state, proxyTo }) => ({
      ...{ actor, action: 'attendance.set', subject: meeting.meetingKey },
      detail: { person, state, proxyTo },
    })),
  )
  const after = factsOf(ctx, found)
  await letVote(ctx, facts, after)
  // Asked for once: from the moment it is first there, the meeting is validly open.
  if (meeting.state === 'open' && after.rules.quorum.onlyAtOpening && !meeting.quorumAtOpening && after.quorum.reached)
    await ctx.outbox.put([{ list: Meetings, key: meeting.meetingKey, values: { quorumAtOpening: true } }])
  return { ok: true }
}

/**
 * Puts right for the minutes how it was throughout the meeting. Votes and their quorum stay as they were counted: what was noted then is
 * kept beside, and the minutes say so.
 */
const correct = async (
  ctx: Context,
  actor: Actor,
  found: FoundMeeting,
  input: AttendanceInput,
): Promise<Done | Refused> => {
  const { meeting } = found
  const facts = factsOf(ctx, found)
  const problem = problemOf(ctx, facts, input)
  if (problem) return refused(problem)
  const { key, ...write } = writeOf(
    found,
    facts,
    input,
    isoSeconds(ctx.clock.now()),
    await orderOf(ctx, found, facts, input),
  )
  const before = facts.attendances.find(({ attendanceKey }) => attendanceKey === key)
  const { person, state } = input
  const proxyTo = state === 'represented' ? input.proxyTo : null
  const hadLeft = before !== undefined && leftEarly(before, meeting) !== null
  if (before?.state === state && before.proxyTo === proxyTo && (!hadLeft || proxyTo !== null)) return { ok: true }
  const noted = before?.notedAs ?? (hadLeft ? 'present' : (before?.state ?? 'absent'))
  const isTakenBack = (before?.notedAs ?? null) !== null && noted === state && proxyTo === null
  const times =
    state === 'present'
      ? { arrivedAt: before?.arrivedAt ?? null, leftAt: null }
      : state === 'represented'
        ? { arrivedAt: before?.arrivedAt ?? null, leftAt: before?.leftAt ?? null }
        : { arrivedAt: null, leftAt: null }
  const values = {
    ...write.values,
    ...times,
    awayTimes: before?.awayTimes ?? null,
    notedAs: isTakenBack ? null : noted,
  }
  const detail = {
    ...{ person, state, proxyTo },
    before: { state: before?.state ?? null, proxyTo: before?.proxyTo ?? null, leftAt: before?.leftAt ?? null },
    votes: 'unchanged',
  }
  await ctx.outbox.put(
    [{ ...write, key, values }],
    [{ actor, action: 'attendance.correct', subject: meeting.meetingKey, detail }],
  )
  return { ok: true }
}

const problemOf = (
  ctx: Context,
  { members, voters, attendances, guests, meeting, rules }: SessionFacts,
  { person, state, proxyTo }: AttendanceInput,
): SessionRefusal | null => {
  const noted = attendances.map((row) => idOf(row, meeting.meetingKey))
  const known = new Set([...members.map(({ id }) => id), ...noted, ...guests])
  if (!known.has(person)) return 'unknown-person'
  if (state !== 'represented') return null
  if (rules.proxies.max === 0) return 'proxies-not-allowed'
  const mayHold = rules.proxies.holders === 'voters' ? voters.includes(proxyTo ?? '') : known.has(proxyTo ?? '')
  const isSomebody = proxyTo !== null && proxyTo !== person && ctx.directory.person(proxyTo) !== undefined
  if (!isSomebody || !mayHold) return 'proxy-holder'
  return voters.includes(person) ? null : 'no-voice'
}

/** The place of a proxy that is given now among those of the meeting; null for none, and for one that was given before. */
const orderOf = async (
  ctx: Context,
  { meeting }: FoundMeeting,
  { attendances }: SessionFacts,
  { person, state, proxyTo }: AttendanceInput,
): Promise<number | null> => {
  const key = attendanceKeyOf(meeting.meetingKey, person)
  const before = attendances.find(({ attendanceKey }) => attendanceKey === key)
  const isSame = before?.state === 'represented' && before.proxyTo === proxyTo
  return state !== 'represented' || isSame ? null : nextProxy(ctx, meeting.meetingKey)
}

const writeOf = (
  { members, meeting }: FoundMeeting,
  { attendances, guests, nameOf }: SessionFacts,
  { person, state, proxyTo }: AttendanceInput,
  at: string,
  order: number | null,
): OutboxWrite<typeof Attendances> => {
  const attendanceKey = attendanceKeyOf(meeting.meetingKey, person)
  const before: AttendanceRow | undefined = attendances.find((row) => row.attendanceKey === attendanceKey)
  const member = members.find((each) => memberId(each) === person)
  const isGiven = state === 'represented'
  return {
    list: Attendances,
    key: attendanceKey,
    values: {
      attendanceKey,
      meeting: meeting.meetingKey,
      person: member ? member.person : (before?.person ?? (guests.includes(person) ? person : null)),
      name: before?.name ?? nameOf(person),
      voice: member?.voice ?? null,
      state,
      // Noted in the meeting again, it is no correction any more.
      ...(before?.notedAs ? { notedAs: null } : {}),
      proxyTo: isGiven ? proxyTo : null,
      proxyAt: isGiven ? (order === null ? (before?.proxyAt ?? at) : at) : null,
      proxyOrder: isGiven ? (order ?? before?.proxyOrder ?? null) : null,
      ...(state === 'present'
        ? { arrivedAt: before?.arrivedAt ?? at, leftAt: null, awayTimes: before ? awayWith(before, meeting, at) : null }
        : before?.state === 'present'
          ? { leftAt: at }
          : {}),
    },
  }
}
