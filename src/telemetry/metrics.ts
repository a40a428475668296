import { metrics } from '@opentelemetry/api'

const meter = () => metrics.getMeter('gouvernail')

/** One request to Graph, counted where it is logged. */
export const countGraphRequest = (request: { readonly units: number; readonly status: number }): void => {
  meter().createCounter('gouvernail.graph.requests').add(1, { status: request.status })
  meter().createCounter('gouvernail.graph.resource_units').add(request.units)
  if (request.status === 429) meter().createCounter('gouvernail.graph.throttles').add(1)
}

/** One answer to a question card: recorded, or refused with its reason told. */
export const countAnswer = (recorded: boolean): void => {
  meter().createCounter('gouvernail.answers').add(1, { recorded })
}

export interface Gauges {
  /** Rows that wait in the outbox, and the age of the oldest in seconds. */
  outbox(): Promise<{ readonly depth: number; readonly ageSeconds: number }>
  /** Seconds since each list was last synchronised, by its name. */
  staleness(): ReadonlyMap<string, number>
}

/** Lets the exporter ask for these whenever it reports. Returns what stops it. */
export const observeGauges = ({ outbox, staleness }: Gauges): (() => void) => {
  const depth = meter().createObservableGauge('gouvernail.outbox.depth')
  const age = meter().createObservableGauge('gouvernail.outbox.age', { unit: 's' })
  const stale = meter().createObservableGauge('gouvernail.replica.staleness', { unit: 's' })
  const observe: Parameters<ReturnType<typeof meter>['addBatchObservableCallback']>[0] = async (result) => {
    const waiting = await outbox()
    result.observe(depth, waiting.depth)
    result.observe(age, waiting.ageSeconds)
    for (const [list, seconds] of staleness()) result.observe(stale, seconds, { list })
  }
  meter().addBatchObservableCallback(observe, [depth, age, stale])
  return () => meter().removeBatchObservableCallback(observe, [depth, age, stale])
}
