import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import express from 'express'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createBot } from '../../bot/bot'
import { createRedraws } from '../../bot/redraws'
import { createRequestBudget } from '../../src/access/request-budget'
import { createConversations } from '../../src/jobs/conversations'
import { createInvokeLedger } from '../../src/jobs/invokes'
import type { Conversations } from '../../src/ports/messaging'
import { localMicrosoft } from '../../src/server/local'
import { freshDatabase, type TestDatabase } from '../kit/database'
import { idOf } from '../kit/personas'
import { quietLog } from '../kit/quiet-log'
import { type Stack, startStack } from '../kit/stack'

/** The bot behind a channel of the test's own, which can change its signing keys and has more than one connector. */
type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>
const FIRST = 'http://127.0.0.1:1/emea'
const SECOND = 'http://127.0.0.1:1/gcc'
const GUEST = 'http://127.0.0.1:1/playground'

let stack: Stack
let database: TestDatabase
let conversations: Conversations
let server: Server
let origin: string
let pair: KeyPair
let kid = 'first'

beforeAll(async () => {
  stack = await startStack()
  database = await freshDatabase()
  conversations = createConversations(database.pool)
  pair = await generateKeyPair('RS256', { extractable: true })
  const app = express()
  app.get('/metadata', (_req, res) =>
    res.json({ jwks_uri: `${origin}/keys`, id_token_signing_alg_values_supported: ['RS256'] }),
  )
  app.get('/keys', async (_req, res) =>
    res.json({ keys: [{ ...(await exportJWK(pair.publicKey)), kid, endorsements: ['msteams'] }] }),
  )
  server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  origin = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  const { bot: connection } = localMicrosoft(stack.tenant, {})
  const bot = createBot({
    connection: {
      ...connection,
      openIdMetadataUrl: `${origin}/metadata`,
      serviceUrls: [FIRST, SECOND],
      guestServiceUrls: [GUEST],
    },
    ctx: stack.ctx,
    conversations,
    invokes: createInvokeLedger(database.pool, quietLog),
    redraws: createRedraws(quietLog),
    budget: createRequestBudget(null),
  })
  app.post('/api/messages', (req, res) => bot.handle(req, res))
})
afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  server.close()
  await once(server, 'close')
  await database.close()
  await stack.close()
})

/** An activity that asks for nothing, from a person, through a connector; the status of the bot's answer. */
const arrives = async (serviceUrl: string, name = 'Nora Pirard'): Promise<number> => {
  const { tenantId, clientId } = stack.tenant.registration
  const token = await new SignJWT({ serviceurl: serviceUrl })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer('https://api.botframework.com')
    .setAudience(clientId)
    .setExpirationTime('10m')
    .sign(pair.privateKey)
  const person = idOf(name)
  const activity = {
    type: 'typing',
    id: '1',
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${person}`, aadObjectId: person },
    recipient: { id: `28:${clientId}` },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
  }
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  return (await fetch(`${origin}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) })).status
}

test('after the channel has changed its keys the next activity is let in', async () => {
  expect(await arrives(FIRST)).toBe(200)
  pair = await generateKeyPair('RS256', { extractable: true })
  kid = 'second'
  // Keys are read again at most every ten seconds.
  const later = Date.now() + 11_000
  jest.spyOn(Date, 'now').mockImplementation(() => later)
  expect(await arrives(FIRST)).toBe(200)
})

test('a person is remembered with the connector that brought the activity, and never with that of a test client', async () => {
  const known = async () => (await conversations.find(idOf('Karim Verhelst')))?.serviceUrl
  expect([await arrives(FIRST, 'Karim Verhelst'), await known()]).toEqual([200, FIRST])
  expect([await arrives(SECOND, 'Karim Verhelst'), await known()]).toEqual([200, SECOND])
  expect([await arrives(GUEST, 'Karim Verhelst'), await known()]).toEqual([200, SECOND])
  expect(await arrives('http://127.0.0.1:1/elsewhere', 'Karim Verhelst')).toBe(401)
})
