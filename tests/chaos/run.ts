import { seededRandom, shuffled } from '../../src/local-tenant/random'
import { type CardCounts, watchCards } from './cards'
import type { Cluster } from './cluster'
import type { Reserve } from './copies'
import { heldBy } from './evidence'
import { type Evidence, type Sent, type Violation, violationsOf } from './invariants'
import { answerOnce } from './managers'
import { managers, projects } from './portfolio'
import { createStorm, type Storm } from './weather'
import { startWorld, type World } from './world'

export interface RunOutcome {
  readonly seed: number
  readonly faultsInjected: number
  readonly kills: number
  readonly databaseRestarts: number
  readonly answersSent: number
  readonly answersAcknowledged: number
  readonly violations: readonly Violation[]
  readonly seconds: number
  /** What the copies logged, for a run that failed. */
  readonly said: string
}

/** Cycles that live through the end and the beginning of summer time in Brussels, and one that does not. */
interface Season {
  readonly code: string
  readonly opens: string
  readonly cutOff: string
  /** Instants at which the ladder runs: after the reminder of D-3, in the night, on the last day. */
  readonly soon: string
  readonly night: string
  readonly last: string
}

const seasons = [
  // Wednesday cut-off; the clocks go back in the night to Sunday 25 October.
  {
    code: '2026-10',
    opens: '2026-10-22T07:30:00Z',
    cutOff: '2026-10-28T11:00:00Z',
    soon: '2026-10-23T08:00:00Z',
    night: '2026-10-25T00:59:59.500Z',
    last: '2026-10-28T09:00:00Z',
  },
  // Thursday cut-off after Easter Monday; the clocks go forward in the night to Sunday 28 March.
  {
    code: '2027-03',
    opens: '2027-03-24T08:30:00Z',
    cutOff: '2027-04-01T10:00:00Z',
    soon: '2027-03-26T09:00:00Z',
    night: '2027-03-28T00:59:59.500Z',
    last: '2027-04-01T07:30:00Z',
  },
  {
    code: '2026-11',
    opens: '2026-11-18T08:00:00Z',
    cutOff: '2026-11-26T11:00:00Z',
    soon: '2026-11-23T09:00:00Z',
    night: '2026-11-25T00:00:00Z',
    last: '2026-11-26T08:30:00Z',
  },
] as const satisfies readonly Season[]

/** One life of a portfolio under faults, kills and clock jumps, then calm, then the invariants. */
export const chaosRun = async (
  cluster: Cluster,
  reserve: Reserve,
  seed: number,
  tell: (line: string) => void,
): Promise<RunOutcome> => {
  const began = performance.now()
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10
  const random = seededRandom(seed)
  const season = seasons[Math.floor(random() * seasons.length)] ?? seasons[0]
  const copies = random() < 0.3 ? 3 : 2
  const world = await startWorld(cluster, reserve, random, { instant: season.opens, copies, seed })
  const storm = createStorm(world, cluster, random, (text) => tell(`  ${seconds()} s ${text}`))
  try {
    const lived = await live(world, storm, season, random)
    const violations = violationsOf(await evidenceOf(world, season.code, lived))
    const { kills, jumps } = world.figures()
    return {
      seed,
      faultsInjected: world.tenant.faults.struck + world.balancer.struck() + kills + jumps + storm.databaseRestarts(),
      kills,
      databaseRestarts: storm.databaseRestarts(),
      answersSent: lived.sent.length,
      answersAcknowledged: lived.sent.filter(({ acknowledged }) => acknowledged).length,
      violations,
      seconds: seconds(),
      said: violations.length === 0 ? '' : saidBy(world),
    }
  } catch (error) {
    const what = error instanceof Error ? error.stack : String(error)
    throw new Error(`seed ${seed}: ${what}\n${saidBy(world)}`, { cause: error })
  } finally {
    await world.close()
  }
}

const saidBy = (world: World): string => world.all.map((copy) => `--- ${copy.name}\n${copy.said()}`).join('\n')

interface Lived {
  readonly sent: readonly Sent[]
  readonly needlessReminders: readonly string[]
  readonly cards: ReadonlyMap<string, CardCounts>
}

