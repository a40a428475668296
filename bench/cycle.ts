import { createHash } from 'node:crypto'
import { costMark, costSince, type GraphCost } from '../src/cli/graph-cost'
import { startTemporaryService } from '../src/cli/temporary-service'
import { walkCycle } from '../src/cli/walk-cycle'
import { demoOrganisation, type Organisation } from '../src/demo/organisation'
import { people, type TenantPerson } from '../src/local-tenant/people'

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

/** The demo organisation `times` over, with as many managers more; one past cycle is enough to answer from. */
const scaled = (times: number): { organisation: Organisation; people: readonly TenantPerson[] } => {
  const managers = new Set(demoOrganisation.projects.map(({ manager }) => manager))
  const copies = Array.from({ length: times }, (_, copy) => copy)
  const named = (alias: string, copy: number): string => (copy === 0 ? alias : `${alias}.${copy}`)
  return {
    organisation: {
      ...demoOrganisation,
      pastCycles: 1,
      projects: copies.flatMap((copy) =>
        demoOrganisation.projects.map((project) => ({
          ...project,
          number: copy === 0 ? project.number : `${project.number}-c${copy}`,
          manager: named(project.manager, copy),
        })),
      ),
    },
    people: copies.flatMap((copy) =>
      people
        .filter(({ userPrincipalName }) => copy === 0 || managers.has(aliasOf(userPrincipalName)))
        .map((person) => twin(person, copy)),
    ),
  }
}

const COPY = /-c\d+$/

const aliasOf = (address: string): string => address.split('@')[0] ?? ''

const twin = (person: TenantPerson, copy: number): TenantPerson => {
  if (copy === 0) return person
  const hash = createHash('sha256').update(`${person.id}/${copy}`).digest('hex')
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  return { ...person, id, userPrincipalName: person.userPrincipalName.replace('@', `.${copy}@`) }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

const measure = async (times: number): Promise<CycleCost> => {
  const { organisation, people: everybody } = scaled(times)
  const { service, tenant, graphLog, close } = await startTemporaryService({ organisation, people: everybody })
  try {
    const mark = costMark(graphLog)
    const started = performance.now()
    const { managers, messages, answers } = await walkCycle(
      { origin: service.origin, tenantOrigin: tenant.origin },
      // A copy answers like its original, so that only the size differs.
      { seedOf: (project) => project.replace(COPY, ''), beforeClosing: () => service.outbox.drained() },
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
