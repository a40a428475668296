import type { NewStep, PlanVersion } from '../../ports/plans'
import type { Placement } from '../../scheduling/plan'
import type { FixedRow, MovableMeeting, StandingMeetings } from './input/standing'

/** What confirming a plan would do, meeting by meeting; `stays` needs nothing. */
export interface PlanChanges {
  readonly create: readonly Placement[]
  readonly update: readonly { readonly placement: Placement; readonly standing: MovableMeeting }[]
  readonly cancel: readonly MovableMeeting[]
  readonly stays: number
  /** Placed by the plan; cancelled by somebody since, moved out of the period, or the body was convened by hand at that time. */
  readonly dropped: readonly Placement[]
  /** Placed by the plan, and moved in Outlook since: where the meeting stands now. */
  readonly moved: ReadonlyMap<Placement, FixedRow>
}

/** The meeting of the cadence that a placement is; a pinned one beyond the cadence is known by where it stands. */
export const occurrenceOf = ({ key, body, start }: Placement): string => (key === '' ? `${body}@${start}` : key)

const placeOf = (body: string, start: string): string => `${body} ${start}`

/**
 * Compares a plan with the meetings that stand. `isInvited` says whether everybody who sits in the body that day is invited: a meeting
 * that stays in its place is updated all the same when somebody has joined. Who has left is taken off by itself (`convene/invite-steps`).
 * One that was opened, or came too near to be moved, since the plan was made stays where it is, and is made no second time; nor is one that
 * somebody has cancelled on its page. Where the body was convened by hand at the same time since, the plan's meeting is not made there.
 */
export const changesOf = (
  { plan }: Pick<PlanVersion, 'plan'>,
  { movable, fixed, settled }: StandingMeetings,
  isInvited: (standing: MovableMeeting) => boolean,
): PlanChanges => {
  const byOccurrence = new Map(movable.map((each) => [each.occurrence, each]))
  const untouched = new Set(fixed.map(({ meeting, start }) => placeOf(meeting.body, start)))
  const known = new Set(plan.placements.flatMap(({ isFixed, body, start }) => (isFixed ? [placeOf(body, start)] : [])))
  const closed = new Set(
    fixed.flatMap(({ occurrence, meeting, start }) => (known.has(placeOf(meeting.body, start)) ? [] : [occurrence])),
  )
  const standsAs = new Map(fixed.map((row) => [row.occurrence, row]))
  const create: Placement[] = []
  const update: { placement: Placement; standing: MovableMeeting }[] = []
  const kept = new Set<string>()
  const dropped = plan.placements.filter((each) => settled.has(occurrenceOf(each)))
  const isOnTop = ({ body, start, end }: Placement): boolean =>
    fixed.some((one) => one.occurrence === null && one.meeting.body === body && one.start < end && one.end > start)
  for (const placement of plan.placements) {
    if (placement.isFixed && untouched.has(placeOf(placement.body, placement.start))) continue
    const occurrence = occurrenceOf(placement)
    if (closed.has(occurrence) || dropped.includes(placement)) continue
    const standing = byOccurrence.get(occurrence)
    if (isOnTop(placement)) {
      dropped.push(placement)
      // One that stands elsewhere stays there.
      if (standing) kept.add(occurrence)
      continue
    }
    if (!standing) {
      create.push(placement)
      continue
    }
    kept.add(occurrence)
    if (!isAsPlaced(standing, placement) || !isInvited(standing)) update.push({ placement, standing })
  }
  return {
    create,
    update,
    cancel: movable.filter(({ occurrence }) => !kept.has(occurrence)),
    stays: kept.size - update.length,
    dropped,
    moved: new Map(
      plan.placements.flatMap((placement) => {
        const row = closed.has(occurrenceOf(placement)) ? standsAs.get(occurrenceOf(placement)) : undefined
        return row && row.start !== placement.start ? [[placement, row] as const] : []
      }),
    ),
  }
}

/** A meeting that was never convened, because its event was given up, is tried again. */
const isAsPlaced = ({ meeting, start, end }: MovableMeeting, placement: Placement): boolean =>
  meeting.state === 'convened' &&
  start === placement.start &&
  end === placement.end &&
  (meeting.room || null) === placement.room

export interface Numbering {
  /** The number that the next meeting of a body gets. */
  next(body: string): number
  transactionId(meeting: string): string
}

/** The steps that carry out the changes, in the order of the plan. */
export const stepsOf = (
  changes: PlanChanges,
  period: string,
  { next, transactionId }: Numbering,
): readonly NewStep[] => {
  const payload = (placement: Placement, number: number, meeting: string): NewStep['payload'] => ({
    body: placement.body,
    number,
    start: placement.start,
    end: placement.end,
    room: placement.room,
    transactionId: transactionId(meeting),
    placement: JSON.stringify({
      period,
      occurrence: occurrenceOf(placement),
      attendance: placement.why.attendance,
      lost: placement.why.lost,
      pinned: placement.isFixed,
    }),
  })
  return [
    ...changes.cancel.map(({ meeting, start, end }): NewStep => {
      const { meetingKey, body, number, room } = meeting
      const transaction = transactionId(meetingKey)
      const stands = { body, number, start, end, room: room || null, transactionId: transaction, placement: '' }
      return { act: 'cancel', meeting: meetingKey, payload: stands }
    }),
    ...changes.update.map(({ placement, standing: { meeting } }): NewStep => {
      const act = meeting.event ? 'update' : 'create'
      return { act, meeting: meeting.meetingKey, payload: payload(placement, meeting.number, meeting.meetingKey) }
    }),
    ...changes.create.map((placement): NewStep => {
      const number = next(placement.body)
      const meeting = `${placement.body}:${number}`
      return { act: 'create', meeting, payload: payload(placement, number, meeting) }
    }),
  ]
}
