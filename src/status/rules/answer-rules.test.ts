import { type Axis, axes, type Health } from '../../lists/codes'
import { commentRequired, deteriorations } from './comment-required'
import { type TrendFacts, trendOf } from './trend'

const at = (
  overall: Health | null,
  forecastEnd: string | null = null,
  forecastCost: number | null = null,
): TrendFacts => ({
  overall,
  forecastEnd,
  forecastCost,
})

test.each([
  ['no previous report', at('green'), null, null],
  ['no previous health', at('green'), at(null), null],
  ['better', at('green'), at('amber'), 'improving'],
  ['worse', at('red'), at('amber'), 'worsening'],
  ['worse although the end comes nearer', at('amber', '2027-01-01'), at('green', '2027-06-01'), 'worsening'],
  ['same', at('amber'), at('amber'), 'stable'],
  ['same, a week later', at('green', '2027-01-08'), at('green', '2027-01-01'), 'stable'],
  ['same, eight days later', at('green', '2027-01-09'), at('green', '2027-01-01'), 'worsening'],
  ['same, a month earlier', at('red', '2026-12-01'), at('red', '2027-01-01'), 'improving'],
  ['same, 2 % dearer', at('green', null, 102_000), at('green', null, 100_000), 'stable'],
  ['same, 3 % dearer', at('green', null, 103_000), at('green', null, 100_000), 'worsening'],
  ['same, cheaper but later', at('red', '2027-03-01', 90_000), at('red', '2027-01-01', 100_000), 'worsening'],
  ['same, from no cost at all', at('green', null, 100_000), at('green', null, 0), 'stable'],
  ['same, the end not known before', at('green', '2027-01-09'), at('green', null), 'stable'],
])('trend: %s', (_, now, before, expected) => {
  expect(trendOf(now, before)).toBe(expected)
})

const values = (overall: Health | null, detail: Partial<Record<Axis, Health>> = {}) => {
  const none = { schedule: null, cost: null, scope: null, risk: null, resources: null, benefits: null }
  return { overall, ...none, ...detail }
}

test.each([
  ['first report, red', values('red'), null, []],
  ['unchanged', values('red'), values('red'), []],
  ['better', values('green'), values('red'), []],
  ['overall worse', values('amber'), values('green'), ['overall']],
  ['one axis worse', values('amber', { cost: 'red' }), values('amber', { cost: 'amber' }), ['cost']],
  [
    'an axis first detailed, worse than the overall of then',
    values('amber', { risk: 'red' }),
    values('amber'),
    ['risk'],
  ],
  ['an axis first detailed, no worse', values('amber', { risk: 'amber' }), values('amber'), []],
  ['an axis no longer detailed', values('amber'), values('amber', { risk: 'red' }), []],
  ['nothing was declared before', values('red'), values(null), []],
])('deterioration: %s', (_, now, before, expected) => {
  expect(deteriorations(now, before)).toEqual(expected)
  expect(commentRequired(now, before)).toBe(expected.length > 0)
})

test.each(axes)('a worse %s alone asks for a comment', (axis) => {
  expect(commentRequired(values('green', { [axis]: 'amber' }), values('green', { [axis]: 'green' }))).toBe(true)
})
