import type { exceptionTolerance } from '../../lists/exception-reports'
import { costDeviation, type DefaultTolerances, type HealthFacts, slipDays } from '../health'

export type Tolerance = (typeof exceptionTolerance)[number]

export interface KnownException {
  readonly exceptionKey: string
  readonly tolerance: Tolerance
  readonly state: 'open' | 'decided' | 'withdrawn'
  readonly deviation: number | null
}

export type ExceptionStep =
  | {
      readonly step: 'open'
      readonly exceptionKey: string
      readonly tolerance: Tolerance
      /** Days, or percent of the approved cost. */
      readonly deviation: number
      readonly allowed: number
    }
  | { readonly step: 'withdraw'; readonly exceptionKey: string; readonly tolerance: Tolerance }

interface Deviation {
  readonly tolerance: Tolerance
  readonly deviation: number | null
  readonly allowed: number
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

const deviationsOf = (facts: HealthFacts, defaults: DefaultTolerances): readonly Deviation[] => [
  { tolerance: 'time', deviation: slipDays(facts), allowed: facts.toleranceDays ?? defaults.days },
  { tolerance: 'cost', deviation: round(costDeviation(facts)), allowed: facts.toleranceCost ?? defaults.cost },
]

/**
 * PRINCE2, manage by exception: when a tolerance is forecast to be exceeded an exception report is raised, once, and stays open
 * until the board decides; it is withdrawn when the forecast comes back inside. After a decision a further report is raised
 * only when the forecast gets worse than what was decided upon, and in a later cycle. `known` are the project's exceptions.
 */
export const exceptionSteps = (
  project: string,
  cycle: string,
  facts: HealthFacts,
  defaults: DefaultTolerances,
  known: readonly KnownException[],
): readonly ExceptionStep[] =>
  deviationsOf(facts, defaults).flatMap(({ tolerance, deviation, allowed }): readonly ExceptionStep[] => {
    const same = known.filter((exception) => exception.tolerance === tolerance)
    const open = same.filter((exception) => exception.state === 'open')
    if (deviation === null || deviation <= allowed)
      return open.map(({ exceptionKey }) => ({ step: 'withdraw', exceptionKey, tolerance }))
    if (open.length > 0) return []
    const exceptionKey = `${project}:${tolerance}:${cycle}`
    const decided = same.filter((exception) => exception.state === 'decided')
    if (decided.some((exception) => exception.exceptionKey === exceptionKey || deviation <= (exception.deviation ?? 0)))
      return []
    return [{ step: 'open', exceptionKey, tolerance, deviation, allowed }]
  })
