import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import type { EventOutcome, EventTimes, Refused } from '../../../ports/calendars'
import type { Step } from '../../../ports/plans'
import type { Membership } from '../../find-body'
import { answeredRows } from './answered-rows'
import { cancelComment, eventContent, eventTimes } from './event-content'
import { takeOff } from './invite-steps'
import { attendanceRows, membersFor, placedValues, plannedRow } from './meeting-rows'
import { BEGUN, hasBegun, type StepEnd } from './step-end'

type Outcome = EventOutcome | typeof BEGUN
type Made = Extract<EventOutcome, { ok: true }>

/** The row was put when the plan was confirmed; a copy that died before that leaves it to this one. */
const missingRows = (ctx: Context, steps: readonly Step[]) =>
  steps.filter(({ meeting }) => !ctx.lists.find(Meetings, meeting)).map((step) => plannedRow(ctx, step, step.version))

/**
 * Creates events. One that was begun before is looked for first: how long Exchange remembers a transaction id is nowhere written, and a
 * meeting that has begun since gets to know the event that it has, and no other.
 */
export const createSteps = async (
  ctx: Context,
  mailbox: string,
  steps: readonly Step[],
): Promise<readonly StepEnd[]> => {
  await ctx.outbox.put(missingRows(ctx, steps))
  const known = new Map<string, Made>()
  for (const { payload } of steps.filter(({ tries }) => tries > 1)) {
    // Out of reach: the transaction id has to do.
    const events = await ctx.calendars.events(mailbox, { from: payload.start, to: payload.end }).catch(() => [])
    for (const { transactionId, ...event } of events)
      if (transactionId !== null) known.set(transactionId, { ok: true, ...event })
  }
  const fresh = steps.filter(({ meeting, payload }) => !known.has(payload.transactionId) && !hasBegun(ctx, meeting))
  const invited = invitedTo(ctx, steps)
  const outcomes = await ctx.calendars.create(
    mailbox,
    fresh.map((step) => ({
      ...eventContent(ctx, step),
      ...eventTimes(ctx, step),
      transactionId: step.payload.transactionId,
    })),
  )
  const made = new Map(fresh.map((step, index) => [step.id, outcomes[index] ?? NO_ANSWER]))
  const begun = new Map(
    steps.map((step): [number, Outcome] => [
      step.id,
      known.get(step.payload.transactionId) ?? made.get(step.id) ?? BEGUN,
    ]),
  )
  return ended(ctx, invited, await completed(ctx, mailbox, invited, begun), 'convene')
}

/** An event of an earlier try was sent to the members of then: those who have come since are invited as well. */
const completed = async (
  ctx: Context,
  mailbox: string,
  invited: readonly Invited[],
  outcomes: ReadonlyMap<number, Outcome>,
): Promise<ReadonlyMap<number, Outcome>> => {
  const short = invited.flatMap(({ step, times }) => {
    const outcome = outcomes.get(step.id)
    if (
      !outcome?.ok ||
      hasBegun(ctx, step.meeting) ||
      times.attendees.every(({ address }) => outcome.answers.has(address))
    )
      return []
    return [{ id: step.id, change: { ...times, event: outcome.event } }]
  })
  if (short.length === 0) return outcomes
  const again = await ctx.calendars.update(
    mailbox,
    short.map(({ change }) => change),
  )
  return new Map([...outcomes, ...short.map(({ id }, index) => [id, again[index] ?? NO_ANSWER] as const)])
}

/** Who is invited by the request that is about to leave. */
interface Invited {
  readonly step: Step
  readonly members: readonly Membership[]
  readonly times: EventTimes
}

const invitedTo = (ctx: Context, steps: readonly Step[]): readonly Invited[] =>
  steps.map((step) => ({
    step,
    members: membersFor(ctx, step.payload.body, step.payload.start),
    times: eventTimes(ctx, step),
  }))

const NO_ANSWER: Refused = { ok: false, reason: 'passing', detail: 'no answer' }

