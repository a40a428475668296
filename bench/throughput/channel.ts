import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { BotConnection } from '../../bot/connection'

/**
 * A channel as lean as it can be, so that it is not what the bench measures: signing keys with their metadata, and a connector
 * that says yes to everything. What the local tenant's own channel checks is tested elsewhere.
 */
export interface Channel {
  /** The addresses that a bot must be configured with, to be laid over its connection. */
  readonly connection: Pick<BotConnection, 'openIdMetadataUrl' | 'issuer' | 'serviceUrls' | 'guestServiceUrls'>
  readonly serviceUrl: string
  /** An `Authorization` header as the connector sends it, made anew for each activity. */
  sign(): Promise<string>
  /** Requests that the connector got from bots so far. */
  received(): number
  close(): Promise<void>
}

const ISSUER = 'https://api.botframework.com'
const KEY_ID = 'bench'

/** The same conversation for the same member, and the question of a cycle is its first message. */
export const conversationOf = (person: string): string => `bench-${person}`
export const FIRST_MESSAGE = 'question'

export const startChannel = async (audience: string): Promise<Channel> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256', endorsements: ['msteams'] }
  let origin = ''
  let received = 0
  const server = createServer((req, res) => {
    if (req.url === '/metadata') return answer(res, { issuer: ISSUER, jwks_uri: `${origin}/keys` })
    if (req.url === '/keys') return answer(res, { keys: [jwk] })
    received += 1
    void readAll(req).then((body) => answer(res, sent(req, body)))
  })
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the channel has no port')
  origin = `http://127.0.0.1:${address.port}`
  const serviceUrl = `${origin}/connector/`
  return {
    connection: {
      openIdMetadataUrl: `${origin}/metadata`,
      issuer: ISSUER,
      serviceUrls: [serviceUrl],
      guestServiceUrls: [],
    },
    serviceUrl,
    sign: async () => {
      const token = await new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setIssuedAt()
        .setJti(crypto.randomUUID())
        .setExpirationTime('1h')
        .sign(privateKey)
      return `Bearer ${token}`
    },
    received: () => received,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const readAll = async (req: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

const answer = (res: ServerResponse, body: object): void => {
  res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** A new conversation is named after its only member; every message in it has the same id. */
const sent = (req: IncomingMessage, body: string): object => {
  if (req.method !== 'POST' || req.url !== '/connector/v3/conversations') return { id: FIRST_MESSAGE }
  const members: unknown = Reflect.get(Object(JSON.parse(body)), 'members')
  const member: unknown = Array.isArray(members) ? Reflect.get(Object(members[0]), 'id') : 'channel'
  return { id: conversationOf(String(member)), activityId: FIRST_MESSAGE }
}
