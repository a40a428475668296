import { SignJWT } from 'jose'
import { signingKeys } from '../../src/local-tenant/entra/keys'
import { directory } from '../../src/local-tenant/registration'
import { idOf } from '../kit/personas'
import type { Stack } from '../kit/stack'

/** A message of this person, as Teams would send it. */
export const genuineActivity = (stack: Stack, person: string): { readonly [property: string]: unknown } => ({
  id: crypto.randomUUID(),
  type: 'message',
  text: 'statut',
  channelId: 'msteams',
  serviceUrl: stack.tenant.connectorUrl,
  from: { id: `29:${idOf(person)}`, aadObjectId: idOf(person) },
  recipient: { id: '28:x' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: directory.tenantId },
  channelData: { tenant: { id: directory.tenantId } },
})

/** A token that the connector signed for this service URL: only the closed list can refuse it. */
export const signedFor = async (stack: Stack, serviceUrl: string): Promise<string> => {
  const { connector } = await signingKeys()
  return new SignJWT({ serviceurl: serviceUrl })
    .setProtectedHeader({ alg: 'RS256', kid: connector.kid })
    .setIssuer('https://api.botframework.com')
    .setAudience(stack.tenant.registration.clientId)
    .setExpirationTime('1h')
    .sign(connector.privateKey)
}

export const postActivity = async (
  stack: Stack,
  token: string,
  body: string | Uint8Array<ArrayBuffer>,
  contentType = 'application/json',
): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${stack.origin}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': contentType, Authorization: `Bearer ${token}` },
    body,
  })
  return { status: answer.status, text: await answer.text() }
}
