import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import express, { type Express } from 'express'
import type { Pool } from 'pg'
import { announceInstallation } from './connector/announcements'
import { Chats } from './connector/chats'
import { Delivery } from './connector/delivery'
import { connectorRouter } from './connector/router'
import { controlRouter } from './control/router'
import { signingKeys } from './entra/keys'
import { entraRouter } from './entra/router'
import { Tokens } from './entra/tokens'
import { type FaultSettings, Faults } from './faults'
import { driveItemBody } from './graph/drives/drive-body'
import { DocumentLibrary } from './graph/drives/library'
import { libraryPages } from './graph/drives/pages'
import { Transfers, transferRouter } from './graph/drives/transfers'
import { Gateway } from './graph/gateway'
import { graphHttp } from './graph/http'
import { SiteUsers } from './graph/lists/site-users'
import { Metering, type Usage } from './graph/metering'
import { graphRouter } from './graph/router'
import { graphRoutes } from './graph/routes'
import { people as allPeople, type TenantPerson } from './people'
import { application, directory, grantedRoles, mailbox, site, team } from './registration'
import { Journal } from './store/journal'
import { TenantState } from './store/state'

export interface TenantOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Keeps the tenant's state in schema `tenant`; without it everything lives in memory. */
  readonly pool?: Pool
  readonly people?: readonly TenantPerson[]
  /** For whom the app is installed when the tenant is new; everybody by default. */
  readonly seed?: { readonly installs?: 'all' | 'none' }
  /** Counts resource units against the quota of a minute. */
  readonly quotas?: boolean
  /** Other switches the tenant starts with. */
  readonly faults?: Partial<FaultSettings>
  /** Application permissions granted to the registration; what the product asks for by default. */
  readonly grantedRoles?: readonly string[]
  /** Clock of everything but tokens and limits. */
  readonly now?: () => Date
}

export interface Registration {
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
  /** Where activities go, as `PUT /_tenant/bot` does. */
  setBotEndpoint(endpoint: string): void
  /** Resolves when everything so far is stored. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** What the product is configured with to reach this tenant. */
export const registration: Registration = {
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
  const clock = options.now ?? (() => new Date())
  let origin = ''
  const faults = new Faults({ ...options.faults, ...(options.quotas === undefined ? {} : { quotas: options.quotas }) })
  const metering = new Metering(faults)
  const state = new TenantState(new Journal(options.pool), people, clock)
  const keys = signingKeys()
  const known = await state.load()
  const tokens = new Tokens(keys, () => origin, options.grantedRoles ?? grantedRoles)
  const serviceUrl = (): string => addressesOf(origin).connectorUrl
  const delivery = new Delivery({ tokens, faults, serviceUrl, now: clock })
  const chats = new Chats(state)
  const siteUsers = new SiteUsers(state)
  if (!known) {
    siteUsers.create(people.filter(({ appRoles }) => appRoles.includes('officer') || appRoles.includes('pmo')))
    chats.create(options.seed?.installs === 'none' ? [] : people)
  }

  const announce = (person: TenantPerson, newMember: boolean): void => {
    const conversation = chats.conversationsOf(person.id).find(({ kind }) => kind === 'personal')
    // The answer of the bot is of no use to who installed the app.
    if (conversation) void announceInstallation(delivery, person, conversation, newMember)
  }
  const library = new DocumentLibrary(state)
  const transfers = new Transfers(library, () => origin)
  const parts = { state, siteUsers, faults, origin: () => origin, chats, announce, library, transfers }
  const gateway = new Gateway({
    match: graphRouter(graphRoutes(parts)),
    tokens,
    faults,
    metering,
    people: state.people,
    touched: (person) => siteUsers.ensure(person),
  })

  const app = express()
  app.disable('x-powered-by')
  app.use('/_tenant', controlRouter({ state, chats, delivery, tokens, faults }))
  app.use('/v1.0', graphHttp({ gateway, faults, metering }))
  app.use('/connector', connectorRouter({ chats, tokens, faults, people: state.people, serviceUrl }))
  app.use(transferRouter(transfers, library, (itemId) => driveItemBody(parts, library.item(itemId))))
  app.use(libraryPages(library))
  app.use(entraRouter({ tokens, keys, origin: () => origin, people: state.people }))
  app.use((req, res) => {
    const message = `The local tenant does not implement ${req.method} ${req.path}. See docs/local-tenant.md.`
    res.status(501).json({ error: { code: 'notImplemented', message } })
  })

  const server = await listen(app, options.port ?? 0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The local tenant has no port.')
  origin = `http://127.0.0.1:${address.port}`
  return {
    ...addressesOf(origin),
    people,
    faults,
    usage: () => metering.usage(),
    resetUsage: () => metering.reset(),
    setBotEndpoint: (endpoint) => {
      delivery.endpoint = endpoint
    },
    flush: () => state.flush(),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await state.flush()
    },
  }
}

const listen = async (app: Express, port: number): Promise<Server> => {
  const server = createServer(app)
  // Longer than any client keeps an idle connection: none is closed under a request that is just being sent.
  server.keepAliveTimeout = 75_000
  server.listen(port, '127.0.0.1')
  // Rejects with the error when the port is taken.
  await once(server, 'listening')
  return server
}
