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
