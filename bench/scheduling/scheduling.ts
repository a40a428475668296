import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
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
  readonly firstSeconds: number
  readonly gapSeconds: GapSeconds
  readonly seconds: number
  readonly cpuSeconds: number
  readonly rssMb: number
}

/** When a plan was first shown with no more than so many percent of gap to the bound proven until then; null: never. */
type GapSeconds = Readonly<Record<GapGoal, number | null>>

const GAP_GOALS = ['0.15', '0.1', '0'] as const
type GapGoal = (typeof GAP_GOALS)[number]

export interface SchedulingOptions {
  readonly congress?: string
  /** Numbers of bodies, 0 for Congress; by default all sizes, and Congress when its files are there. */
  readonly sizes?: readonly number[]
  readonly seeds?: readonly number[]
}

/** The threads have proven this one before anything is measured. */
const WARMING = { size: { bodies: 50, people: 60, rooms: 4 }, seed: 101 }

const SEEDS: Readonly<Record<number, readonly number[]>> = { 50: [1, 2, 3], 200: [1, 2], 500: [1] }

interface Measured {
  readonly plan: Plan
  /** Until the first complete plan, and until the answer. */
  readonly firstSeconds: number
  readonly gapSeconds: GapSeconds
  readonly seconds: number
  /** Of the whole process meanwhile: what the seconds would be if nothing else ran on the machine. */
  readonly cpuSeconds: number
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
  const cpu = process.cpuUsage()
  const gapSeconds: Record<GapGoal, number | null> = { '0.15': null, '0.1': null, '0': null }
  let firstSeconds = 0
  const { result, rssMb } = await withPeak(async () => {
    if (method === 'first-common-slot' || method === 'best-slot') return onePerOne(input, method)
    const outcome = await planner.plan(input, {
      seed: 1,
      effort: method === 'ours' ? 'quick' : 'thorough',
      onProgress: ({ objective, bound }) => {
        if (firstSeconds === 0) firstSeconds = seconds(started)
        for (const goal of GAP_GOALS)
          if (bound - objective <= (objective * Number(goal)) / 100) gapSeconds[goal] ??= seconds(started)
      },
    })
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.plan
  })
  const taken = seconds(started)
  const { user, system } = process.cpuUsage(cpu)
  const cpuSeconds = Math.round((user + system) / 10_000) / 100
  return { plan: result, firstSeconds: firstSeconds || taken, gapSeconds, seconds: taken, cpuSeconds, rssMb }
}

const METHODS: readonly Method[] = ['first-common-slot', 'best-slot', 'ours-proven', 'ours']

const rowsOf = async (planner: Planner, instance: string, input: SchedulingInput, seed: number): Promise<Row[]> => {
  const runs: { method: Method; run: Measured }[] = []
  // Ours first: the assistants work in this thread, and what they leave in memory is not ours.
  for (const method of [...METHODS].reverse()) {
    runs.unshift({ method, run: await measured(planner, input, method) })
  }
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

const Answer = z.object({ rows: z.array(z.custom<Row>()) })

/** One instance in a process of its own, so that its memory is its own. */
const apart = async (flags: readonly string[]): Promise<readonly Row[]> => {
  const program = process.argv[1] ?? ''
  const child = spawn(process.execPath, [...process.execArgv, program, 'scheduling', '--json', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const answer = await text(child.stdout)
  const rows = answer === '' ? [] : Answer.parse(JSON.parse(answer)).rows
  if (rows.length === 0) throw new Error(`no rows for ${flags.join(' ')}`)
  return rows
}

/**
 * Our plans and those of an assistant who goes from body to body, on the same calendars, all with the same objective (points,
 * docs/scheduling.md) and all verified by a checker of its own. The planner's threads are warm.
 */
export const schedulingBench = async (options: SchedulingOptions): Promise<{ readonly rows: readonly Row[] }> => {
  const folder = options.congress ?? CONGRESS
  const chosen = (options.sizes ?? Object.keys(SIZES).map(Number)).flatMap((size) =>
    (options.seeds ?? SEEDS[size] ?? [1]).map((seed) => ({ size, seed })),
  )
  const [only] = chosen
  if (only && chosen.length === 1 && options.sizes && options.seeds) return { rows: await alone(only, folder) }
  console.error(HEADING)
  const rows: Row[] = []
  const instances = existsSync(folder) ? [...chosen, { size: 0, seed: 1 }] : chosen
  for (const { size, seed } of instances) {
    const found = await apart(['--sizes', `${size}`, '--seeds', `${seed}`, '--congress', folder])
    for (const row of found) console.error(line(row))
    rows.push(...found)
  }
  return { rows }
}

/** Size 0 is the committees of the US Congress. */
const alone = async (
  { size, seed }: { readonly size: number; readonly seed: number },
  folder: string,
): Promise<readonly Row[]> => {
  const known = SIZES[size]
  const input = known ? instanceOf(known, seed) : size === 0 ? congressInstance(folder, seed) : undefined
  if (!input) throw new Error(`no instance with ${size} bodies`)
  const planner = openPlanner()
  try {
    await planner.plan(instanceOf(WARMING.size, WARMING.seed), { seed: WARMING.seed, effort: 'thorough' })
    const rows = await rowsOf(planner, known ? `generated-${size}` : 'congress', input, seed)
    if (rows.some(({ faults }) => faults > 0)) throw new Error('the checker found faults')
    return rows
  } finally {
    await planner.close()
  }
}

type Column = readonly [title: string, width: number, value: (row: Row) => string | number]

/** What does not depend on the machine comes first. */
const COLUMNS: readonly Column[] = [
  ['instance', 14, ({ instance }) => instance],
  ['seed', 4, ({ seed }) => seed],
  ['method', 17, ({ method }) => method],
  ['unplaced', 8, ({ unplaced }) => unplaced],
  ['least', 5, ({ leastUnplaced: least }) => least],
  ['attend %', 8, ({ attendance }) => attendance],
  ['objective', 9, ({ objective }) => objective],
  ['bound', 7, ({ bound }) => bound],
  ['gap %', 5, ({ gap }) => gap],
  ['faults', 6, ({ faults }) => faults],
  ['| first s', 9, ({ firstSeconds }) => `| ${firstSeconds}`],
  ...GAP_GOALS.map((goal): Column => [`s to ${goal} %`, 11, ({ gapSeconds }) => gapSeconds[goal] ?? '-']),
  ['s', 6, ({ seconds: taken }) => taken],
  ['cpu s', 6, ({ cpuSeconds }) => cpuSeconds],
  ['MB', 5, ({ rssMb }) => rssMb],
]

const HEADING = COLUMNS.map(([title, width]) => title.padEnd(width)).join(' ')

const line = (row: Row): string => COLUMNS.map(([, width, value]) => String(value(row)).padEnd(width)).join(' ')
