import { createServer } from 'node:http'
import { GraphFailure, noAnswer } from '../../graph/http/failure'
import { healthOfStart, startingApp, warmPatiently } from './warm-up'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('a SharePoint that is out of reach is waited for, and the health says so', async () => {
  const health = healthOfStart()
  let tries = 0
  const warm = async (): Promise<void> => {
    tries += 1
    if (tries === 1) throw noAnswer('unavailable', 'down')
  }
  await warmPatiently(warm, health, log)
  expect([tries, health.waitingFor]).toEqual([2, 'SharePoint cannot be reached; waiting for it'])
})

test('what waiting does not cure ends the start', async () => {
  const detail = { status: 403, graphCode: 'accessDenied', requestId: null, retryAfterMs: null }
  for (const error of [new GraphFailure('forbidden', 'no', detail), new Error('The site lacks the lists Projects')])
    await expect(warmPatiently(() => Promise.reject(error), healthOfStart(), log)).rejects.toBe(error)
})

test('while it starts the service is alive, not ready, and says what it waits for', async () => {
  const health = healthOfStart()
  const server = createServer(startingApp(health))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const at = server.address()
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}${path}`)
    return [answer.status, await answer.text()]
  }
  expect(await get('/healthz')).toEqual([200, '{"alive":true}'])
  expect(await get('/readyz')).toEqual([503, '{"ready":false,"warnings":["starting"],"waiting":0}'])
  health.waitingFor = 'SharePoint'
  expect(await get('/readyz')).toEqual([503, '{"ready":false,"warnings":["SharePoint"],"waiting":0}'])
  expect((await get('/api/me'))[0]).toBe(503)
  server.close()
})
