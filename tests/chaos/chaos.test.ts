import { campaign } from './campaign'

/** A longer run: `npm run chaos -- --minutes N`. A failure names its seed: `npm run chaos -- --runs 1 --seed S --verbose`. */
const SEED = 12

test('a cycle under faults, kills and clock jumps loses nothing', async () => {
  const lines: string[] = []
  const totals = await campaign({ seed: SEED, runs: 1, tell: (line) => lines.push(line) })
  expect({ violations: totals.violations, lines }).toEqual({ violations: [], lines })
  expect(totals.answersAcknowledged).toBeGreaterThan(0)
  expect(totals.faultsInjected).toBeGreaterThan(10)
}, 600_000)
