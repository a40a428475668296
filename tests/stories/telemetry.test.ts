import { metrics } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { cardData } from '../kit/answers'
import { type Stack, startStack } from '../kit/stack'

const spans = new InMemorySpanExporter()
const tracing = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] })
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const metering = new MeterProvider({
  readers: [new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 3_600_000 })],
})

let stack: Stack
beforeAll(async () => {
  tracing.register()
  metrics.setGlobalMeterProvider(metering)
  stack = await startStack({ seed: true })
  await stack.as('Inès Vandamme').post('/api/cycles')
  await stack.outbox.drained(20_000)
})
afterAll(async () => {
  await stack.close()
  await tracing.shutdown()
  await metering.shutdown()
})

const named = (of: readonly ReadableSpan[], name: string): ReadableSpan | undefined =>
  of.find((span) => span.name === name)
const idOf = (span: ReadableSpan | undefined): string | undefined => span?.spanContext().spanId

test('one trace from the click on a card, through rules and outbox, to the item in the list', async () => {
  spans.reset()
  // Down, so that the row is written later, by the worker: the trace has to wait with it in the database.
  stack.tenant.faults.set({ graphDown: true })
  await stack.chat.invoke('Julie Maréchaux', 'status.confirm', cardData('2026-11', 'P-022'))
  stack.tenant.faults.clear()
  await stack.outbox.drained(20_000)

  const all = spans.getFinishedSpans()
  const click = named(all, 'bot.invoke')
  const trace = all.filter((span) => span.spanContext().traceId === click?.spanContext().traceId)
  const answer = named(trace, 'status.answer')
  const put = named(trace, 'outbox.put')
  const writes = trace.filter((span) => span.name === 'outbox.write' && String(span.attributes.key) === '2026-11:P-022')
  const incoming = named(trace, 'http POST')
  expect(click?.parentSpanContext?.spanId).toBe(idOf(incoming))
  expect(answer?.parentSpanContext?.spanId).toBe(idOf(click))
  expect(put?.parentSpanContext?.spanId).toBe(idOf(answer))
  expect(writes.length).toBeGreaterThan(0)
  for (const write of writes) expect(write.parentSpanContext?.spanId).toBe(idOf(put))
  const request = trace.find(
    (span) => span.name === 'graph' && span.attributes['http.response.status_code'] === 200 && idOf(span) !== undefined,
  )
  expect(writes.map(idOf)).toContain(request?.parentSpanContext?.spanId)
})

test('answers, outbox, Graph and the age of the lists can be measured', async () => {
  await metering.forceFlush()
  const found = new Map(
    measured
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap((scope) => scope.metrics)
      .map((metric) => [metric.descriptor.name, metric.dataPoints.map(({ value }) => Number(value))]),
  )
  const sum = (name: string): number => (found.get(name) ?? []).reduce((total, value) => total + value, 0)
  expect(sum('gouvernail.answers')).toBeGreaterThanOrEqual(1)
  expect(sum('gouvernail.graph.requests')).toBeGreaterThan(10)
  expect(sum('gouvernail.graph.resource_units')).toBeGreaterThan(sum('gouvernail.graph.requests'))
  expect(found.get('gouvernail.outbox.depth')).toEqual([0])
  expect(found.get('gouvernail.outbox.age')).toEqual([0])
  expect(found.get('gouvernail.replica.staleness')?.length).toBeGreaterThan(5)
})
