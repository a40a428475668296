import { once } from 'node:events'
import { createServer } from 'node:http'
import { cardOf, plain } from '../../bot/cards/elements'
import { createMessenger } from '../../bot/messenger'
import { createConversations } from '../../src/jobs/conversations'
import { startTenant, type Tenant } from '../../src/local-tenant/tenant'
import type { Conversations, Messenger } from '../../src/ports/messaging'
import { localMicrosoft } from '../../src/server/local'
import { chatClient } from '../kit/chat'
import { freshDatabase, type TestDatabase } from '../kit/database'
import { idOf } from '../kit/personas'

/** What the bot sends by itself, to people who can be reached and to those who cannot. */

let tenant: Tenant
let database: TestDatabase
let conversations: Conversations
let messenger: Messenger
const card = cardOf([plain('Bonjour')])

beforeAll(async () => {
  tenant = await startTenant()
  database = await freshDatabase()
  conversations = createConversations(database.pool)
  const { bot, pmoChannel, defaultServiceUrl } = localMicrosoft(tenant, {})
  const sendMail = async () => ({ ok: false })
  messenger = createMessenger({ connection: bot, conversations, channelId: pmoChannel, defaultServiceUrl, sendMail })
})
afterEach(() => tenant.faults.clear())
afterAll(async () => {
  await tenant.close()
  await database.close()
})

const received = async (name: string): Promise<readonly string[]> =>
  (await chatClient(tenant.origin).messages(name)).map(({ text, summary }) => text ?? summary ?? '')

test('somebody who never wrote gets the card in a conversation that is opened and remembered', async () => {
  const person = idOf('Nora Pirard')
  expect(await conversations.find(person)).toBeUndefined()
  const sent = await messenger.sendCard(person, card, 'Une question')
  expect(sent).toMatchObject({ ok: true })
  const known = await conversations.find(person)
  expect(known).toMatchObject({ person, serviceUrl: tenant.connectorUrl })
  expect(await received('Nora Pirard')).toEqual(['Une question'])
  if (!sent.ok) throw new Error(sent.reason)
  const later = cardOf([plain('Enregistré')])
  expect(await messenger.updateCard(sent.ref, later, 'Enregistré')).toMatchObject({ ok: true })
  const [message] = await chatClient(tenant.origin).cards('Nora Pirard')
  expect(message?.card).toMatchObject({ body: later.body })
})

test('a connector that is not on the closed list gets neither token nor card: the message takes the default one', async () => {
  let asked = 0
  const elsewhere = createServer((_req, res) => {
    asked += 1
    res.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id":"1"}')
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  const at = elsewhere.address()
  const serviceUrl = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}/connector/`
  const person = idOf('Nora Pirard')
  const { userId, conversationId } = (await conversations.find(person)) ?? { userId: person, conversationId: 'a:gone' }
  await conversations.save({ person, userId, conversationId, serviceUrl })
  await conversations.saveChannelServiceUrl(serviceUrl)
  expect(await messenger.sendText(person, 'Déménagement')).toMatchObject({ ok: true })
  expect(await messenger.postToChannel(card, 'Synthèse')).toMatchObject({ ok: true })
  expect(await received('Nora Pirard')).toContain('Déménagement')
  expect(asked).toBe(0)
  elsewhere.close()
})

test('a conversation that is gone is opened again', async () => {
  const person = idOf('Karim Verhelst')
  const stale = { person, userId: `29:${person}`, conversationId: 'a:gone', serviceUrl: tenant.connectorUrl }
  await conversations.save({ ...stale, userId: person })
  expect(await messenger.sendText(person, 'Bonjour')).toMatchObject({ ok: true })
  expect((await conversations.find(person))?.conversationId).not.toBe('a:gone')
})

test('who blocked the bot, who removed it and whom nobody knows are told apart from success', async () => {
  const blocked = idOf('Mehdi Bouazza')
  expect(await messenger.sendText(blocked, 'un')).toMatchObject({ ok: true })
  tenant.faults.set({ blockedPeople: [blocked] })
  expect(await messenger.sendText(blocked, 'deux')).toEqual({ ok: false, reason: 'blocked' })
  const removed = idOf('Jan Peeters')
  await fetch(`${tenant.origin}/_tenant/installs?persona=${removed}`, { method: 'DELETE' })
  expect(await messenger.sendText(removed, 'un')).toEqual({ ok: false, reason: 'not-installed' })
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect(await messenger.sendText(nobody, 'un')).toEqual({ ok: false, reason: 'not-installed' })
})

test('a card beyond the limit of a message is refused as such', async () => {
  const huge = cardOf([plain('é'.repeat(120_000))])
  expect(await messenger.sendCard(idOf('Laure Stiévenart'), huge, 'x')).toEqual({ ok: false, reason: 'too-large' })
})

test('a burst to one person respects the limits of the connector: everything arrives once', async () => {
  const person = idOf('Sophie Marchal')
  const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`)
  const outcomes = await Promise.all(texts.map((text) => messenger.sendText(person, text)))
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect([...(await received('Sophie Marchal'))].sort()).toEqual([...texts].sort())
})

test('a short outage is waited for; a long one is reported, and nothing was sent', async () => {
  const person = idOf('Céline Dufrasne')
  tenant.faults.set({ connectorDown: true })
  const patient = messenger.sendText(person, 'patient')
  setTimeout(() => tenant.faults.clear(), 300)
  expect(await patient).toMatchObject({ ok: true })
  tenant.faults.set({ connectorDown: true })
  expect(await messenger.sendText(person, 'perdu')).toEqual({ ok: false, reason: 'unavailable' })
  tenant.faults.clear()
  expect(await received('Céline Dufrasne')).toEqual(['patient'])
})

test('a send whose answer does not come is unknown: it may have arrived, and is put once; one that cannot leave is not', async () => {
  const person = idOf('Aurélie Gillain')
  const { bot, pmoChannel, defaultServiceUrl } = localMicrosoft(tenant, {})
  const sendMail = async () => ({ ok: false })
  let requests = 0
  const silent = createServer(() => {
    requests += 1
  }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const serviceUrl = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  const connection = { ...bot, serviceUrls: [serviceUrl] }
  const ports = { connection, conversations, channelId: pmoChannel, defaultServiceUrl, sendMail }
  const hasty = createMessenger({ ...ports, timeoutMs: 300 })
  const conversation = { person, userId: person, conversationId: 'a:silent' }
  await conversations.save({ ...conversation, serviceUrl })
  expect(await hasty.sendText(person, 'un')).toEqual({ ok: false, reason: 'unknown' })
  expect(requests).toBe(1)
  silent.closeAllConnections()
  silent.close()
  await once(silent, 'close')
  expect(await hasty.sendText(person, 'deux')).toEqual({ ok: false, reason: 'unavailable' })
})

test('an announcement stands in the channel of the PMO', async () => {
  expect(await messenger.postToChannel(card, 'Rapport publié')).toMatchObject({ ok: true })
  const posted = await chatClient(tenant.origin).channelCards('Inès Vandamme')
  expect(posted.map(({ summary }) => summary)).toContain('Rapport publié')
})
