import { createServer, request, type ServerResponse } from 'node:http'
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

test('a copy that leaves ends what is still being sent to it, and waits for the rest, however long', async () => {
  const front = createFront()
  const server = createServer(front.listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const at = server.address()
  const port = typeof at === 'object' ? at?.port : 0
  const taken = new Map<string | undefined, ServerResponse>()
  front.open(
    (req, res) =>
      void taken.set(
        req.url,
        res.on('error', () => undefined),
      ),
  )
  const headers = { 'Content-Length': '10' }
  const sent = (path: string, body: string): Promise<string> =>
    new Promise((resolve) => {
      const sending = request({ port, path, method: 'POST', headers }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve)
      })
      sending.on('error', (error) => resolve(String(Reflect.get(error, 'code'))))
      if (body.length === 10) sending.end(body)
      else sending.write(body)
    })
  const whole = sent('/whole', '0123456789')
  const half = sent('/half', '01234')
  while (taken.size < 2) await new Promise(setImmediate)
  let isLeft = false
  const left = front.leave().then(() => {
    isLeft = true
  })
  expect(await half).toBe('ECONNRESET')
  expect(isLeft).toBe(false)
  taken.get('/whole')?.end('done')
  expect(await whole).toBe('done')
  await left
  server.close()
})
