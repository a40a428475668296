import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { announceInstallation } from './connector/announcements'
import { Chats } from './connector/chats'
import { Delivery } from './connector/delivery'
import { connectorRouter } from './connector/router'
import { controlRouter } from './control/router'
import type { Consent } from './entra/consent'
import { signingKeys } from './entra/keys'
import { entraRouter } from './entra/router'
import { Tokens } from './entra/tokens'
import type { Faults } from './faults'
import { driveItemBody } from './graph/drives/drive-body'
import { DocumentLibrary } from './graph/drives/library'
import { libraryPages } from './graph/drives/pages'
import { Transfers, transferRouter } from './graph/drives/transfers'
import { Gateway } from './graph/gateway'
import { graphHttp } from './graph/http'
import { grantSite, siteRolesOf } from './graph/lists/site-grants'
import { SiteUsers } from './graph/lists/site-users'
import { Metering } from './graph/metering'
import { MailboxLimits } from './graph/outlook/mailbox-limits'
import { seedCalendars } from './graph/outlook/seed-calendars'
import type { SiteRole } from './graph/permissions'
import { graphRouter } from './graph/router'
import { graphRoutes } from './graph/routes'
import { Notifier } from './graph/subscriptions/notifier'
import type { AppManifest } from './graph/teams/app-manifest'
import type { TenantPerson } from './people'
import { site } from './registration'
import type { TenantState } from './store/state'

interface Needs {
  readonly state: TenantState
  /** False when the tenant is new and must be given its site, its channel and its installations. */
  readonly known: boolean
  readonly calendars: boolean
  readonly installedFor: readonly TenantPerson[]
  readonly faults: Faults
  readonly consent: Consent
  readonly siteRole: SiteRole | undefined
  readonly appManifest: AppManifest
  /** `http://127.0.0.1:PORT`, known once the tenant listens. */
  readonly origin: () => string
}

interface Assembled {
  readonly app: Express
  readonly metering: Metering
  readonly delivery: Delivery
  readonly notifier: Notifier
}

/** Puts Entra, Graph, the Bot Connector and the control API together on one HTTP application. */
export const assemble = (needs: Needs): Assembled => {
  const { state, faults, origin } = needs
  const { people } = state
  const keys = signingKeys()
  const tokens = new Tokens(keys, origin, needs.consent)
  const metering = new Metering(faults)
  const serviceUrl = (): string => `${origin()}/connector/`
  const delivery = new Delivery({ tokens, faults, serviceUrl, now: () => state.instant() })
  const chats = new Chats(state)
  const siteUsers = new SiteUsers(state)
  if (!needs.known) {
    siteUsers.create(
      [...people.values()].filter(({ appRoles }) => appRoles.includes('officer') || appRoles.includes('pmo')),
    )
    chats.create(needs.installedFor)
  }
  const announce = (person: TenantPerson, newMember: boolean): void => {
    const conversation = chats.conversationsOf(person.id).find(({ kind }) => kind === 'personal')
    // What the bot answers is of no use to who installed the app.
    if (conversation) void announceInstallation(delivery, person, conversation, newMember)
  }
  const library = new DocumentLibrary(state)
  const transfers = new Transfers(library, origin)
  const { appManifest } = needs
  const parts = { state, siteUsers, faults, origin, chats, announce, library, transfers, appManifest }
  if (!needs.known && needs.calendars) seedCalendars(parts, people.values())
  if (needs.siteRole) grantSite(state, site.siteId, [needs.siteRole])
  const notifier = new Notifier(parts)
  const gateway = new Gateway({
    match: graphRouter(graphRoutes(parts)),
    tokens,
    faults,
    metering,
    people,
    siteRoles: (call) => siteRolesOf(parts, call),
    mailboxLimits: new MailboxLimits(faults),
    touched: (person) => siteUsers.ensure(person),
  })

  const app = express()
  app.disable('x-powered-by')
  app.use('/_tenant', controlRouter({ state, chats, delivery, tokens, faults, notifier, appManifest }))
  app.use('/v1.0', graphHttp({ gateway, faults, metering }))
  app.use('/connector', connectorRouter({ chats, tokens, faults, people, serviceUrl }))
  app.use(transferRouter(transfers, library, (itemId) => driveItemBody(parts, library.item(itemId))))
  app.use(libraryPages(library))
  app.use(entraRouter({ tokens, keys, origin, people, faults }))
  app.use((req, res) => {
    const message = `The local tenant does not implement ${req.method} ${req.path}. See docs/local-tenant.md.`
    res.status(501).json({ error: { code: 'notImplemented', message } })
  })
  app.use(answerFailure)
  return { app, metering, delivery, notifier }
}

/** Bodies that cannot be read (400, 413), and defects of the tenant itself (500), in JSON like everything else. */
const answerFailure = (error: unknown, _req: Request, res: Response, next: NextFunction): void => {
  if (res.headersSent) {
    next(error)
    return
  }
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  const message = error instanceof Error ? error.message : String(error)
  res.status(status).json({ error: { code: status === 500 ? 'generalException' : 'BadRequest', message } })
}
