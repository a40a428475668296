/**
 * Fixed, documented identities of the local tenant. None of them is a secret: the tenant binds to the loopback interface and
 * holds invented people only.
 */
export const directory = {
  tenantId: '0f3a1c52-8d0e-4b5e-9f0a-6f2f5a3f7c11',
  tenantName: 'Opérateur numérique',
  domain: 'opnum.example',
} as const

/** The Entra app registration of Gouvernail: API, bot and Teams app share one client id, as Teams single sign-on asks for. */
export const application = {
  clientId: '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21',
  clientSecret: 'local-tenant-client-secret',
  displayName: 'Gouvernail',
  servicePrincipalId: '5a8e0d0c-4c0e-4c29-8a7a-3c6f0d3f1b77',
  /** Id of the app in its manifest, and its other id in the organisation's catalogue (GRAPH-FACTS 5.2). */
  manifestId: '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21',
  catalogId: 'b1c5353a-7aca-41b3-830f-27d5218fe0e5',
} as const

/** The SharePoint site, its library and the team to which the site belongs. */
export const site = {
  hostname: 'opnum.sharepoint.example',
  path: 'gouvernail',
  displayName: 'Gouvernail',
  collectionId: '887cb371-e930-4e5b-a726-8d5769e6b946',
  webId: '6d653d09-1613-4663-99ab-1bb72ff6ceeb',
  siteId: 'opnum.sharepoint.example,887cb371-e930-4e5b-a726-8d5769e6b946,6d653d09-1613-4663-99ab-1bb72ff6ceeb',
  rootSiteId: 'opnum.sharepoint.example,2c712604-1370-44e7-a1f5-426573fda80a,2d2244c3-251a-49ea-93a8-39e1c3a060fe',
  timeZone: 'Europe/Brussels',
  driveId: 'b!cbN8iDDpW06nJo1Xaea5Rgk9ZW0TFmNGmasbty_2zutwGz3Yp8xMRYl0m2x1c0aQ',
  libraryName: 'Documents',
  libraryFolder: 'Documents partages',
} as const

export const team = {
  teamId: 'f3b0c6de-7c9b-4a0c-8a56-0d5b2f6f9b10',
  teamName: 'Bureau de projets',
  channelId: '19:c3f9d1a24f6b4f6d9b1d7e5a0c8e2f41@thread.tacv2',
  channelName: 'PMO',
} as const

/** Mailbox from which the product writes when the bot cannot. */
export const mailbox = {
  id: '4f6a2a9b-91c2-4a3e-8f5c-2f8f6d4b7a10',
  mail: 'gouvernail@opnum.example',
  name: 'Gouvernail',
} as const

/** Pages of the product that may receive a sign-in's answer (redirect URIs of kind SPA); the host must be this computer. */
export const redirectPaths: readonly string[] = ['/tab.html', '/auth-end.html']

/** Client ids of Microsoft's own applications that may ask for a single sign-on token (GRAPH-FACTS 6.1). */
export const teamsWebClientId = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'

/** Issuer of the tokens that the Bot Connector sends to bots; the real one, so that a bot checks the same value in both modes. */
export const botTokenIssuer = 'https://api.botframework.com'

export const graphAudience = 'https://graph.microsoft.com'
export const connectorAudience = 'https://api.botframework.com'
