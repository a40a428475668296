import type { Health } from '../lists/codes'

/**
 * Computed health: what dates, costs and tolerances say, whatever the manager declares. PRINCE2 manages by exception: inside
 * the tolerance a manager decides alone, a forecast outside it must be escalated. Green up to 80 % of a tolerance, amber up to
 * all of it, red beyond. A milestone that is late, or an end date that has passed, is amber.
 */
export const AMBER_FROM = 0.8

/** Used when a project has no tolerance of its own: calendar days, percent of the approved cost. */
export interface DefaultTolerances {
  readonly days: number
  readonly cost: number
}

export interface HealthFacts {
  readonly baselineEnd: string | null
  readonly forecastEnd: string | null
  readonly approvedCost: number | null
  readonly forecastCost: number | null
  readonly toleranceDays: number | null
  readonly toleranceCost: number | null
  readonly milestones: readonly MilestoneFacts[]
}

export interface MilestoneFacts {
  readonly title: string
  readonly baselineDate: string | null
  readonly forecastDate: string | null
  readonly actualDate: string | null
}

/** One finding. `deviation` and `allowed` are days (schedule) or percent of the approved cost (cost). */
export type Finding =
  | { readonly axis: 'schedule'; readonly health: Health; readonly deviation: number; readonly allowed: number }
  | { readonly axis: 'cost'; readonly health: Health; readonly deviation: number; readonly allowed: number }
  | { readonly axis: 'milestones'; readonly health: 'amber'; readonly late: readonly LateMilestone[] }
  | { readonly axis: 'endPassed'; readonly health: 'amber'; readonly forecastEnd: string }

export interface LateMilestone {
  readonly title: string
  /** The date it was last promised for. */
  readonly due: string
}

export interface ComputedHealth {
  /** Null when neither dates nor costs are known: unknown is not green. */
  readonly health: Health | null
  readonly findings: readonly Finding[]
}

const DAY = 86_400_000

/** Calendar days from one ISO date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

const order: readonly Health[] = ['green', 'amber', 'red']
export const severity = (value: Health): number => order.indexOf(value)
export const worst = (values: readonly Health[]): Health | null =>
  values.reduce<Health | null>((acc, value) => (acc === null || severity(value) > severity(acc) ? value : acc), null)

const band = (deviation: number, allowed: number): Health => {
  if (deviation > allowed) return 'red'
  if (deviation > 0 && deviation >= AMBER_FROM * allowed) return 'amber'
  return 'green'
}

/** Slip of the forecast end against the baseline, in calendar days; null when one of them is unknown. */
export const slipDays = (facts: Pick<HealthFacts, 'baselineEnd' | 'forecastEnd'>): number | null =>
  facts.baselineEnd && facts.forecastEnd ? daysBetween(facts.baselineEnd, facts.forecastEnd) : null

/** Deviation of the forecast cost from the approved cost, in percent; null when unknown or when nothing was approved. */
export const costDeviation = (facts: Pick<HealthFacts, 'approvedCost' | 'forecastCost'>): number | null =>
  facts.approvedCost && facts.forecastCost !== null ? (facts.forecastCost / facts.approvedCost - 1) * 100 : null

/** Milestones that were due before `today` and have not happened. */
export const lateMilestones = (milestones: readonly MilestoneFacts[], today: string): readonly LateMilestone[] =>
  milestones.flatMap((milestone) => {
    const due = milestone.forecastDate ?? milestone.baselineDate
    return milestone.actualDate === null && due !== null && due < today ? [{ title: milestone.title, due }] : []
  })

/** What the facts say on `today` (ISO date). Pure; every finding can explain itself in a sentence. */
export const computedHealth = (facts: HealthFacts, defaults: DefaultTolerances, today: string): ComputedHealth => {
  const findings: Finding[] = []
  const slip = slipDays(facts)
  if (slip !== null) {
    const allowed = facts.toleranceDays ?? defaults.days
    findings.push({ axis: 'schedule', health: band(slip, allowed), deviation: slip, allowed })
  }
  const deviation = costDeviation(facts)
  if (deviation !== null) {
    const allowed = facts.toleranceCost ?? defaults.cost
    // Rounded to a tenth of a percent, as shown: a person must be able to check the rule on the figures they see.
    findings.push({ axis: 'cost', health: band(Math.round(deviation * 10) / 10, allowed), deviation, allowed })
  }
  const late = lateMilestones(facts.milestones, today)
  if (late.length > 0) findings.push({ axis: 'milestones', health: 'amber', late })
  if (facts.forecastEnd !== null && facts.forecastEnd < today)
    findings.push({ axis: 'endPassed', health: 'amber', forecastEnd: facts.forecastEnd })
  return { health: worst(findings.map((finding) => finding.health)), findings }
}
