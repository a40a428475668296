import { instanceOf } from '../../../bench/scheduling/instances'
import type { Body } from '../model'
import { gridOf } from './calendar-grid'
import { occurrencesOf } from './occurrences'

const input = {
  ...instanceOf({ bodies: 1, people: 5, rooms: 1 }, 1),
  period: { from: '2027-01-01', to: '2027-03-31' },
}
const monthly: readonly Body[] = input.bodies.map(({ lastMet: _, ...body }) => ({
  ...body,
  cadence: { unit: 'month', every: 1 },
}))
const daysOf = (change: Partial<Body>) =>
  monthly.flatMap((body) =>
    occurrencesOf({ ...body, ...change }, gridOf(input), input.period.from).map(({ number, firstDay, lastDay }) => [
      number,
      firstDay,
      lastDay,
    ]),
  )

test.each<[string, Partial<Body>, readonly (readonly number[])[]]>([
  [
    'all of the quarter',
    {},
    [
      [1, 0, 29],
      [2, 30, 59],
      [3, 60, 89],
    ],
  ],
  [
    'until 20 February',
    { activeUntil: '2027-02-20' },
    [
      [1, 0, 29],
      [2, 30, 50],
    ],
  ],
  [
    'from 10 February',
    { activeFrom: '2027-02-10' },
    [
      [2, 40, 59],
      [3, 60, 89],
    ],
  ],
  ['a few days in which no meeting is due', { activeFrom: '2027-02-01', activeUntil: '2027-02-05' }, []],
  ['once, early in the period', { cadence: { unit: 'once' }, activeUntil: '2027-01-20' }, [[1, 0, 19]]],
  [
    'long before and after',
    { activeFrom: '2020-01-01', activeUntil: '2030-01-01' },
    [
      [1, 0, 29],
      [2, 30, 59],
      [3, 60, 89],
    ],
  ],
])('a body that exists %s meets on those days', (_, change, expected) => {
  expect(daysOf(change)).toEqual(expected)
})
