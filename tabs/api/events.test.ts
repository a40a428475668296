/** @jest-environment node */
import { followEvents, noticeIn } from './events'

test.each([
  ['data: {"list":"Projects"}', { list: 'Projects' }],
  ['event: change\ndata: {"list":"StatusReports"}', { list: 'StatusReports' }],
  ['data: {"stale":true}', { stale: true }],
  [': alive', null],
  ['data: {}', null],
])('the block %j announces %j', (block, expected) => {
  expect(noticeIn(block)).toEqual(expected)
})

/** A stream that says what it is told to, and hears when it is given up. */
const streamed = () => {
  let say: (text: string) => void = () => undefined
  const cancel = jest.fn()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      say = (text) => controller.enqueue(new TextEncoder().encode(text))
    },
    cancel,
  })
  return { response: { body } as Response, say: (text: string) => say(text), cancel }
}

test('a stream that has fallen silent is given up and opened again, and then everything is read again', async () => {
  jest.useFakeTimers()
  const streams = [streamed(), streamed()]
  const paths: string[] = []
  const fetched = async (path: string): Promise<Response> => {
    const { response } = streams[paths.push(path) - 1] ?? streamed()
    return response
  }
  const unused = () => Promise.reject(new Error('not used'))
  const api = { get: unused, send: unused, download: unused, sendFile: unused, fetch: fetched }
  const heard = { onNotice: jest.fn(), onReconnect: jest.fn() }
  const stop = followEvents(api, heard)
  await jest.advanceTimersByTimeAsync(0)
  streams[0]?.say('data: {"list":"Votes"}\n\n')
  await jest.advanceTimersByTimeAsync(50_000)
  streams[0]?.say(': alive\n\n')
  await jest.advanceTimersByTimeAsync(50_000)
  expect([paths.length, heard.onNotice.mock.calls, heard.onReconnect.mock.calls]).toEqual([
    1,
    [[{ list: 'Votes' }]],
    [],
  ])
  await jest.advanceTimersByTimeAsync(12_000)
  expect(streams[0]?.cancel).toHaveBeenCalled()
  // The first says for how long the page has been reading; who comes back reads everything.
  expect(paths).toEqual([expect.stringMatching(/^\/events\?reading=\d+$/), '/events'])
  expect(heard.onReconnect).toHaveBeenCalledTimes(1)
  stop()
  jest.useRealTimers()
})
