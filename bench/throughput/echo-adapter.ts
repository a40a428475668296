import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, StatusCodes } from 'botbuilder'
import {
  AuthenticationError,
  ClaimsIdentity,
  type ServiceClientCredentials,
  ServiceClientCredentialsFactory,
} from 'botframework-connector'
import { type BotConnection, CONNECTOR_SCOPE } from '../../bot/connection'
import type { AccessToken } from '../../bot/credentials'
import type { TokenCheck } from '../../bot/token'

const CALLER = 'urn:botframework:azure'

/** botbuilder's own factory knows only Microsoft's https authorities; this one asks the authority it is given. */
class ConnectorCredentialsFactory extends ServiceClientCredentialsFactory {
  private readonly credentials: ServiceClientCredentials

  constructor(
    private readonly appId: string,
    token: AccessToken,
  ) {
    super()
    this.credentials = {
      signRequest: async (request) => {
        request.headers.set('Authorization', `Bearer ${await token()}`)
        return request
      },
    }
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.appId
  }

  /** Never: an empty application id must not switch the checks off. */
  override async isAuthenticationDisabled(): Promise<boolean> {
    return false
  }

  override async createCredentials(): Promise<ServiceClientCredentials> {
    return this.credentials
  }
}

/** botbuilder's authentication with its inbound half replaced by the product's own check. */
class CheckedAuthentication extends ConfigurationBotFrameworkAuthentication {
  constructor(
    private readonly connection: BotConnection,
    private readonly check: TokenCheck,
    token: AccessToken,
  ) {
    // Every setting is named: giving only some of them drops the defaults of the others (TOOLCHAIN, Bot).
    super(
      {
        ToBotFromChannelOpenIdMetadataUrl: connection.openIdMetadataUrl,
        ToBotFromChannelTokenIssuer: connection.issuer,
        ToBotFromEmulatorOpenIdMetadataUrl: connection.openIdMetadataUrl,
        ToChannelFromBotLoginUrl: connection.authority,
        ToChannelFromBotOAuthScope: CONNECTOR_SCOPE,
        OAuthUrl: `${connection.authority}/oauth`,
        CallerId: CALLER,
      },
      new ConnectorCredentialsFactory(connection.appId, token),
    )
  }

  override async authenticateRequest(activity: Activity, authorization: string) {
    const verdict = await this.check(authorization, activity)
    if (!verdict.ok) throw new AuthenticationError(verdict.reason, StatusCodes.UNAUTHORIZED)
    const claimsIdentity = new ClaimsIdentity(
      [
        { type: 'iss', value: this.connection.issuer },
        { type: 'aud', value: this.connection.appId },
        { type: 'serviceurl', value: activity.serviceUrl },
      ],
      true,
    )
    const connectorFactory = this.createConnectorFactory(claimsIdentity)
    return { audience: CONNECTOR_SCOPE, callerId: CALLER, claimsIdentity, connectorFactory }
  }

  /** Activities come by POST only. */
  override async authenticateStreamingRequest(): Promise<never> {
    throw new AuthenticationError('streaming is not offered', StatusCodes.UNAUTHORIZED)
  }
}

/** botbuilder's inbound side. Failures are rethrown: botbuilder's default writes them to the console and carries on. */
export const createAdapter = (connection: BotConnection, check: TokenCheck, token: AccessToken): CloudAdapter => {
  const adapter = new CloudAdapter(new CheckedAuthentication(connection, check, token))
  adapter.onTurnError = async (_turn, error) => {
    throw error
  }
  return adapter
}
