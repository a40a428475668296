import { computedHealth, type HealthFacts, lateMilestones, worst } from './health'

const facts: HealthFacts = {
  baselineEnd: '2027-01-01',
  forecastEnd: '2027-01-01',
  approvedCost: 100_000,
  forecastCost: 100_000,
  toleranceDays: null,
  toleranceCost: null,
  milestones: [],
}
const defaults = { days: 30, cost: 10 }
const today = '2026-11-22'
const milestone = (
  forecastDate: string | null,
  actualDate: string | null = null,
  baselineDate: string | null = null,
) => ({
  title: 'Recette',
  baselineDate,
  forecastDate,
  actualDate,
})

test.each([
  ['on the baseline', {}, 'green'],
  ['earlier than the baseline', { forecastEnd: '2026-12-01' }, 'green'],
  ['just under 80 % of the tolerance', { forecastEnd: '2027-01-24' }, 'green'],
  ['80 % of the tolerance', { forecastEnd: '2027-01-25' }, 'amber'],
  ['all of the tolerance', { forecastEnd: '2027-01-31' }, 'amber'],
  ['one day more', { forecastEnd: '2027-02-01' }, 'red'],
  ['inside its own wider tolerance', { forecastEnd: '2027-02-01', toleranceDays: 90 }, 'green'],
  ['a tolerance of zero, on time', { toleranceDays: 0 }, 'green'],
  ['a tolerance of zero, a day late', { toleranceDays: 0, forecastEnd: '2027-01-02' }, 'red'],
  ['8 % dearer', { forecastCost: 108_000 }, 'amber'],
  ['10 % dearer', { forecastCost: 110_000 }, 'amber'],
  ['10.1 % dearer', { forecastCost: 110_100 }, 'red'],
  ['cheaper', { forecastCost: 60_000 }, 'green'],
  ['a milestone of yesterday not reached', { milestones: [milestone('2026-11-21')] }, 'amber'],
  ['a milestone of today', { milestones: [milestone('2026-11-22')] }, 'green'],
  ['a late milestone that was reached', { milestones: [milestone('2026-11-01', '2026-11-10')] }, 'green'],
  ['the end has passed', { baselineEnd: '2026-11-21', forecastEnd: '2026-11-21' }, 'amber'],
  ['only costs are known', { baselineEnd: null, forecastEnd: null }, 'green'],
  ['nothing is known', { baselineEnd: null, forecastEnd: null, approvedCost: null }, null],
  ['nothing was approved', { forecastEnd: null, approvedCost: 0, forecastCost: 10 }, null],
  ['red schedule outweighs green cost', { forecastEnd: '2027-06-01', forecastCost: 50_000 }, 'red'],
])('computed health: %s', (_, change: Partial<HealthFacts>, expected) => {
  expect(computedHealth({ ...facts, ...change }, defaults, today).health).toBe(expected)
})

test('findings give the figures behind the colour', () => {
  const { findings } = computedHealth({ ...facts, forecastEnd: '2027-02-15', forecastCost: 109_000 }, defaults, today)
  expect(findings).toEqual([
    { axis: 'schedule', health: 'red', deviation: 45, allowed: 30 },
    { axis: 'cost', health: 'amber', deviation: expect.closeTo(9), allowed: 10 },
  ])
})

test('a milestone is due on its forecast, or else on its baseline date', () => {
  const milestones = [milestone(null, null, '2026-11-01'), milestone('2026-12-01', null, '2026-11-01'), milestone(null)]
  expect(lateMilestones(milestones, today)).toEqual([{ title: 'Recette', due: '2026-11-01' }])
})

test('the worst of no health is unknown, never green', () => {
  expect([worst([]), worst(['green']), worst(['amber', 'green']), worst(['green', 'red', 'amber'])]).toEqual([
    null,
    'green',
    'amber',
    'red',
  ])
})
