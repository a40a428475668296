import { createReplica, type ListReplica } from '../../src/graph/replica'
import { toFields } from '../../src/graph/row-mapping'
import type { List } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'

/**
 * Heap that the replica of the three lists that grow holds after garbage collection, for so many projects with a year of monthly
 * reports and four milestones each; and what one answer costs on it. Rows pass through the same mapping as Graph's do.
 */
const CYCLES = 12
const MILESTONES_EACH = 4
const PAGE = 200
const LOOKUPS = 200
const TEXT =
  'La recette métier prend deux semaines de plus ; la mise en production est maintenue au prochain trimestre.'
const PERSON = 'dd7b057b-924e-43b4-8a59-729b4022925e'

const numberOf = (index: number): string => `P-${String(index).padStart(5, '0')}`

const projectOf = (index: number): object => ({
  number: numberOf(index),
  title: `Projet ${index} de modernisation du parcours des usagers`,
  programme: `PRG-${index % 40}`,
  projectManager: PERSON,
  sponsor: PERSON,
  lifecycle: 'active',
  confidentiality: 'internal',
  phase: 'execution',
  startDate: '2025-01-06',
  baselineEnd: '2027-03-31',
  forecastEnd: '2027-05-31',
  approvedCost: 250_000 + index,
  forecastCost: 260_000 + index,
})

const reportOf = (index: number): object => {
  const cycle = `2026-${String((index % CYCLES) + 1).padStart(2, '0')}`
  const project = numberOf(Math.floor(index / CYCLES))
  return {
    reportKey: `${cycle}:${project}`,
    cycle,
    project,
    state: 'submitted',
    overall: 'amber',
    trend: 'stable',
    comment: `${TEXT} ${index}`,
    achieved: `${index} ${TEXT}`,
    forecastEnd: '2027-05-31',
    forecastCost: 260_000 + index,
    computedHealth: 'green',
    answeredBy: PERSON,
    answeredAt: '2026-11-20T09:12:31Z',
  }
}

const milestoneOf = (index: number): object => ({
  milestoneKey: `M-${index}`,
  project: numberOf(Math.floor(index / MILESTONES_EACH)),
  title: `Jalon ${index}`,
  rank: index % MILESTONES_EACH,
  baselineDate: '2026-09-30',
  forecastDate: '2026-10-31',
})

/** Page by page, parsed from JSON as from the network, so that no text is shared between rows by accident of the bench. */
const load = (of: List, count: number, row: (index: number) => object): ListReplica => {
  const replica = createReplica(
    of,
    (fault) => {
      throw new Error(`${of.name}: ${fault.field} ${fault.problem}`)
    },
    () => new Date(),
  )
  for (let start = 0; start < count; start += PAGE) {
    const items = Array.from({ length: Math.min(PAGE, count - start) }, (_, offset) => ({
      id: String(start + offset + 1),
      eTag: `"${start + offset},1"`,
      fields: toFields(of, row(start + offset), () => undefined),
    }))
    replica.take(JSON.parse(JSON.stringify(items)), replica.startRead())
  }
  return replica
}

const heap = (): number => {
  global.gc?.()
  global.gc?.()
  return process.memoryUsage().heapUsed
}

const projects = Number(process.argv[2])
const before = heap()
const replicas = [
  load(Projects, projects, projectOf),
  load(StatusReports, projects * CYCLES, reportOf),
  load(Milestones, projects * MILESTONES_EACH, milestoneOf),
]
const rows = replicas.reduce((sum, replica) => sum + replica.view().rows.length, 0)
if (rows !== projects * (1 + CYCLES + MILESTONES_EACH)) throw new Error(`the replica holds ${rows} rows`)
const heapBytes = heap() - before

// An answer changes what waits, so that the next look-up meets a new view.
const [, reports] = replicas
const waiting = new Map<string, object>()
reports?.overlay(() => waiting)
const started = performance.now()
for (let index = 0; index < LOOKUPS; index += 1) {
  const key = `2026-12:${numberOf(index % projects)}`
  waiting.set(key, { comment: `${index}` })
  reports?.invalidate()
  if (reports?.view().find(key) === undefined) throw new Error(`${key} is not in the replica`)
}
const lookupMs = (performance.now() - started) / LOOKUPS
console.log(JSON.stringify({ heapBytes, lookupMs, rows }))
