import { z } from 'zod'
import { type BotConnection, CONNECTOR_SCOPE } from './connection'

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })
/** Renewed this long before it ends, so that a slow request never carries a token that has just expired. */
const RENEW_BEFORE = 5 * 60_000

export type AccessToken = () => Promise<string>

/** Client-credentials token for the connector from the configured authority, cached, one request at a time. */
export const connectorToken = (connection: BotConnection): AccessToken => {
  let token = ''
  let goodUntil = 0
  let asking: Promise<string> | null = null
  const ask = async (): Promise<string> => {
    const response = await fetch(`${connection.authority}/oauth2/v2.0/token`, {
      method: 'POST',
      signal: AbortSignal.timeout(10_000),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: connection.appId,
        client_secret: connection.appSecret,
        scope: `${CONNECTOR_SCOPE}/.default`,
      }),
    })
    if (!response.ok) throw new Error(`the authority refused the bot's credentials (${response.status})`)
    const answer = TokenAnswer.parse(await response.json())
    token = answer.access_token
    goodUntil = Date.now() + answer.expires_in * 1000 - RENEW_BEFORE
    return token
  }
  return () => {
    if (Date.now() < goodUntil) return Promise.resolve(token)
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}
