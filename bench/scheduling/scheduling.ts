import type { SchedulingInput } from '../../src/scheduling/model'
import { gapOf, type Plan } from '../../src/scheduling/plan'
import { leastUnplaced } from '../../src/scheduling/plan-meetings'
import { openPlanner, type Planner } from '../../src/scheduling/worker/planner'
import { onePerOne } from './baselines'
import { faultsOf } from './checker'
import { CONGRESS, congressInstance } from './congress'
import { instanceOf, SIZES } from './instances'

type Method = 'first-common-slot' | 'best-slot' | 'ours' | 'ours-proven'

interface Row {
  readonly instance: string
  readonly bodies: number
  readonly seed: number
  readonly method: Method
  readonly meetings: number
  readonly unplaced: number
  /** Proven for the instance: no plan leaves fewer unplaced. */
  readonly leastUnplaced: number
  readonly attendance: number
  readonly objective: number
  /** The lowest proven for the instance in this run, the same for all its methods. */
  readonly bound: number
  readonly gap: number
  readonly faults: number
  /** Until the first complete plan, and until the answer. */
  readonly firstSeconds: number
  readonly seconds: number
  readonly rssMb: number
}

export interface SchedulingOptions {
  readonly congress?: string
  /** Numbers of bodies; all sizes by default. */
  readonly sizes?: readonly number[]
  readonly seeds?: readonly number[]
}

const SEEDS: Readonly<Record<number, readonly number[]>> = { 50: [1, 2, 3], 200: [1, 2], 500: [1] }

interface Measured {
  readonly plan: Plan
  readonly firstSeconds: number
  readonly seconds: number
  readonly rssMb: number
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 10) / 100

/** Peak resident memory of the whole process, threads included, while the work goes on. */
const withPeak = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly rssMb: number }> => {
  let peak = process.memoryUsage.rss()
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  try {
    const result = await work()
    return { result, rssMb: Math.round(Math.max(peak, process.memoryUsage.rss()) / 1e6) }
  } finally {
    clearInterval(timer)
  }
}

const measured = async (planner: Planner, input: SchedulingInput, method: Method): Promise<Measured> => {
  const started = performance.now()
  let firstSeconds = 0
  const { result, rssMb } = await withPeak(async () => {
    if (method === 'first-common-slot' || method === 'best-slot') return onePerOne(input, method)
    const outcome = await planner.plan(input, {
      seed: 1,
      effort: method === 'ours' ? 'quick' : 'thorough',
      onProgress: () => {
        if (firstSeconds === 0) firstSeconds = seconds(started)
      },
    })
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.plan
  })
  const taken = seconds(started)
  return { plan: result, firstSeconds: firstSeconds || taken, seconds: taken, rssMb }
}

const METHODS: readonly Method[] = ['first-common-slot', 'best-slot', 'ours', 'ours-proven']

const rowsOf = async (planner: Planner, instance: string, input: SchedulingInput, seed: number): Promise<Row[]> => {
  const runs: { method: Method; run: Measured }[] = []
  for (const method of METHODS) runs.push({ method, run: await measured(planner, input, method) })
  const bound = Math.min(...runs.map(({ run }) => run.plan.figures.bound))
  const best = runs.reduce((a, b) => (b.run.plan.unplaced.length < a.run.plan.unplaced.length ? b : a))
  const least = await leastUnplaced(input, best.run.plan)
  return runs.map(({ method, run: { plan, ...measure } }): Row => {
    const faults = faultsOf(input, plan)
    for (const fault of faults.slice(0, 5)) console.error(`${instance} ${method}: ${fault}`)
    const { meetings, attendance, objective } = plan.figures
    return {
      instance,
      bodies: input.bodies.length,
      seed,
      method,
      meetings,
      unplaced: plan.unplaced.length,
      leastUnplaced: least,
      attendance,
      objective,
      bound,
      gap: gapOf(objective, bound),
      faults: faults.length,
      ...measure,
    }
  })
}

/**
 * Our plans and those of an assistant who goes from body to body, on the same calendars, all with the same objective (points,
 * docs/scheduling.md) and all verified by a checker of its own. The planner's thread is warm.
 */
export const schedulingBench = async (options: SchedulingOptions): Promise<{ readonly rows: readonly Row[] }> => {
  const planner = openPlanner()
  const rows: Row[] = []
  try {
    await planner.plan(instanceOf({ bodies: 20, people: 30, rooms: 1 }, 1), { seed: 1, effort: 'quick' })
    for (const size of options.sizes ?? Object.keys(SIZES).map(Number)) {
      const known = SIZES[size]
      if (!known) throw new Error(`no instances with ${size} bodies`)
      for (const seed of options.seeds ?? SEEDS[size] ?? [1]) {
        rows.push(...(await rowsOf(planner, `generated-${size}`, instanceOf(known, seed), seed)))
      }
    }
    const congress = congressInstance(options.congress ?? CONGRESS, 1)
    if (congress) rows.push(...(await rowsOf(planner, 'congress', congress, 1)))
  } finally {
    await planner.close()
  }
  console.error(table(rows))
  if (rows.some(({ faults }) => faults > 0)) throw new Error('the checker found faults')
  return { rows }
}

/** What does not depend on the machine comes first. */
const table = (rows: readonly Row[]): string =>
  [
    [
      'instance',
      'seed',
      'method',
      'unplaced',
      'least',
      'attend %',
      'objective',
      'bound',
      'gap %',
      'faults',
      '|',
      'first s',
      's',
      'MB',
    ],
    ...rows.map((row) => [
      row.instance,
      row.seed,
      row.method,
      row.unplaced,
      row.leastUnplaced,
      row.attendance,
      row.objective,
      row.bound,
      row.gap,
      row.faults,
      '|',
      row.firstSeconds,
      row.seconds,
      row.rssMb,
    ]),
  ]
    .map((cells) => cells.map((cell, index) => String(cell).padEnd(WIDTHS[index] ?? 9)).join(' '))
    .join('\n')

const WIDTHS = [14, 5, 18, 9, 6, 9, 10, 10, 7, 7, 2, 8, 7, 6]
