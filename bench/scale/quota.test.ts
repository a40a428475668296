import { atSize, onLine } from './quota'

const small = { projects: 50, units: 600, deltaUnits: 25, minutesToCollect: 0.2, minutesToPublish: 0.1 }
const large = { projects: 500, units: 5_100, deltaUnits: 25, minutesToCollect: 2.6, minutesToPublish: 2.8 }
const replica = { heapBytes: 2 * 1_048_576, lookupMs: 0.1, rows: 850 }

test('a size that was run is told as it was, any other on the line through the smallest and the largest', () => {
  expect(onLine(5_000, [50, 600], [500, 5_100])).toBe(50_100)
  const minutes = { minutes: 5.4, minutesToCollect: 2.6, minutesToPublish: 2.8 }
  expect(atSize(500, [large, small], replica)).toMatchObject({ derived: false, units: 5_100, ...minutes, replicaMb: 2 })
  const unknown = { minutes: null, minutesToCollect: null, minutesToPublish: null }
  expect(atSize(5_000, [large, small], replica)).toMatchObject({ derived: true, units: 50_100, ...unknown })
  expect(atSize(50, [small], replica)).toMatchObject({ derived: false, units: 600 })
  expect(() => atSize(500, [small], replica)).toThrow('two sizes')
})

test('a cycle waits for four fifths of the quota less what polling takes', () => {
  // 1 250 × 0.8 = 1 000 a minute, 2 × 25 of which go to deltas.
  const row = atSize(50, [small, large], replica)
  expect(row).toMatchObject({ minutesAtQuota: 0.6, deltaUnitsPerMinute: 50, copiesAtMost: 10 })
})
