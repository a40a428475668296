import { loadavg } from 'node:os'
import { type Child, pinSurroundings, startChild } from '../kit/child'
import { percentile, ratioOf, rounded } from '../kit/figures'
import { DistinctAnswers, echoed, openForm } from './answers'
import { type Driven, driveClosed, driveOpen } from './drive'
import { type Scene, setScene } from './scene'

interface Speed {
  readonly perSecond: number
  /** Milliseconds from the activity sent to its answer read. */
  readonly p50: number
  readonly p99: number
  /** Processor time of the contestant's process for each answer. */
  readonly cpuMs: number
}

interface Row {
  readonly clients: number
  readonly ours: Speed
  readonly echo: Speed
  /** An echo bot that says nothing through the connector: less than any bot that a person would notice. */
  readonly silentEcho: Speed
  /** Answers per second of the service against the echo bot: median of the rounds. */
  readonly ratio: number
  readonly ratioToSilent: number
}

export interface ThroughputBench {
  /**
   * Answers per second that the service can give against those that the echo bot can, each with the number of clients at which it gives
   * most. With few clients each waits for its own answer: those rows show how long one takes, not how many there can be.
   */
  readonly ratio: number
  readonly goal: number
  readonly worstRow: number
  readonly rows: readonly Row[]
  readonly peak: {
    /** Answers per second when everybody answers at the expected peak, and how many times that was sent. */
    readonly expectedPerSecond: number
    readonly times: number
    readonly perSecond: number
    readonly answers: number
    readonly p50: number
    readonly p99: number
    readonly budgetMs: number
  }
  readonly accepted: number
  readonly lost: readonly string[]
  readonly managers: number
  readonly pinned: boolean
  readonly rounds: number
  /** Load of the machine over the last minute, before and after. */
  readonly load: readonly [number, number]
}

const GOAL = 0.6
const CLIENTS = [1, 10, 100] as const
const ROUNDS = 5
const ROUND_MS = 1_200
/** Long enough that none of them is still being compiled while it is measured. */
const WARM_UP_MS = 12_000
/** The demo organisation three times over, so that a hundred managers can answer at once, each for a project of their own. */
const COPIES = 3
const TOKENS = 200
/** SharePoint's quota of a tenant with up to 1 000 licences (GRAPH-FACTS 3.1): rows leave the outbox at that pace. */
const UNITS_PER_MINUTE = 1_250

/** 20 managers with 50 projects among them who all answer within one minute of the card. */
const EXPECTED_PER_SECOND = 50 / 60
const PEAK_TIMES = 20
const PEAK_MS = 20_000
/** GRAPH-FACTS 5.4. */
const INVOKE_BUDGET_MS = 5_000

const names = ['ours', 'echo', 'silentEcho'] as const
type Contestants = Readonly<Record<(typeof names)[number], Child>>
interface Ran extends Driven {
  readonly cpuMs: number
}
type Round = Readonly<Record<(typeof names)[number], Ran>>

/** Answers per second through the whole path, side by side with an echo bot that checks the same tokens. */
export const throughputBench = async (): Promise<ThroughputBench> => {
  const pinned = pinSurroundings()
  const before = loadavg()[0] ?? 0
  const scene = await setScene(COPIES)
  const { tenant, channel, database } = scene
  const connection = {
    appId: tenant.registration.clientId,
    appSecret: tenant.registration.clientSecret,
    tenantId: tenant.registration.tenantId,
    authority: tenant.authority,
    ...channel.connection,
  }
  const started: Child[] = []
  const start = async (file: string, options: object): Promise<Child> => {
    const child = await startChild(`bench/throughput/${file}`, { connection, ...options }, pinned)
    started.push(child)
    return child
  }
  try {
    tenant.faults.set({ quotas: true, unitsPerMinute: UNITS_PER_MINUTE })
    const service = { databaseUrl: database.url, tenantOrigin: tenant.origin, unitsPerMinute: UNITS_PER_MINUTE }
    const contestants = {
      ours: await start('serve-product.ts', service),
      echo: await start('serve-echo.ts', { silent: false }),
      silentEcho: await start('serve-echo.ts', { silent: true }),
    }
    const answers = await distinctAnswers(scene, contestants.ours.origin)
    await round(contestants, answers, 10, WARM_UP_MS, names)
    const rows: Row[] = []
    for (const clients of CLIENTS) rows.push(await rowOf(contestants, answers, clients))
    const peak = await peakOf(contestants.ours, answers)
    for (const child of started.splice(0)) await child.stop()
    return {
      ratio: rounded(most(rows, 'ours') / most(rows, 'echo')),
      goal: GOAL,
      worstRow: Math.min(...rows.map(({ ratio }) => ratio)),
      rows,
      peak,
      accepted: answers.accepted,
      lost: await scene.lost(answers),
      managers: new Set(scene.seats.map(({ person }) => person)).size,
      pinned,
      rounds: ROUNDS,
      load: [rounded(before, 2), rounded(loadavg()[0] ?? 0, 2)],
    }
  } finally {
    for (const child of started) await child.stop()
    await scene.close()
  }
}

