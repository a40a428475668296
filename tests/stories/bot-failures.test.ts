import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import express from 'express'
import { createBot } from '../../bot/bot'
import { createRedraws } from '../../bot/redraws'
import { createRequestBudget } from '../../src/access/request-budget'
import { createConversations } from '../../src/jobs/conversations'
import { createInvokeLedger } from '../../src/jobs/invokes'
import { StatusReports } from '../../src/lists/status-reports'
import { localMicrosoft } from '../../src/server/local'
import { freshDatabase } from '../kit/database'
import { quietLog } from '../kit/quiet-log'
import { type Stack, startStack } from '../kit/stack'

/** A copy of the service that has lost its database: people are told, in words, and nothing is half done. */

let stack: Stack
let server: Server

beforeAll(async () => {
  stack = await startStack({ seed: true })
  expect((await stack.as('Inès Vandamme').post('/api/cycles')).status).toBe(201)
  const alive = await freshDatabase()
  const lost = await freshDatabase()
  await lost.close()
  const bot = createBot({
    connection: localMicrosoft(stack.tenant, {}).bot,
    ctx: {
      ...stack.ctx,
      answers: { ...stack.ctx.answers, record: () => lost.pool.query('select 1').then(() => 'recorded') },
    },
    conversations: createConversations(alive.pool),
    invokes: createInvokeLedger(lost.pool, quietLog),
    redraws: createRedraws(quietLog),
    budget: createRequestBudget(null),
  })
  const app = express()
  app.post('/api/messages', (req, res) => bot.handle(req, res))
  server = createServer(app).listen(0, '127.0.0.1')
  server.once('close', () => void alive.close())
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  stack.tenant.setBotEndpoint(`http://127.0.0.1:${port}/api/messages`)
})
afterAll(async () => {
  server.close()
  await once(server, 'close')
  await stack.close()
})

test('a message gets an apology in the language of the person', async () => {
  expect((await stack.chat.say('Thomas Roevens', 'status')).status).toBe(200)
  const last = (await stack.chat.messages('Thomas Roevens')).at(-1)
  expect(last?.text).toBe('I could not process your message. Try again in a moment.')
})

test('a card answer is answered with words that leave the card and the typed text alone, and nothing is recorded', async () => {
  const name = 'Julie Maréchaux'
  const [question] = await stack.chat.cards(name)
  const payload = { cycle: '2026-11', project: 'P-037', 'P-037.overall': 'green' }
  const { status, body } = await stack.chat.invoke(name, 'status.save', payload, question?.id)
  expect(status).toBe(200)
  expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' })
  expect(Reflect.get(Object(body), 'value')).toMatch(/^La réponse n’a pas pu être traitée\. Votre texte est toujours/)
  expect((await stack.chat.cards(name))[0]).toEqual(question)
  expect(stack.ctx.lists.find(StatusReports, '2026-11:P-037')).toBeUndefined()
})
