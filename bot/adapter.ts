import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
} from 'botframework-connector'
import { type BotConnection, CONNECTOR_SCOPE } from './connection'
import { ConnectorCredentialsFactory } from './credentials'

/** Every setting is named: giving only some of them drops botbuilder's defaults for the others (TOOLCHAIN, Bot). */
const authenticationOf = (connection: BotConnection): BotFrameworkAuthentication =>
  new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: connection.openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: connection.issuer,
      ToBotFromEmulatorOpenIdMetadataUrl: connection.openIdMetadataUrl,
      ToChannelFromBotLoginUrl: connection.authority,
      ToChannelFromBotOAuthScope: CONNECTOR_SCOPE,
      OAuthUrl: `${connection.authority}/oauth`,
      CallerId: 'urn:botframework:azure',
    },
    new ConnectorCredentialsFactory(connection),
  )

/** The inbound side. Failures are rethrown: botbuilder's default writes them to the console and carries on. */
export const createAdapter = (connection: BotConnection): CloudAdapter => {
  const adapter = new CloudAdapter(authenticationOf(connection))
  adapter.onTurnError = async (_turn, error) => {
    throw error
  }
  return adapter
}

/** A connector client for proactive messages to one service URL. */
export const connectorOf = (connection: BotConnection): ((serviceUrl: string) => Promise<ConnectorClient>) => {
  const factory = authenticationOf(connection).createConnectorFactory(
    new ClaimsIdentity([
      { type: AuthenticationConstants.AudienceClaim, value: connection.appId },
      { type: AuthenticationConstants.AppIdClaim, value: connection.appId },
    ]),
  )
  return async (serviceUrl) => {
    const client: unknown = await factory.create(serviceUrl, CONNECTOR_SCOPE)
    return client as ConnectorClient
  }
}
