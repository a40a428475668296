import { z } from 'zod'
import type { Clock, Log } from '../../src/context'
import { connectGraph } from '../../src/graph/door'
import type { GraphConfig, GraphDoor } from '../../src/graph/ports'
import { applyProvision } from '../../src/graph/provision'
import type { List } from '../../src/lists/kit/list'
import { startTenant, type Tenant, type TenantOptions } from '../../src/local-tenant/tenant'
import { resourceSpecific } from '../../src/server/resource-specific'

export interface DoorKit {
  readonly tenant: Tenant
  readonly door: GraphDoor
  /** What was logged as a warning or an error. */
  readonly complaints: readonly object[]
  /** Another door to the same tenant, as another copy of the service has it. */
  another(config?: Partial<GraphConfig>): GraphDoor
  /** The token that Teams would give for a person. */
  tokenOf(person: string): Promise<string>
  /** Graph as a foreign client sees it: plain fetch with the application's token. */
  fetchGraph(path: string, init?: { method?: string; body?: object }): Promise<Response>
  close(): Promise<void>
}

const clock: Clock = { now: () => new Date() }

/** A tenant in memory and a door to it; `lists` are provisioned and loaded, unless `bare`. */
export const startDoor = async (
  lists: readonly List[],
  options: { readonly tenant?: TenantOptions; readonly config?: Partial<GraphConfig>; readonly bare?: boolean } = {},
): Promise<DoorKit> => {
  const tenant = await startTenant(options.tenant)
  const complaints: object[] = []
  const log: Log = {
    info: () => undefined,
    warn: (fields, message) => void complaints.push({ ...fields, message }),
    error: (fields, message) => void complaints.push({ ...fields, message }),
  }
  const doors: GraphDoor[] = []
  const another = (config: Partial<GraphConfig> = {}): GraphDoor => {
    const door = connectGraph({ ...configOf(tenant), ...options.config, ...config }, { log, clock, lists })
    doors.push(door)
    return door
  }
  const door = another()
  if (!options.bare) {
    await applyProvision(door, lists)
    await door.lists.start()
  }
  return {
    tenant,
    door,
    complaints,
    another,
    tokenOf: (person) => tokenOf(tenant, person),
    fetchGraph: (path, init) => fetchGraph(tenant, path, init),
    async close() {
      for (const one of doors) await one.close()
      await tenant.close()
    },
  }
}

/** What the product is configured with to reach this tenant; GRAPH_LOG as the test run gives it. */
const configOf = ({ graphUrl, authority, registration }: Tenant): GraphConfig => ({
  graphUrl,
  authority,
  tenantId: registration.tenantId,
  clientId: registration.clientId,
  clientSecret: registration.clientSecret,
  site: { id: registration.siteId },
  mailbox: registration.mailbox,
  teamsAppId: registration.manifestId,
  resourceSpecific: resourceSpecific(),
  unitsPerMinute: 1_000_000,
  userAgent: 'NONISV|Gouvernail|Gouvernail/0.1 (tests)',
  ...(process.env.GRAPH_LOG ? { logFile: process.env.GRAPH_LOG } : {}),
})

const tokenOf = async (tenant: Tenant, persona: string): Promise<string> => {
  const response = await fetch(`${tenant.origin}/_tenant/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`)
  return z.object({ accessToken: z.string() }).parse(await response.json()).accessToken
}

const fetchGraph = async (
  tenant: Tenant,
  path: string,
  init: { method?: string; body?: object } = {},
): Promise<Response> => {
  const { clientId, clientSecret } = tenant.registration
  const granted = await fetch(`${tenant.authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const { access_token } = z.object({ access_token: z.string() }).parse(await granted.json())
  return fetch(tenant.graphUrl + path, {
    method: init.method ?? 'GET',
    headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
    ...(init.body ? { body: JSON.stringify(init.body) } : {}),
  })
}
