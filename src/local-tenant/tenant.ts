import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Pool } from 'pg'
import { assemble } from './assemble'
import { declaredManifest, declaredRoles, declaredScopes } from './declared-app'
import { Consent, type Grants } from './entra/consent'
import { type FaultSettings, Faults } from './faults'
import type { Usage } from './graph/metering'
import type { SiteRole } from './graph/permissions'
import type { AppManifest } from './graph/teams/app-manifest'
import { people as allPeople, type TenantPerson } from './people'
import { application, directory, mailbox, site, team } from './registration'
import { Journal } from './store/journal'
import { TenantState } from './store/state'

export interface TenantOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Keeps the tenant's state in schema `tenant`; without it everything lives in memory. */
  readonly pool?: Pool
  readonly people?: readonly TenantPerson[]
  /** For whom the app is installed when the tenant is new; everybody by default. */
  readonly seed?: {
    readonly installs?: 'all' | 'none'
    /** True gives everybody a working life in their calendar. */
    readonly calendars?: boolean
  }
  /** Counts resource units against the quota of a minute. */
  readonly quotas?: boolean
  /** Other switches the tenant starts with. */
  readonly faults?: Partial<FaultSettings>
  /** Application permissions granted to the registration; what the product asks for by default. */
  readonly grantedRoles?: readonly string[]
  /** Delegated permissions consented to; what the product asks for by default. */
  readonly grantedScopes?: readonly string[]
  /** Role of the application on the site, for `Sites.Selected`; none by default. */
  readonly siteRole?: SiteRole
  /** What the catalogue's app declares in its manifest. */
  readonly appManifest?: Partial<AppManifest>
  /** Clock of everything but tokens and limits. */
  readonly now?: () => Date
}

interface Registration {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly siteId: string
  /** `hostname:/sites/path`, as Graph addresses it. */
  readonly sitePath: string
  readonly driveId: string
  readonly libraryName: string
  readonly pmoTeamId: string
  readonly pmoChannelId: string
  /** Address of the mailbox from which the product writes. */
  readonly mailbox: string
  readonly manifestId: string
}

export interface TenantAddresses {
  readonly origin: string
  readonly graphUrl: string
  readonly authority: string
  readonly botOpenIdMetadataUrl: string
  /** Service URL of the Bot Connector, with its final slash. */
  readonly connectorUrl: string
  readonly registration: Registration
}

export interface Tenant extends TenantAddresses {
  readonly people: readonly TenantPerson[]
  readonly faults: Faults
  /** Graph requests and resource units since the start or the last `resetUsage`. */
  usage(): Usage
  resetUsage(): void
  /** An administrator gives or takes permissions; tokens made from then on show it. */
  consent(grants: Partial<Grants>): void
  /** Where activities go, as `PUT /_tenant/bot` does. */
  setBotEndpoint(endpoint: string): void
  /** Resolves when everything so far is stored. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** What the product is configured with to reach this tenant. */
const registration: Registration = {
  tenantId: directory.tenantId,
  clientId: application.clientId,
  clientSecret: application.clientSecret,
  siteId: site.siteId,
  sitePath: `${site.hostname}:/sites/${site.path}`,
  driveId: site.driveId,
  libraryName: site.libraryName,
  pmoTeamId: team.teamId,
  pmoChannelId: team.channelId,
  mailbox: mailbox.mail,
  manifestId: application.manifestId,
}

/** Where everything of a tenant at `origin` is. */
export const addressesOf = (origin: string): TenantAddresses => ({
  origin,
  graphUrl: `${origin}/v1.0`,
  authority: `${origin}/${directory.tenantId}`,
  botOpenIdMetadataUrl: `${origin}/botframework/v1/.well-known/openidconfiguration`,
  connectorUrl: `${origin}/connector/`,
  registration,
})

/** Starts a small Microsoft 365 on the loopback interface. Rejects when the port is taken. */
export const startTenant = async (options: TenantOptions = {}): Promise<Tenant> => {
  const people = options.people ?? allPeople
  const faults = new Faults({ ...options.faults, ...(options.quotas === undefined ? {} : { quotas: options.quotas }) })
  const grants = { roles: options.grantedRoles ?? declaredRoles, scopes: options.grantedScopes ?? declaredScopes }
  const consent = new Consent(grants, faults)
  const state = new TenantState(new Journal(options.pool), people, options.now ?? (() => new Date()))
  // The port first: what is stored is taken up at the address that people reach it under.
  let app: RequestListener = (_req, res) => res.writeHead(503, { Connection: 'close' }).end()
  const server = await listen((req, res) => app(req, res), options.port ?? 0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The local tenant has no port.')
  const origin = `http://127.0.0.1:${address.port}`
  const { metering, delivery, notifier, ...assembled } = assemble({
    state,
    known: await loadAt(origin, state, server),
    calendars: options.seed?.calendars === true,
    installedFor: options.seed?.installs === 'none' ? [] : people,
    faults,
    consent,
    siteRole: options.siteRole,
    appManifest: { ...declaredManifest, ...options.appManifest },
    origin: () => origin,
  })
  app = assembled.app
  return {
    ...addressesOf(origin),
    people,
    faults,
    usage: () => metering.usage(),
    resetUsage: () => metering.reset(),
    consent: (changed) => consent.change(changed),
    setBotEndpoint: (endpoint) => {
      delivery.endpoints = [endpoint]
    },
    flush: () => state.flush(),
    close: async () => {
      notifier.stop()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await state.flush()
    },
  }
}

/** A tenant whose database does not answer lets go of its port. */
const loadAt = (origin: string, state: TenantState, server: Server): Promise<boolean> =>
  state.load(origin).catch((error: unknown) => {
    server.close()
    throw error
  })

const listen = async (app: RequestListener, port: number): Promise<Server> => {
  const server = createServer(app)
  // Longer than any client keeps an idle connection: none is closed under a request that is just being sent.
  server.keepAliveTimeout = 75_000
  server.listen(port, '127.0.0.1')
  // Rejects with the error when the port is taken.
  await once(server, 'listening')
  // A connection that could not be taken, as for want of descriptors, must not end the process.
  server.on('error', () => undefined)
  return server
}
