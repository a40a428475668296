import http from 'node:http'
import { listen } from './listen'

test('connections that could not be taken, as for want of descriptors, do not end the process', async () => {
  const made = jest.spyOn(http, 'createServer')
  const listening = await listen((_req, res) => res.end('here'), '127.0.0.1', 0, 'PORT')
  const [first] = made.mock.results
  made.mockRestore()
  for (let times = 0; times < 3; times += 1) first?.value.emit('error', new Error('accept EMFILE'))
  expect(await (await fetch(`http://127.0.0.1:${listening.port}`)).text()).toBe('here')
  await listening.close()
})

test('an idle connection is kept for longer than those who use it keep it', async () => {
  const listening = await listen((_req, res) => res.end('here'), '127.0.0.1', 0, 'PORT')
  const answer = await fetch(`http://127.0.0.1:${listening.port}`)
  expect([await answer.text(), answer.headers.get('keep-alive')]).toEqual(['here', 'timeout=75'])
  await listening.close()
})
