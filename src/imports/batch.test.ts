import { Projects } from '../lists/projects'
import type { Outbox } from '../ports/outbox'
import { arrived } from './batch'

test('thousands of rows are waited for as long as the smallest quota takes to let them through', async () => {
  const limits: number[] = []
  const outbox: Outbox = {
    put: () => Promise.reject(new Error('nothing is put here')),
    catchUp: () => Promise.reject(new Error('nothing is read here')),
    pending: () => 0,
    drained: async (timeoutMs = 0) => {
      limits.push(timeoutMs)
    },
  }
  const rows = Array.from({ length: 5_000 }, (_, at) => ({ list: Projects, key: `P-${at}` }))
  await arrived({ outbox }, rows)
  // 1 250 units a minute, four fifths of which the service takes; two units a row.
  const minutes = (5_000 * 2) / (1_250 * 0.8)
  expect(limits[0]).toBeGreaterThan(2 * minutes * 60_000)
})
