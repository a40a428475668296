import { setTimeout as delay } from 'node:timers/promises'
import { metrics } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/** A stop does not wait for a collector that gives no answer. */
const PATIENCE_MS = 1_000

/**
 * Sends traces and metrics to an OTLP collector over HTTP from now on. `endpoint` is its base address, as in
 * OTEL_EXPORTER_OTLP_ENDPOINT of the OpenTelemetry specification. Returns what sends the rest and stops.
 */
export const startExport = (endpoint: string): (() => Promise<void>) => {
  const base = endpoint.replace(/\/+$/, '')
  const resource = resourceFromAttributes({ 'service.name': 'gouvernail' })
  const tracing = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${base}/v1/traces` }))],
  })
  tracing.register()
  const exporter = new OTLPMetricExporter({ url: `${base}/v1/metrics` })
  const metering = new MeterProvider({ resource, readers: [new PeriodicExportingMetricReader({ exporter })] })
  metrics.setGlobalMeterProvider(metering)
  return async () => {
    const sent = Promise.allSettled([tracing.shutdown(), metering.shutdown()])
    await Promise.race([sent, delay(PATIENCE_MS, undefined, { ref: false })])
  }
}