const distinctAnswers = async (scene: Scene, origin: string): Promise<DistinctAnswers> => {
  const { channel, cycle, seats } = scene
  const authorizations = await Promise.all(Array.from({ length: TOKENS }, () => channel.sign()))
  const forms = []
  for (const seat of seats)
    forms.push(await openForm(origin, channel.serviceUrl, authorizations[0] ?? '', { cycle, seat }))
  return new DistinctAnswers(forms, channel.serviceUrl, authorizations)
}

/** One after the other on the same processor, in turning order, so that none always follows the same one. */
const round = async (
  contestants: Contestants,
  answers: DistinctAnswers,
  clients: number,
  ms: number,
  order: readonly (keyof Contestants)[],
): Promise<Round> => {
  const driven = new Map<keyof Contestants, Ran>()
  for (const name of order) {
    const shots = name === 'ours' ? answers.for(clients) : echoed(answers, clients)
    const before = contestants[name].cpuMs()
    const result = await driveClosed(contestants[name].origin, shots, clients, ms)
    driven.set(name, { ...result, cpuMs: contestants[name].cpuMs() - before })
  }
  const of = (name: keyof Contestants): Ran => {
    const found = driven.get(name)
    if (!found || found.refused > 0) throw new Error(`${name} refused ${found?.refused ?? 'all'} of the activities`)
    return found
  }
  return { ours: of('ours'), echo: of('echo'), silentEcho: of('silentEcho') }
}

const rowOf = async (contestants: Contestants, answers: DistinctAnswers, clients: number): Promise<Row> => {
  const rounds: Round[] = []
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    const order = [...names.slice(turn % names.length), ...names.slice(0, turn % names.length)]
    rounds.push(await round(contestants, answers, clients, ROUND_MS, order))
  }
  const against = (name: 'echo' | 'silentEcho'): number =>
    rounded(ratioOf(rounds.map((each) => ({ ours: rate(each.ours), theirs: rate(each[name]) }))))
  return {
    clients,
    ours: speedOf(rounds.map(({ ours }) => ours)),
    echo: speedOf(rounds.map(({ echo }) => echo)),
    silentEcho: speedOf(rounds.map(({ silentEcho }) => silentEcho)),
    ratio: against('echo'),
    ratioToSilent: against('silentEcho'),
  }
}

const most = (rows: readonly Row[], name: 'ours' | 'echo'): number =>
  Math.max(...rows.map((row) => row[name].perSecond))

const rate = ({ latencies, seconds }: Driven): number => latencies.length / seconds

const speedOf = (driven: readonly Ran[]): Speed => {
  const latencies = driven.flatMap((each) => each.latencies)
  return {
    perSecond: rounded(latencies.length / driven.reduce((sum, { seconds }) => sum + seconds, 0), 1),
    p50: rounded(percentile(latencies, 0.5), 1),
    p99: rounded(percentile(latencies, 0.99), 1),
    cpuMs: rounded(driven.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / latencies.length, 2),
  }
}

const peakOf = async ({ origin }: Child, answers: DistinctAnswers): Promise<ThroughputBench['peak']> => {
  const perSecond = EXPECTED_PER_SECOND * PEAK_TIMES
  const { latencies, refused } = await driveOpen(origin, answers.for(100), perSecond, PEAK_MS)
  if (refused > 0) throw new Error(`the service refused ${refused} answers at the peak`)
  return {
    expectedPerSecond: rounded(EXPECTED_PER_SECOND, 2),
    times: PEAK_TIMES,
    perSecond: rounded(perSecond, 1),
    answers: latencies.length,
    p50: rounded(percentile(latencies, 0.5), 1),
    p99: rounded(percentile(latencies, 0.99), 1),
    budgetMs: INVOKE_BUDGET_MS,
  }
}