/** The cycle as its people live through it. */
const live = async (world: World, storm: Storm, season: Season, random: () => number): Promise<Lived> => {
  const { look } = watchCards(world.chat)
  const sent: Sent[] = []
  const needlessReminders: string[] = []
  const answers = (share: number) => (): Promise<unknown> =>
    Promise.all(managers.map((manager) => answerSome(world, season.code, manager, share, sent, random)))
  /** Runs the ladder, and notes who is reminded although there was nothing left to answer when it began. */
  const watched = async (work: () => Promise<unknown>): Promise<void> => {
    const done = managers.filter((manager) => isDone(manager, sent))
    const before = await look()
    await work()
    const now = await look()
    needlessReminders.push(
      ...done.filter((manager) => (now.get(manager)?.reminders ?? 0) > (before.get(manager)?.reminders ?? 0)),
    )
  }
  const remind = (instant: string): Promise<void> =>
    watched(async () => {
      await storm.through('reminders', () => ladder(world, instant))
      // Failed sends are tried again in the next hour.
      await ladder(world, after(instant, 70))
    })

  await world.copies()[0]?.tell({ order: 'seed' })
  const open = { code: season.code, cutOff: season.cutOff }
  const opened = (status: number): boolean => status === 201 || status === 409
  await storm.through('opening', () => Promise.all([1, 2].map(() => world.officer('/api/cycles', open, opened))))
  // The ladder goes on with whoever was not asked; a send that was cut short is taken for one after five minutes.
  await ladder(world, after(season.opens, 6))
  await ladder(world, after(season.opens, 14))
  await look()
  await storm.through('answers', answers(0.6))
  await remind(season.soon)
  await storm.through('answers', answers(0.5))
  await watched(() => ladder(world, season.night))
  await remind(season.last)
  await storm.through('answers', answers(0.4))
  // Published once; whoever asks again is told that a further version needs a reason.
  const published = (status: number): boolean => status === 200 || status === 422
  const publish = () => world.officer(`/api/cycles/${season.code}/publish`, { close: true }, published)
  await storm.through('publication', publish)
  await world.balancer.settled()
  return { sent, needlessReminders, cards: await look() }
}

const answerSome = async (
  world: World,
  cycle: string,
  manager: string,
  share: number,
  sent: Sent[],
  random: () => number,
): Promise<void> => {
  const own = projects.filter((project) => project.manager === manager)
  if ((await world.chat.cards(manager)).length === 0) return
  for (const project of shuffled(own, random))
    if (random() < share) await answerOnce(world.chat, cycle, project, sent, random)
}

const evidenceOf = async (
  world: World,
  cycle: string,
  { sent, needlessReminders, cards }: Lived,
): Promise<Evidence> => {
  const drain = { order: 'drain', timeoutMs: 60_000 } as const
  const drained = await Promise.all(world.copies().map((copy) => copy.tell(drain, 70_000)))
  const [judge] = world.copies()
  if (judge === undefined) throw new Error('no copy is left that could be asked')
  const auditBreak = await judge.tell({ order: 'audit' })
  const counts = [...cards]
  return {
    ...(await heldBy(world, cycle)),
    cycle,
    sent,
    needlessReminders,
    questions: new Map(counts.map(([manager, { questions }]) => [manager, questions])),
    neverAsked: counts
      .filter(([, { questions, reminders }]) => questions + reminders === 0)
      .map(([manager]) => manager),
    kills: world.figures().kills,
    auditBreak: typeof auditBreak === 'number' ? auditBreak : null,
    crashes: world.all.flatMap((copy) => copy.crash() ?? []),
    refused: drained.flatMap((rows) => (Array.isArray(rows) ? rows.map(String) : [])),
  }
}

const after = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()

/** Every copy runs the ladder at the same moment, as no job queue would ever let them. */
const ladder = async (world: World, instant: string): Promise<void> => {
  await world.moveTo(instant)
  await world.tellAll({ order: 'ladder' })
}

const isDone = (manager: string, sent: readonly Sent[]): boolean =>
  projects
    .filter((project) => project.manager === manager)
    .every(({ number }) => sent.some((one) => one.project === number && one.acknowledged))