/** Moves events, or makes those again that somebody has deleted. */
export const updateSteps = async (
  ctx: Context,
  mailbox: string,
  steps: readonly Step[],
): Promise<readonly StepEnd[]> => {
  const invited = invitedTo(ctx, steps)
  const ahead = invited.filter(({ step }) => !hasBegun(ctx, step.meeting))
  const outcomes = await ctx.calendars.update(
    mailbox,
    ahead.map(({ step, times }) => ({ ...times, event: ctx.lists.find(Meetings, step.meeting)?.event ?? '' })),
  )
  const gone = ahead.filter((_, index) => isGone(outcomes[index])).map(({ step }) => step)
  const again = gone.length === 0 ? [] : await createSteps(ctx, mailbox, gone)
  const others = invited.filter(({ step }) => !gone.includes(step))
  const answered = new Map(ahead.map(({ step }, index) => [step.id, outcomes[index] ?? NO_ANSWER]))
  const byId = new Map(steps.map(({ id }): [number, Outcome] => [id, answered.get(id) ?? BEGUN]))
  return [...again, ...(await ended(ctx, others, byId, 'move'))]
}

const isGone = (outcome: EventOutcome | undefined): boolean =>
  outcome !== undefined && !outcome.ok && outcome.reason === 'gone'

/** What is known of the events goes into the rows of their meetings, with who is invited, before the steps are done. */
const ended = async (
  ctx: Context,
  invited: readonly Invited[],
  outcomes: ReadonlyMap<number, Outcome>,
  verb: 'convene' | 'move',
): Promise<readonly StepEnd[]> => {
  const ends: StepEnd[] = []
  for (const { step, members } of invited) {
    const outcome = outcomes.get(step.id) ?? NO_ANSWER
    if (!outcome.ok) {
      ends.push({ step, end: outcome })
      continue
    }
    const { meeting, payload } = step
    const { event, calendarUid, joinUrl } = outcome
    const known = { event, calendarUid, ...(joinUrl === null ? {} : { joinUrl }) }
    if (hasBegun(ctx, meeting)) {
      await ctx.outbox.put([{ list: Meetings, key: meeting, values: known }])
      ends.push({ step, end: BEGUN })
      continue
    }
    const before = ctx.lists.find(Meetings, meeting)
    const isMoved = before !== undefined && (before.startsAt !== payload.start || before.endsAt !== payload.end)
    const values = {
      ...placedValues(ctx, step, step.version),
      state: 'convened' as const,
      ...known,
      ...(verb === 'convene' ? { transactionId: payload.transactionId } : {}),
    }
    const detail = { start: payload.start, room: payload.room }
    await ctx.outbox.put(
      [
        { list: Meetings, key: meeting, values },
        ...attendanceRows(ctx, meeting, members),
        ...answeredRows(ctx, meeting, members, outcome.answers, isMoved),
      ],
      [{ actor: null, action: `meeting.${verb}`, subject: meeting, detail }],
    )
    const row = ctx.lists.find(Meetings, meeting)
    if (row) await takeOff(ctx, row, members)
    ends.push({ step, end: verb === 'convene' ? { ok: true, next: 'equip' } : { ok: true } })
  }
  return ends
}

export const cancelSteps = async (
  ctx: Context,
  mailbox: string,
  steps: readonly Step[],
): Promise<readonly StepEnd[]> => {
  const ahead = steps.filter(({ meeting }) => !hasBegun(ctx, meeting))
  const events = ahead.flatMap((step) => {
    const event = ctx.lists.find(Meetings, step.meeting)?.event
    return event ? [{ step, event }] : []
  })
  const outcomes = await ctx.calendars.cancel(
    mailbox,
    events.map(({ step, event }) => ({ event, comment: cancelComment(ctx, step.payload.body) })),
  )
  const byId = new Map(events.map(({ step }, index) => [step.id, outcomes[index] ?? NO_ANSWER]))
  const ends: StepEnd[] = steps.filter((step) => !ahead.includes(step)).map((step) => ({ step, end: BEGUN }))
  for (const step of ahead) {
    // A meeting without an event was never in anybody's calendar.
    const outcome = byId.get(step.id) ?? { ok: true }
    if (outcome.ok) {
      const detail = { start: step.payload.start }
      await ctx.outbox.put(
        [{ list: Meetings, key: step.meeting, values: { state: 'cancelled' } }],
        [{ actor: null, action: 'meeting.cancel', subject: step.meeting, detail }],
      )
    }
    ends.push({ step, end: outcome })
  }
  return ends
}
