import { loadavg } from 'node:os'
import { costMark, costSince, type GraphCost } from '../../src/cli/graph-cost'
import { startTemporaryService, type TemporaryService } from '../../src/cli/temporary-service'
import { walkCycle } from '../../src/cli/walk-cycle'
import { localMicrosoft } from '../../src/server/local'
import { createCommandLog } from '../../src/server/log'
import { type Service, startService } from '../../src/server/start'
import { rounded } from '../kit/figures'
import { originalOf, scaled } from '../kit/organisation'
import { atSize, type MeasuredSize, quota, type ScaleRow } from './quota'
import { replicaHeap } from './replica-heap'

export interface ScaleBench {
  /** Units a minute that SharePoint grants a tenant of up to 1 000 licences, and the share that the service allows itself. */
  readonly quota: typeof quota
  readonly rows: readonly ScaleRow[]
  /** What was run; the other rows are worked out from these. */
  readonly measured: readonly (MeasuredSize & { readonly graph: GraphCost })[]
  readonly load: readonly [number, number]
}

const SIZES = [50, 500, 5_000] as const
/** Whole cycles are lived through at these sizes; ten times more would take the better part of an hour to seed and to run. */
const COPIES = [1, 10] as const

/** Questions, answers, closing and publication of a cycle for real, in a tenant that enforces the quota. */
const measure = async (times: number): Promise<ScaleBench['measured'][number]> => {
  const { organisation, people } = scaled(times, 1)
  const seeded = await startTemporaryService({ organisation, people })
  const { tenant, graphLog } = seeded
  const running: (() => Promise<void>)[] = [seeded.close]
  try {
    const service = await underQuota(seeded)
    running.push(service.close)
    const projects = organisation.projects.length
    const mark = costMark(graphLog)
    const started = performance.now()
    await walkCycle(
      { origin: service.origin, tenantOrigin: tenant.origin },
      { seedOf: originalOf, beforeClosing: () => service.outbox.drained(600_000) },
    )
    await service.outbox.drained(600_000)
    const graph = costSince(graphLog, mark)
    const minutes = rounded((performance.now() - started) / 60_000, 1)
    // What the cycle changed is taken in first: the round that is counted finds nothing new.
    await service.door.lists.syncNow()
    const idle = costMark(graphLog)
    await service.door.lists.syncNow()
    const deltaUnits = costSince(graphLog, idle).resourceUnits
    return { projects, units: graph.resourceUnits, deltaUnits, minutes, graph }
  } finally {
    for (const close of running.reverse()) await close()
  }
}

/** Seeded without a limit; then the tenant counts, and a copy of the service that knows the quota takes the place of the first. */
const underQuota = async ({ service, tenant, database, graphLog }: TemporaryService): Promise<Service> => {
  await service.outbox.drained(600_000)
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

/** What a tenant's quota makes of 50, 500 and 5 000 projects. */
export const scaleBench = async (): Promise<ScaleBench> => {
  const before = loadavg()[0] ?? 0
  const measured = []
  for (const times of COPIES) measured.push(await measure(times))
  const [small, large] = measured
  if (!small || !large) throw new Error('two sizes are needed to tell how cost grows')
  const rows: ScaleRow[] = []
  for (const projects of SIZES) rows.push(atSize(projects, small, large, await replicaHeap(projects)))
  return {
    quota,
    rows,
    measured,
    load: [rounded(before, 2), rounded(loadavg()[0] ?? 0, 2)],
  }
}
