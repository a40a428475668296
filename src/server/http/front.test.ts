import { createServer, type ServerResponse } from 'node:http'
import { createFront } from './front'

test('a copy that starts or leaves is alive and not ready; what is under way when it leaves is answered', async () => {
  const front = createFront()
  const server = createServer(front.listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const at = server.address()
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}${path}`)
    return [answer.status, await answer.text()]
  }
  expect(await get('/healthz')).toEqual([200, '{"alive":true}'])
  expect(await get('/readyz')).toEqual([503, '{"ready":false,"warnings":["starting"],"waiting":0}'])
  expect(await get('/api/me')).toEqual([503, 'starting\n'])

  const waiting: ServerResponse[] = []
  front.open((_req, res) => void waiting.push(res))
  const slow = get('/api/me')
  while (waiting.length === 0) await new Promise(setImmediate)
  const left = front.leave()
  expect(await get('/healthz')).toEqual([200, '{"alive":true}'])
  expect(await get('/readyz')).toEqual([503, '{"ready":false,"warnings":["stopping"],"waiting":0}'])
  expect(await get('/api/me')).toEqual([503, 'stopping\n'])
  waiting[0]?.end('done')
  await left
  expect(await slow).toEqual([200, 'done'])
  server.close()
})
