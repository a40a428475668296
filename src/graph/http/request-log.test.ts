import { createRequestLog } from './request-log'

test.each([
  [[], true],
  [[200], true],
  [[200, 0], false],
  [[503], false],
  // Refusals are answers too, and what answers again is back.
  [[0, 429], true],
  [[503, 404], true],
])('after requests with the statuses %j, Graph answers: %s', (statuses, answers) => {
  const log = createRequestLog(undefined)
  for (const status of statuses)
    log.record({ time: '', method: 'GET', path: '/sites', query: {}, status, units: 1, ms: 1 })
  expect(log.answers()).toBe(answers)
})

test('a file that cannot be written is told of once, and fails no request', () => {
  const told: string[] = []
  const log = createRequestLog('/dev/null/requests.jsonl', (error) => void told.push(String(error)))
  for (const path of ['/sites', '/users'])
    log.record({ time: '', method: 'GET', path, query: {}, status: 200, units: 1, ms: 1 })
  expect(told).toEqual([expect.stringMatching(/^Error: E/)])
  expect(log.usage().requests).toBe(2)
})
