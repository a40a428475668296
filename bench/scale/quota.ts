import { rounded } from '../kit/figures'

/** GRAPH-FACTS 3.1, the smallest tenant (up to 1 000 licences); the share is the service's own (`src/graph/http/budget`). */
export const quota = {
  unitsPerMinute: 1_250,
  unitsPerDay: 1_200_000,
  share: 0.8,
}

/** While somebody reads, each copy asks for changes this often (`src/graph/rows/poller`). */
const POLLS_PER_MINUTE = 2

export interface MeasuredSize {
  readonly projects: number
  /** Resource units of one cycle: questions, answers, closing, publication. */
  readonly units: number
  /** Of one round of deltas in which nothing has changed. */
  readonly deltaUnits: number
  /** From opening the cycle until SharePoint has every answer, with the quota enforced. */
  readonly minutesToCollect: number
  /** From then until SharePoint has the last row of the publication. */
  readonly minutesToPublish: number
}

export interface ScaleRow {
  readonly projects: number
  /** True when units were worked out from the smallest and the largest size that were run. */
  readonly derived: boolean
  readonly units: number
  /** With the quota as the only limit, one copy polling meanwhile: units against the allowance. */
  readonly minutesAtQuota: number
  /** What it took, the quota enforced by the tenant at its published pace; null where the size was not run. */
  readonly minutes: number | null
  readonly minutesToCollect: number | null
  readonly minutesToPublish: number | null
  /** Heap of the three lists that grow, with a year of monthly reports; measured at every size. */
  readonly replicaMb: number
  readonly rows: number
  /** Milliseconds for the first look-up of a report after an answer, in that replica. */
  readonly lookupMs: number
  readonly deltaUnitsPerMinute: number
  /** Share of the daily quota that a copy's polling takes when somebody reads all day. */
  readonly deltaShareOfDay: number
  /** Copies that still leave half of the allowance to writes. */
  readonly copiesAtMost: number
}

/** On the straight line through two measured points. */
export const onLine = (at: number, a: readonly [number, number], b: readonly [number, number]): number =>
  a[1] + ((b[1] - a[1]) * (at - a[0])) / (b[0] - a[0])

/** What one size costs: as it was measured, or on the line through the smallest and the largest that were. */
export const atSize = (
  projects: number,
  runs: readonly MeasuredSize[],
  replica: { readonly heapBytes: number; readonly lookupMs: number; readonly rows: number },
): ScaleRow => {
  const sorted = runs.toSorted((a, b) => a.projects - b.projects)
  const [small, large] = [sorted[0], sorted.at(-1)]
  if (!small || !large) throw new Error('no size was run')
  const measured = sorted.find((size) => size.projects === projects)
  if (!measured && small === large) throw new Error('two sizes are needed to tell how cost grows')
  const units = measured?.units ?? onLine(projects, [small.projects, small.units], [large.projects, large.units])
  const allowance = quota.unitsPerMinute * quota.share
  // A round in which nothing changed costs one unit a list, however long the lists are.
  const deltaUnitsPerMinute = (measured ?? large).deltaUnits * POLLS_PER_MINUTE
  return {
    projects,
    derived: measured === undefined,
    units: Math.round(units),
    minutesAtQuota: rounded(units / (allowance - deltaUnitsPerMinute), 1),
    minutes: measured ? rounded(measured.minutesToCollect + measured.minutesToPublish, 1) : null,
    minutesToCollect: measured?.minutesToCollect ?? null,
    minutesToPublish: measured?.minutesToPublish ?? null,
    replicaMb: rounded(replica.heapBytes / 1_048_576, 1),
    rows: replica.rows,
    lookupMs: rounded(replica.lookupMs),
    deltaUnitsPerMinute,
    deltaShareOfDay: rounded((deltaUnitsPerMinute * 60 * 24) / quota.unitsPerDay),
    copiesAtMost: Math.floor(allowance / 2 / deltaUnitsPerMinute),
  }
}
