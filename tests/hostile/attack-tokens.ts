import { createPublicKey } from 'node:crypto'
import { decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { signingKeys } from '../../src/local-tenant/entra/keys'
import type { Stack } from '../kit/stack'
import { signedFor } from './activities'

/** A token that must not open anything; undefined means that no header is sent at all. */
export interface Attack {
  readonly name: string
  readonly header: string | undefined
}

const HOUR = 3_600
const ELSEWHERE = '11111111-2222-4333-8444-555555555555'

/** Tokens made with the directory's own key where that is worth an attacker's while, so that only the claim is wrong. */
export const attackTokens = async (stack: Stack, name: string): Promise<readonly Attack[]> => {
  const { entra, connector } = await signingKeys()
  const genuine = await stack.as(name).token()
  const claims = decodeJwt(genuine)
  const now = Math.floor(Date.now() / 1_000)
  const sign = (payload: JWTPayload, key = entra): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' }).sign(key.privateKey)
  const without = (claim: string): JWTPayload =>
    Object.fromEntries(Object.entries(claims).filter(([known]) => known !== claim))
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const [head = '', body = '', signature = ''] = genuine.split('.')
  const tokens: Record<string, string | Promise<string>> = {
    'no token after the scheme': '',
    'not a token': 'a.b.c',
    'a forged signature': `${head}.${body}.${signature.slice(0, -6)}AAAAAA`,
    'another body under a genuine signature': `${head}.${part({ ...claims, oid: ELSEWHERE })}.${signature}`,
    'algorithm none': `${part({ alg: 'none', typ: 'JWT' })}.${body}.`,
    'algorithm none with a signature': `${part({ alg: 'none', typ: 'JWT' })}.${body}.${signature}`,
    'the public key as a shared secret': new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: entra.kid })
      .sign(new TextEncoder().encode(JSON.stringify(entra.publicJwk))),
    'the public key as a shared secret, as PEM': new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: entra.kid })
      .sign(new TextEncoder().encode(pemOf(entra.publicJwk))),
    expired: sign({ ...claims, iat: now - 2 * HOUR, nbf: now - 2 * HOUR, exp: now - HOUR }),
    'expired a little beyond the skew': sign({ ...claims, exp: now - 301 }),
    'no expiry': sign(without('exp')),
    'an expiry in words': sign(Object.assign({ ...claims }, { exp: String(now + HOUR) })),
    'not yet valid': sign({ ...claims, nbf: now + HOUR, exp: now + 2 * HOUR }),
    'another audience': sign({ ...claims, aud: 'https://graph.microsoft.com' }),
    'another issuer': sign({ ...claims, iss: `https://login.microsoftonline.com/${ELSEWHERE}/v2.0` }),
    'no issuer': sign(without('iss')),
    'the issuer of version 1': sign({ ...claims, iss: `https://sts.windows.net/${String(claims.tid)}/` }),
    'version 1 by its own word alone': sign({ ...claims, ver: '1.0' }),
    'another tenant': sign({ ...claims, tid: ELSEWHERE }),
    'no tenant': sign(without('tid')),
    'another client': sign({ ...claims, azp: ELSEWHERE }),
    'no client': sign(without('azp')),
    'no scope': sign(without('scp')),
    'a longer scope': sign({ ...claims, scp: 'access_as_user.all' }),
    'a scope in another case': sign({ ...claims, scp: 'Access_As_User' }),
    'scopes as a list': sign({ ...claims, scp: ['access_as_user'] }),
    'no person': sign(without('oid')),
    'no person but a name': sign({ ...without('oid'), preferred_username: `${name}@opnum.example` }),
    'a person who is no id': sign({ ...claims, oid: `${String(claims.oid)}/..` }),
    'an application’s token for this API': sign({ ...without('scp'), idtyp: 'app', roles: ['officer'] }),
    'an ID token': sign({ ...without('scp'), nonce: 'n' }),
    'the connector’s key': sign(claims, connector),
    'the connector’s token for the bot': signedFor(stack, stack.tenant.connectorUrl),
    'a key that the header brings along': new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', jwk: connector.publicJwk })
      .sign(connector.privateKey),
    'the application’s token for Graph': applicationToken(stack),
  }
  const bearers = await Promise.all(
    Object.entries(tokens).map(async ([title, token]) => ({ name: title, header: `Bearer ${await token}` })),
  )
  return [
    { name: 'no header', header: undefined },
    { name: 'another scheme', header: `Basic ${genuine}` },
    { name: 'two tokens', header: `Bearer ${genuine}, Bearer ${genuine}` },
    ...bearers,
  ]
}

const pemOf = (jwk: object): string =>
  createPublicKey({ key: { ...jwk }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString()

const applicationToken = async (stack: Stack): Promise<string> => {
  const { authority, registration } = stack.tenant
  const answer = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: registration.clientId,
      client_secret: registration.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  return String(Reflect.get(Object(await answer.json()), 'access_token'))
}
