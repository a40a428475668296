import { type BotConnection, publicChannel } from '../../bot/connection'
import type { GraphConfig } from '../graph/ports'
import type { Microsoft365Config, ServiceConfig } from './config'
import type { ApiRegistration } from './http/token'
import { resourceSpecific } from './resource-specific'

/** Everything that differs between the real Microsoft 365 and the local tenant: addresses and credentials. */
export interface Microsoft {
  readonly graph: GraphConfig
  readonly api: ApiRegistration
  readonly bot: BotConnection
  /** Connector used for people and teams that have not told theirs. */
  readonly defaultServiceUrl: string
  readonly pmoChannel: string
  readonly teamsAppId: string
  /** Origin of the local tenant; null for the real services. */
  readonly tenantOrigin: string | null
  /** Origins of the organisation's SharePoint, which frame Office and so our panes. */
  readonly sharePointOrigins: readonly string[]
}

const GRAPH = 'https://graph.microsoft.com/v1.0'
const LOGIN = 'https://login.microsoftonline.com'
/** Connector of the European region; it redirects nothing, so that a person's own region replaces it at the first contact. */
const CONNECTOR = 'https://smba.trafficmanager.net/emea/'
/** GRAPH-FACTS 3.1: undecorated traffic is throttled first. */
export const USER_AGENT = 'NONISV|Gouvernail|Gouvernail/1.0'

/** The organisation's Microsoft 365 in the public cloud. */
export const publicMicrosoft = (config: Microsoft365Config, service: ServiceConfig): Microsoft => {
  const authority = `${LOGIN}/${config.tenantId}`
  const site = new URL(config.siteUrl)
  return {
    graph: {
      graphUrl: GRAPH,
      authority,
      tenantId: config.tenantId,
      clientId: config.appId,
      clientSecret: config.appPassword,
      site: { path: `${site.host}:${site.pathname.replace(/\/+$/, '')}` },
      ...(config.library === null ? {} : { libraryName: config.library }),
      ...(config.mailbox === null ? {} : { mailbox: config.mailbox }),
      teamsAppId: config.teamsAppId,
      resourceSpecific: resourceSpecific(),
      unitsPerMinute: service.unitsPerMinute,
      ...(service.graphLog === null ? {} : { logFile: service.graphLog }),
      userAgent: USER_AGENT,
    },
    api: { authority, tenantId: config.tenantId, clientId: config.appId, appIdUri: config.appIdUri },
    bot: {
      ...publicChannel,
      appId: config.appId,
      appSecret: config.appPassword,
      tenantId: config.tenantId,
      authority,
    },
    defaultServiceUrl: CONNECTOR,
    pmoChannel: config.pmoChannel,
    teamsAppId: config.teamsAppId,
    tenantOrigin: null,
    sharePointOrigins: [site.origin, site.origin.replace(/\.sharepoint\./, '-my.sharepoint.')],
  }
}
