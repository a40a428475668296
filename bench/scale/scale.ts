import { loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { costMark, costSince, type GraphCost } from '../../src/cli/graph-cost'
import { startTemporaryService, type TemporaryService } from '../../src/cli/temporary-service'
import { walkCycle } from '../../src/cli/walk-cycle'
import { demoOrganisation } from '../../src/demo/organisation'
import { localMicrosoft } from '../../src/server/local'
import { createCommandLog } from '../../src/server/log'
import { type Service, startService } from '../../src/server/start'
import { rounded } from '../kit/figures'
import { originalOf, scaled } from '../kit/organisation'
import { atSize, type MeasuredSize, quota, type ScaleRow } from './quota'
import { replicaHeap } from './replica-heap'

interface Run extends MeasuredSize {
  /** Rows of the size brought through outbox and Graph into an empty site, without a limit. */
  readonly secondsToSeed: number
  /** Longest that the event loop stood still meanwhile; service, tenant and clients share it here. */
  readonly longestBlockMs: number
  readonly graph: GraphCost
}

export interface ScaleBench {
  /** Units a minute that SharePoint grants a tenant of up to 1 000 licences, and the share that the service allows itself. */
  readonly quota: typeof quota
  readonly rows: readonly ScaleRow[]
  /** What was run; rows of other sizes are worked out from these. */
  readonly measured: readonly Run[]
  readonly load: readonly [number, number]
}

const SIZES = [50, 500, 5_000] as const
const EACH = demoOrganisation.projects.length
/** Longer than the largest cycle takes at the quota. */
const DRAIN_MS = 3_600_000
const MINUTE_MS = 60_000

const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)

/** Questions, answers, closing and publication of a cycle for real, in a tenant that enforces the quota. */
const measure = async (projects: number): Promise<Run> => {
  if (projects % EACH !== 0) throw new Error(`${projects} projects are no multiple of the ${EACH} of the demo`)
  // One past cycle is enough to answer from; a year of reports is weighed by the replica alone.
  const { organisation, people } = scaled(projects / EACH, 1)
  say(`${projects} projects: SharePoint is filled, without a limit`)
  const seeding = performance.now()
  const seeded = await startTemporaryService({ organisation, people })
  const { tenant, graphLog } = seeded
  const running: (() => Promise<void>)[] = [seeded.close]
  try {
    const secondsToSeed = Math.round((performance.now() - seeding) / 1_000)
    const service = await underQuota(seeded)
    running.push(service.close)
    say(`${projects} projects: a cycle at ${quota.unitsPerMinute} units a minute`)
    const blocked = monitorEventLoopDelay()
    blocked.enable()
    const mark = costMark(graphLog)
    const started = performance.now()
    let collected = started
    await walkCycle(
      { origin: service.origin, tenantOrigin: tenant.origin },
      {
        seedOf: originalOf,
        beforeClosing: async () => {
          await service.outbox.drained(DRAIN_MS)
          collected = performance.now()
          say(`${projects} projects: every answer is in SharePoint`)
        },
      },
    )
    await service.outbox.drained(DRAIN_MS)
    const graph = costSince(graphLog, mark)
    const minutesToCollect = rounded((collected - started) / MINUTE_MS, 1)
    const minutesToPublish = rounded((performance.now() - collected) / MINUTE_MS, 1)
    const longestBlockMs = Math.round(blocked.max / 1_000_000)
    blocked.disable()
    // What the cycle changed is taken in first: the round that is counted finds nothing new.
    await service.door.lists.syncNow()
    const idle = costMark(graphLog)
    await service.door.lists.syncNow()
    const deltaUnits = costSince(graphLog, idle).resourceUnits
    const units = graph.resourceUnits
    return { projects, units, deltaUnits, minutesToCollect, minutesToPublish, secondsToSeed, longestBlockMs, graph }
  } finally {
    for (const close of running.reverse()) await close()
  }
}

/** Seeded without a limit; then the tenant counts, and a copy of the service that knows the quota takes the place of the first. */
const underQuota = async ({ service, tenant, database, graphLog }: TemporaryService): Promise<Service> => {
  await service.outbox.drained(DRAIN_MS)
  await service.close()
  const { unitsPerMinute } = quota
  tenant.faults.set({ quotas: true, unitsPerMinute })
  const limited = await startService({
    microsoft: localMicrosoft(tenant, { unitsPerMinute, graphLog }),
    database,
    host: '127.0.0.1',
    port: 0,
    clock: { now: () => new Date() },
    log: createCommandLog('error'),
    jobs: false,
  })
  tenant.setBotEndpoint(`${limited.origin}/api/messages`)
  return limited
}

/**
 * What a tenant's quota makes of 50, 500 and 5 000 projects: a whole cycle of each size, the largest of which takes some twenty
 * minutes. With other sizes to run, what was not run is worked out from what was.
 */
export const scaleBench = async (sizes: readonly number[] = SIZES): Promise<ScaleBench> => {
  const before = loadavg()[0] ?? 0
  const measured: Run[] = []
  for (const projects of sizes) measured.push(await measure(projects))
  const rows: ScaleRow[] = []
  for (const projects of sizes.length > 1 ? new Set([...SIZES, ...sizes]) : sizes) {
    rows.push(atSize(projects, measured, await replicaHeap(projects)))
  }
  return { quota, rows, measured, load: [rounded(before, 2), rounded(loadavg()[0] ?? 0, 2)] }
}
