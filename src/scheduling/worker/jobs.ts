import type { SchedulingInput } from '../model'
import type { Plan } from '../plan'
import type { PlanOptions, Progress } from '../plan-meetings'
import type { Repaired, StandingMeeting } from '../repair-plan'

/** What crosses between the service and its worker thread. */
export type Job =
  | { readonly kind: 'plan'; readonly input: SchedulingInput; readonly options: PlanOptions }
  | {
      readonly kind: 'repair'
      readonly input: SchedulingInput
      readonly standing: readonly StandingMeeting[]
      readonly options: PlanOptions
    }

export type Answer =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'repair'; readonly repaired: Repaired }
  | { readonly kind: 'failed'; readonly message: string }
