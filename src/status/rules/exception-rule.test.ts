import type { HealthFacts } from '../health'
import { exceptionSteps, type KnownException } from './exception-rule'

const facts = (slip: number, cost: number, tolerances: { days?: number | null; cost?: number | null } = {}) => ({
  baselineEnd: '2027-01-01',
  forecastEnd: new Date(Date.UTC(2027, 0, 1 + slip)).toISOString().slice(0, 10),
  approvedCost: 100_000,
  forecastCost: cost,
  toleranceDays: tolerances.days ?? null,
  toleranceCost: tolerances.cost ?? null,
  milestones: [],
})
const defaults = { days: 30, cost: 10 }
const known = (state: KnownException['state'], deviation: number, cycle = '2026-10'): KnownException => ({
  exceptionKey: `P-1:time:${cycle}`,
  tolerance: 'time',
  state,
  deviation,
})
const steps = (subject: HealthFacts, exceptions: readonly KnownException[] = []) =>
  exceptionSteps('P-1', '2026-11', subject, defaults, exceptions).map((step) =>
    step.step === 'open'
      ? `open ${step.exceptionKey} ${step.deviation}/${step.allowed}`
      : `withdraw ${step.exceptionKey}`,
  )

test.each([
  ['inside both tolerances', facts(30, 110_000), [], []],
  ['one day outside', facts(31, 100_000), [], ['open P-1:time:2026-11 31/30']],
  ['a tenth of a percent outside', facts(0, 110_100), [], ['open P-1:cost:2026-11 10.1/10']],
  ['both', facts(45, 150_000), [], ['open P-1:time:2026-11 45/30', 'open P-1:cost:2026-11 50/10']],
  ['inside the project’s own tolerance', facts(45, 100_000, { days: 60 }), [], []],
  ['a tolerance of zero', facts(1, 100_000, { days: 0 }), [], ['open P-1:time:2026-11 1/0']],
  ['already open: once only', facts(60, 100_000), [known('open', 45)], []],
  ['back inside', facts(10, 100_000), [known('open', 45)], ['withdraw P-1:time:2026-10']],
  ['withdrawn before, outside again', facts(40, 100_000), [known('withdrawn', 45)], ['open P-1:time:2026-11 40/30']],
  ['decided, no worse', facts(45, 100_000), [known('decided', 45)], []],
  ['decided, then worse', facts(60, 100_000), [known('decided', 45)], ['open P-1:time:2026-11 60/30']],
  ['decided in this very cycle, then worse', facts(60, 100_000), [known('decided', 45, '2026-11')], []],
  ['decided, back inside', facts(0, 100_000), [known('decided', 45)], []],
])('%s', (_, subject, exceptions, expected) => {
  expect(steps(subject, exceptions)).toEqual(expected)
})

test('unknown dates and costs open nothing, and withdraw what nobody can support any more', () => {
  const unknown = { ...facts(60, 100_000), forecastEnd: null, approvedCost: null }
  expect(steps(unknown)).toEqual([])
  expect(steps(unknown, [known('open', 45)])).toEqual(['withdraw P-1:time:2026-10'])
})
