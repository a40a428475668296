import { loadavg } from 'node:os'
import { costMark, costSince, type GraphCost } from '../../src/cli/graph-cost'
import { startTemporaryService } from '../../src/cli/temporary-service'
import { walkCycle } from '../../src/cli/walk-cycle'
import { rounded } from '../kit/figures'
import { originalOf, scaled } from '../kit/organisation'
import { atSize, type MeasuredSize, quota, type ScaleRow } from './quota'
import { replicaHeap } from './replica-heap'

export interface ScaleBench {
  /** Units a minute that SharePoint grants a tenant of up to 1 000 licences, and the share that the service allows itself. */
  readonly quota: typeof quota
  readonly rows: readonly ScaleRow[]
  /** What was run; the other rows are worked out from these. */
  readonly measured: readonly (MeasuredSize & { readonly graph: GraphCost; readonly seconds: number })[]
  readonly load: readonly [number, number]
}

const SIZES = [50, 500, 5_000] as const
/** Whole cycles are lived through at these sizes; ten times more would take the better part of an hour to seed. */
const COPIES = [1, 10] as const

/** Answers, closing and publication of a cycle for real; only the waiting for the quota is worked out instead of waited for. */
const measure = async (times: number): Promise<ScaleBench['measured'][number]> => {
  const { organisation, people } = scaled(times, 1)
  const { service, tenant, graphLog, close } = await startTemporaryService({ organisation, people })
  try {
    const projects = organisation.projects.length
    const mark = costMark(graphLog)
    const started = performance.now()
    await walkCycle(
      { origin: service.origin, tenantOrigin: tenant.origin },
      { seedOf: originalOf, beforeClosing: () => service.outbox.drained(600_000) },
    )
    await service.outbox.drained(600_000)
    const graph = costSince(graphLog, mark)
    const seconds = rounded((performance.now() - started) / 1000, 1)
    // What the cycle changed is taken in first: the round that is counted finds nothing new.
    await service.door.lists.syncNow()
    const idle = costMark(graphLog)
    await service.door.lists.syncNow()
    const deltaUnits = costSince(graphLog, idle).resourceUnits
    return { projects, units: graph.resourceUnits, deltaUnits, graph, seconds }
  } finally {
    await close()
  }
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
