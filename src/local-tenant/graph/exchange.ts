import type { TenantPerson } from '../people'
import type { Principal } from '../store/entities'

/** Who calls Graph: the application alone, or the application on behalf of a person. */
export interface Caller {
  readonly permissions: readonly string[]
  readonly person: TenantPerson | null
}

/** One Graph request, alone or as a row of a `$batch`. */
export interface GraphCall {
  readonly method: string
  /** Path below `/v1.0`, as sent. */
  readonly path: string
  readonly query: ReadonlyMap<string, string>
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /** Parsed JSON, or undefined when there was none. */
  readonly body: unknown
  /** The body as it came; empty for rows of a batch with JSON. */
  readonly bytes: Uint8Array
  readonly caller: Caller
  readonly requestId: string
  /** Values of the template's parameters, decoded. */
  readonly params: ReadonlyMap<string, string>
}

export interface GraphReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON; absent for an empty answer. */
  readonly body?: unknown
  readonly bytes?: Uint8Array
}

/** A refusal in Graph's envelope (GRAPH-FACTS 1.11). */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly innerCode?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }

  reply(requestId: string, clientRequestId: string): GraphReply {
    const innerError = {
      ...(this.innerCode ? { code: this.innerCode } : {}),
      date: new Date().toISOString().slice(0, 19),
      'request-id': requestId,
      'client-request-id': clientRequestId,
    }
    return {
      status: this.status,
      headers: { ...this.headers },
      body: { error: { code: this.code, message: this.message, innerError } },
    }
  }
}

export const invalidRequest = (message: string): GraphError => new GraphError(400, 'invalidRequest', message)
export const notFound = (message: string): GraphError => new GraphError(404, 'itemNotFound', message)
export const accessDenied = (message = 'Access denied'): GraphError => new GraphError(403, 'accessDenied', message)
/** `/me` means nothing to a token without a person. */
export const onlyDelegated = (): GraphError =>
  new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
export const throttled = (retryAfter: number | null, headers: Record<string, string> = {}): GraphError =>
  new GraphError(429, 'activityLimitReached', 'The request has been throttled', 'throttledRequest', {
    ...headers,
    ...(retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }),
  })

export const ok = (body: unknown, headers?: Record<string, string>): GraphReply => ({ status: 200, body, headers })
export const created = (body: unknown): GraphReply => ({ status: 201, body })
export const noContent = (): GraphReply => ({ status: 204 })

/** The value of a template parameter; the router guarantees that it is there. */
export const param = (call: GraphCall, name: string): string => {
  const value = call.params.get(name)
  if (value === undefined) throw new Error(`The route has no parameter ${name}`)
  return value
}

/** A query option, with or without its dollar sign (GRAPH-FACTS 1.5). */
export const option = (call: GraphCall, name: string): string | undefined =>
  call.query.get(`$${name}`) ?? call.query.get(name)

/** A whole number of at least one in a query option. */
export const countOption = (call: GraphCall, name: string): number | undefined => {
  const text = option(call, name)
  if (text === undefined) return undefined
  if (!/^[1-9]\d*$/.test(text)) throw invalidRequest(`Invalid value '${text}' for $${name} query option.`)
  return Number(text)
}

/** The body with the properties of `$select` alone; annotations and what was expanded stay. */
export const onlySelected = (call: GraphCall, body: object): object => {
  const select = option(call, 'select')
    ?.split(',')
    .map((name) => name.trim())
  if (select === undefined) return body
  const expanded = (option(call, 'expand') ?? '').split(/[,(]/).map((name) => name.trim())
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => {
      const plain = name.split('@')[0] ?? ''
      return plain === '' || select.includes(plain) || expanded.includes(plain)
    }),
  )
}

/** Whether a `Prefer` header carries this preference. */
export const prefers = (call: GraphCall, preference: string): boolean =>
  (call.headers.get('prefer') ?? '').toLowerCase().includes(preference.toLowerCase())

/** Who a write is booked on. */
export const principalOf = (caller: Caller): Principal => ({ person: caller.person?.id ?? null, viaApplication: true })
