import type { Tokens } from '../entra/tokens'
import type { Faults } from '../faults'
import type { TenantPerson } from '../people'
import { graphAudience } from '../registration'
import { type Caller, type GraphCall, GraphError, type GraphReply, onlyDelegated, throttled } from './exchange'
import type { Metering } from './metering'
import type { MailboxLimits } from './outlook/mailbox-limits'
import { permit } from './permissions'
import { refuseUndeclared, refuseUnknownSelect } from './properties'
import { QueryRead } from './query-read'
import type { Match } from './router'

/** One request as it came in, before routing: whole, or a row of a `$batch`. */
export interface Incoming {
  readonly method: string
  readonly path: string
  readonly query: ReadonlyMap<string, string>
  readonly headers: ReadonlyMap<string, string>
  readonly body: unknown
  readonly bytes: Uint8Array
  readonly requestId: string
}

interface GatewayParts {
  readonly match: (method: string, path: string) => Match
  readonly tokens: Tokens
  readonly faults: Faults
  readonly metering: Metering
  readonly people: ReadonlyMap<string, TenantPerson>
  /** Roles that `Sites.Selected` gives the application on the site of a call. */
  readonly siteRoles: (call: GraphCall) => readonly string[]
  readonly mailboxLimits: MailboxLimits
  /** Called with the person of each delegated call to the site: touching it is what makes someone a site user. */
  readonly touched: (person: TenantPerson) => void
}

/** Authenticates, authorises, meters and routes Graph calls. */
export class Gateway {
  constructor(private readonly parts: GatewayParts) {}

  /** The caller behind an `Authorization` header; throws the 401 of Graph. */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty.')
    const claims = await this.parts.tokens.read(token, graphAudience)
    if (!claims) throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token validation failure.')
    if (claims.idtyp === 'app') {
      const roles = Array.isArray(claims.roles) ? claims.roles.filter((role) => typeof role === 'string') : []
      return { permissions: roles, person: null }
    }
    const person = typeof claims.oid === 'string' ? this.parts.people.get(claims.oid) : undefined
    if (!person || typeof claims.scp !== 'string') {
      throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token validation failure.')
    }
    return { permissions: claims.scp.split(' '), person }
  }

  /** Carries out one request; failures come back as replies, never as exceptions. */
  async serve(incoming: Incoming, caller: Caller): Promise<GraphReply> {
    try {
      return await this.#carryOut(incoming, caller)
    } catch (error) {
      return replyOf(error, incoming)
    }
  }

  async #carryOut(incoming: Incoming, caller: Caller): Promise<GraphReply> {
    const { faults, metering } = this.parts
    if (!caller.person && /^\/me(\/|$)/i.test(incoming.path)) throw onlyDelegated()
    const { route, params, functionArguments } = this.parts.match(incoming.method, incoming.path)
    const query = new QueryRead([...incoming.query, ...functionArguments])
    const call: GraphCall = { ...incoming, query, caller, params }
    permit(route.operation, caller, () => this.parts.siteRoles(call), faults.current.columnRole)
    query.refuseUnknown()
    if (route.entity) {
      refuseUnknownSelect(call, route.entity)
      refuseUndeclared(call.body, route.entity)
    }
    if (faults.strikes(faults.current.throttle)) {
      metering.count({ throttled: 1 })
      throw throttled(faults.current.throttleRetryAfter)
    }
    const units = typeof route.units === 'number' ? route.units : route.units(call)
    const rateLimit = metering.admit(units)
    if (caller.person && route.template.startsWith('/sites')) this.parts.touched(caller.person)
    if (incoming.method !== 'GET' && faults.strikes(faults.current.saveConflict)) {
      const text = 'The resource has changed since the caller last read it; usually an eTag mismatch'
      throw new GraphError(409, 'resourceModified', text)
    }
    const mailbox = route.mailbox?.(call)
    const reply =
      mailbox === undefined
        ? await route.handle(call)
        : await this.parts.mailboxLimits.within(mailbox, () => route.handle(call))
    if (incoming.method === 'GET') query.refuseUnread(incoming.path)
    return { ...reply, headers: { ...rateLimit, ...reply.headers } }
  }
}

/** The answer to a failure: Graph's envelope for refusals, `generalException` for a defect of the tenant itself. */
export const replyOf = (error: unknown, incoming: Pick<Incoming, 'requestId' | 'headers'>): GraphReply => {
  const clientRequestId = incoming.headers.get('client-request-id') ?? incoming.requestId
  if (error instanceof GraphError) return error.reply(incoming.requestId, clientRequestId)
  const message = `General exception while processing (local tenant: ${error instanceof Error ? error.stack : error})`
  return new GraphError(500, 'generalException', message).reply(incoming.requestId, clientRequestId)
}
