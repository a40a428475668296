/** How the bot meets its channel: the same shape for the real services and for the local tenant, only addresses differ. */
export interface BotConnection {
  readonly appId: string
  readonly appSecret: string
  /** The one organisation that this bot serves. */
  readonly tenantId: string
  /** Entra authority of the tenant, such as `https://login.microsoftonline.com/{tenantId}`. */
  readonly authority: string
  /** OpenID metadata of the channel that signs inbound activities. */
  readonly openIdMetadataUrl: string
  readonly issuer: string
  /** Closed list of connectors that the bot answers to: an activity from elsewhere is refused, whatever its signature. */
  readonly serviceUrls: readonly string[]
  /** Connectors of test clients: answered as well, but never remembered, so that what the bot sends by itself goes to Teams. */
  readonly guestServiceUrls: readonly string[]
}

/** Scope of the connector's token (GRAPH-FACTS 6.4). */
export const CONNECTOR_SCOPE = 'https://api.botframework.com'

/** The public cloud (GRAPH-FACTS 6.4); authority and registration come from the configuration. */
export const publicChannel: Pick<BotConnection, 'openIdMetadataUrl' | 'issuer' | 'serviceUrls' | 'guestServiceUrls'> = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  serviceUrls: ['https://smba.trafficmanager.net', 'https://smba.infra.gcc.teams.microsoft.com'],
  guestServiceUrls: [],
}

/** True when `serviceUrl` is one of the connectors, or a region below it (`https://smba.trafficmanager.net/emea/`). */
export const isKnownConnector = (serviceUrl: string, known: readonly string[]): boolean =>
  known.some((entry) => serviceUrl === entry || serviceUrl.startsWith(entry.endsWith('/') ? entry : `${entry}/`))
