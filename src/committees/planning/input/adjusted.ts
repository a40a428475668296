import type { Adjustments } from '../../../ports/plans'
import type { SchedulingInput } from '../../../scheduling/model'
import { withCadence, withoutSlot, withPinned, withRelaxed } from '../../../scheduling/what-if'

export const NOTHING_ADJUSTED: Adjustments = { pins: [], excluded: [], cadences: [], relaxed: [] }

/** The input as people changed it. What concerns a body that is planned no more is left aside. */
export const adjusted = (input: SchedulingInput, adjustments: Adjustments): SchedulingInput => {
  const known = new Set(input.bodies.map(({ id }) => id))
  const ofKnown = <T extends { readonly body: string }>(all: readonly T[]): readonly T[] =>
    all.filter(({ body }) => known.has(body))
  const steps: ((before: SchedulingInput) => SchedulingInput)[] = [
    ...ofKnown(adjustments.cadences).flatMap(({ body, cadence }) =>
      cadence === null ? [] : [(before: SchedulingInput) => withCadence(before, body, cadence)],
    ),
    ...ofKnown(adjustments.relaxed).map(
      ({ body, changes }) =>
        (before: SchedulingInput) =>
          withRelaxed(before, body, changes),
    ),
    ...ofKnown(adjustments.excluded).map(
      ({ body, from, to }) =>
        (before: SchedulingInput) =>
          withoutSlot(before, body, { from, to }),
    ),
    ...ofKnown(adjustments.pins).map((pin) => (before: SchedulingInput) => withPinned(before, pin)),
  ]
  return steps.reduce((before, step) => step(before), input)
}
