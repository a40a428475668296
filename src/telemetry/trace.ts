import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

/**
 * Traces at the ports of the service. Without an exporter the OpenTelemetry API does nothing, and so does this. Use cases know
 * nothing of it.
 */
const tracer = () => trace.getTracer('gouvernail')

interface SpanOptions {
  readonly attributes?: Attributes
  /** `server` for what comes in, `client` for what goes out. */
  readonly kind?: 'server' | 'client'
  /** `traceparent` of a span that this one belongs to, besides the one in whose time it runs. */
  readonly parent?: string | null
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const

/** Runs `work` within a span; a failure is recorded and thrown on. */
export const inSpan = async <T>(
  name: string,
  options: SpanOptions,
  work: (note: (attributes: Attributes) => void) => Promise<T>,
): Promise<T> => {
  const { attributes = {}, kind, parent } = options
  const around = parent ? propagation.extract(context.active(), { traceparent: parent }) : context.active()
  const span = tracer().startSpan(name, { attributes, ...(kind ? { kind: kinds[kind] } : {}) }, around)
  return context.with(trace.setSpan(around, span), async () => {
    try {
      return await work((more) => void span.setAttributes(more))
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) })
      throw error
    } finally {
      span.end()
    }
  })
}

/** `traceparent` of the present span, to be stored with work that is done later; null outside of any. */
export const traceparent = (): string | null => {
  const carrier: Record<string, string> = {}
  propagation.inject(context.active(), carrier)
  return carrier.traceparent ?? null
}

/** Runs `work` within one span for each of these traces, so that every one of them shows it. */
export const inSpans = async <T>(
  name: string,
  each: readonly { readonly parent: string | null; readonly attributes: Attributes }[],
  work: () => Promise<T>,
): Promise<T> => {
  const spans = each.map(({ parent, attributes }): Span => {
    const around = parent ? propagation.extract(context.active(), { traceparent: parent }) : context.active()
    return tracer().startSpan(name, { attributes }, around)
  })
  const parents = new Set(each.map(({ parent }) => parent))
  const [only] = spans
  // A request that carries rows of one trace alone belongs to it as well.
  const around = only && parents.size === 1 ? trace.setSpan(context.active(), only) : context.active()
  try {
    return await context.with(around, work)
  } finally {
    for (const span of spans) span.end()
  }
}
