import { startCluster } from './cluster'
import { buildCopy, createReserve } from './copies'
import type { Rule, Violation } from './invariants'
import { chaosRun } from './run'

export interface CampaignOptions {
  /** Seed of the first run; the next runs take the next numbers. */
  readonly seed: number
  readonly runs?: number
  /** No run begins later than this. */
  readonly minutes?: number
  /** Progress, one line per run. */
  tell(line: string): void
  /** Also tells the steps of each run, and what the copies logged in one that broke a rule. */
  readonly verbose?: boolean
}

export interface Totals {
  readonly seed: number
  readonly runs: number
  readonly faultsInjected: number
  readonly kills: number
  readonly databaseRestarts: number
  readonly answersSent: number
  readonly answersAcknowledged: number
  readonly answersLost: number
  readonly duplicatesInList: number
  readonly remindersAfterAnswer: number
  readonly violations: readonly (Violation & { readonly seed: number })[]
  readonly seconds: number
}

/** Copies that wait with the product loaded. */
const SPARE = 2

/** Runs one after the other on one PostgreSQL; every run has a database and a tenant of its own. */
export const campaign = async ({ seed, runs, minutes, tell, verbose }: CampaignOptions): Promise<Totals> => {
  const began = performance.now()
  const until = minutes === undefined ? Number.POSITIVE_INFINITY : began + minutes * 60_000
  const reserve = createReserve(buildCopy(), SPARE)
  const cluster = await startCluster()
  const totals = { runs: 0, faultsInjected: 0, kills: 0, databaseRestarts: 0, answersSent: 0, answersAcknowledged: 0 }
  const violations: (Violation & { seed: number })[] = []
  try {
    for (let next = seed; totals.runs < (runs ?? Number.POSITIVE_INFINITY) && performance.now() < until; next += 1) {
      totals.runs += 1
      const outcome = await chaosRun(cluster, reserve, next, verbose ? tell : () => undefined).catch(
        (error: unknown) => {
          // Told with the others: the runs after it may show what is wrong.
          const what = error instanceof Error ? error.message : String(error)
          violations.push({ rule: 'run-cut-short', what, seed: next })
          tell(`seed ${next}: cut short\n${what}`)
        },
      )
      if (!outcome) continue
      totals.faultsInjected += outcome.faultsInjected
      totals.kills += outcome.kills
      totals.databaseRestarts += outcome.databaseRestarts
      totals.answersSent += outcome.answersSent
      totals.answersAcknowledged += outcome.answersAcknowledged
      violations.push(...outcome.violations.map((violation) => ({ ...violation, seed: next })))
      tell(
        `seed ${next}: ${outcome.seconds} s, ${outcome.faultsInjected} faults, ${outcome.kills} kills, ${outcome.answersAcknowledged} of ${outcome.answersSent} answers acknowledged`,
      )
      for (const { rule, what } of outcome.violations) tell(`  ${rule}: ${what}`)
      if (verbose && outcome.said !== '') tell(outcome.said)
    }
  } finally {
    await reserve.close()
    await cluster.close()
  }
  const count = (rule: Rule): number => violations.filter((violation) => violation.rule === rule).length
  return {
    seed,
    ...totals,
    answersLost: count('answer-lost'),
    duplicatesInList: count('duplicate-in-list'),
    remindersAfterAnswer: count('reminder-after-answer'),
    violations,
    seconds: Math.round((performance.now() - began) / 1_000),
  }
}
