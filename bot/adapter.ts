import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { type BotConnection, CONNECTOR_SCOPE } from './connection'
import { type AccessToken, ConnectorCredentialsFactory } from './credentials'

/**
 * botbuilder's inbound side. Every setting is named: giving only some of them drops the defaults of the others (TOOLCHAIN,
 * Bot). Failures are rethrown: botbuilder's default writes them to the console and carries on.
 */
export const createAdapter = (connection: BotConnection, token: AccessToken): CloudAdapter => {
  const adapter = new CloudAdapter(
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
      new ConnectorCredentialsFactory(connection.appId, token),
    ),
  )
  adapter.onTurnError = async (_turn, error) => {
    throw error
  }
  return adapter
}
