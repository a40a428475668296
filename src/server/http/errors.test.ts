import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import { z } from 'zod'
import { quietLog } from '../../../tests/kit/quiet-log'
import { type FailureCode, GraphFailure } from '../../graph/http/failure'
import { failures } from './errors'

const ofGraph = (code: FailureCode): GraphFailure =>
  new GraphFailure(code, 'said by Graph', { status: 0, graphCode: '', requestId: null, retryAfterMs: null })

const answerTo = async (failure: Error): Promise<{ status: number; code: string; message: string }> => {
  const app = express()
  app.get('/', () => {
    throw failure
  })
  app.use(failures(quietLog))
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const response = await fetch(`http://127.0.0.1:${port}/`)
  const body: unknown = await response.json()
  server.close()
  await once(server, 'close')
  const error: unknown = Reflect.get(Object(body), 'error')
  const text = (name: string): string => String(Reflect.get(Object(error), name))
  return { status: response.status, code: text('code'), message: text('message') }
}

test.each([
  ['consent-required', 403, 'consent-required', 'reconnectez-vous'],
  ['forbidden', 403, 'forbidden', 'droit'],
  ['unavailable', 503, 'unavailable', 'nous ne savons pas si'],
  ['throttled', 503, 'unavailable', 'nous ne savons pas si'],
  ['conflict', 500, 'internal', 'nous ne savons pas si'],
] as const)('a failure of Graph, %s, is answered %d %s, in words', async (failure, status, code, words) => {
  const answer = await answerTo(ofGraph(failure))
  expect(answer).toMatchObject({ status, code })
  expect(answer.message).toContain(words)
  expect(answer.message).not.toContain('said by Graph')
})

test.each([
  Object.assign(new Error('the database system is starting up'), { code: '57P03' }),
  new Error('Connection terminated unexpectedly'),
])('a database that restarts is answered 503, in words: %s', async (failure) => {
  const answer = await answerTo(failure)
  expect(answer).toMatchObject({ status: 503, code: 'unavailable' })
  expect(answer.message).toContain('base de données')
})

const Sent = z.strictObject({
  title: z.string().max(5),
  items: z.array(z.object({ minutes: z.number().int().min(0).max(600) })).max(2),
  day: z.iso.date(),
})
const good = { title: 'Avis', items: [{ minutes: 5 }], day: '2026-11-27' }

test.each([
  [{ ...good, title: 'Avis long' }, '« title » est trop long, 5 caractères au plus'],
  [{ ...good, title: 5 }, '« title » n’a pas une valeur admise'],
  [{ ...good, items: [{ minutes: -1 }] }, '« items.0.minutes » est inférieur à 0'],
  [{ ...good, items: [{ minutes: 601 }] }, '« items.0.minutes » dépasse 600'],
  [{ ...good, items: [1, 2, 3].map((minutes) => ({ minutes })) }, '« items » a trop d’éléments, 2 au plus'],
  [{ ...good, day: '31/02/2026' }, '« day » n’a pas une valeur admise'],
  [{ ...good, more: 1 }, 'champ inconnu, more'],
  [null, 'son contenu n’est pas lisible'],
])('what is wrong with a request is said in the language of the person: %j', async (sent, words) => {
  const { error } = Sent.safeParse(sent)
  const answer = await answerTo(error ?? new Error('was read'))
  expect(answer).toMatchObject({ status: 400, code: 'invalid-request' })
  expect(answer.message.replaceAll('\u00a0', ' ')).toBe(`La demande n’a pas la forme attendue : ${words}.`)
})
