import type { Refused } from '../../../ports/calendars'
import type { Step } from '../../../ports/plans'

/** What became of a step, and what is to be done for the meeting next. */
export interface StepEnd {
  readonly step: Step
  readonly end: { readonly ok: true; readonly next?: 'equip' } | Refused
}
