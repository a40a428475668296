import { changedBody } from './explain/relax'
import type { Body, Cadence, FixedMeeting, Interval, SchedulingInput } from './model'
import type { Relaxation } from './plan'

/** Changes to try on an input; each gives a new one to plan or repair with. */
export const withPinned = (input: SchedulingInput, meeting: FixedMeeting): SchedulingInput => ({
  ...input,
  fixed: [...input.fixed.filter(({ body, start }) => body !== meeting.body || start !== meeting.start), meeting],
})

export const withoutSlot = (input: SchedulingInput, body: string, slot: Interval): SchedulingInput =>
  withChangedBody(input, body, (known) => ({ ...known, excludedSlots: [...known.excludedSlots, slot] }))

export const withCadence = (input: SchedulingInput, body: string, cadence: Cadence): SchedulingInput =>
  withChangedBody(input, body, (known) => ({ ...known, cadence }))

/** Gives up what a relaxation asks for, for all meetings of the body. */
export const withRelaxed = (input: SchedulingInput, body: string, changes: Relaxation['changes']): SchedulingInput =>
  withChangedBody(input, body, (known) => changes.reduce(changedBody, known))

const withChangedBody = (input: SchedulingInput, id: string, change: (body: Body) => Body): SchedulingInput => ({
  ...input,
  bodies: input.bodies.map((body) => (body.id === id ? change(body) : body)),
})
