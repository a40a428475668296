import { costMark, costSince, type GraphCost } from '../src/cli/graph-cost'
import { startTemporaryService } from '../src/cli/temporary-service'
import { walkCycle } from '../src/cli/walk-cycle'
import { rounded } from './kit/figures'
import { originalOf, scaled } from './kit/organisation'

interface CycleCost {
  readonly projects: number
  readonly managers: number
  readonly messages: number
  readonly answers: number
  readonly graph: GraphCost
  readonly requestsPerProject: number
  readonly unitsPerProject: number
  /** Of the walk through one cycle, services and clients on one machine; the cost above is what this bench is about. */
  readonly seconds: number
}

export interface CycleBench {
  readonly sizes: readonly CycleCost[]
  /** Cost per project of the largest size against the smallest: at most 1 when growth is no faster than linear. */
  readonly growth: { readonly requests: number; readonly units: number }
}

/** One past cycle is enough to answer from. */
const measure = async (times: number): Promise<CycleCost> => {
  const { organisation, people: everybody } = scaled(times, 1)
  const { service, tenant, graphLog, close } = await startTemporaryService({ organisation, people: everybody })
  try {
    const mark = costMark(graphLog)
    const started = performance.now()
    const { managers, messages, answers } = await walkCycle(
      { origin: service.origin, tenantOrigin: tenant.origin },
      // A copy answers like its original, so that only the size differs.
      { seedOf: originalOf, beforeClosing: () => service.outbox.drained() },
    )
    await service.outbox.drained()
    const graph = costSince(graphLog, mark)
    const projects = organisation.projects.length
    return {
      projects,
      managers,
      messages,
      answers,
      graph,
      requestsPerProject: rounded(graph.requests / projects),
      unitsPerProject: rounded(graph.resourceUnits / projects),
      seconds: rounded((performance.now() - started) / 1000),
    }
  } finally {
    await close()
  }
}

/** Graph cost of one whole cycle for 50 and 500 projects, counted from the log of the Graph door. */
export const cycleBench = async (): Promise<CycleBench> => {
  const small = await measure(1)
  const large = await measure(10)
  return {
    sizes: [small, large],
    growth: {
      requests: rounded(large.requestsPerProject / small.requestsPerProject),
      units: rounded(large.unitsPerProject / small.unitsPerProject),
    },
  }
}
