import { comparePlans } from './compare-plans'
import type { Placement, Plan } from './plan'

const [NINE, TEN] = ['2027-01-11T09:00:00Z', '2027-01-12T10:00:00Z']
const placement = (key: string, start: string, room: string | null = null): Placement => ({
  ...{ key, body: 'A', start, end: start, room, isFixed: key === '' },
  why: {
    ...{ attendance: 90, doubtful: [], broken: [], ideal: null, nextBest: null },
    lost: { odd: 0, spread: 0, unpreferred: 0 },
  },
})
const plan = (...placements: readonly Placement[]): Plan => ({
  ...{ placements, unplaced: [] },
  figures: { meetings: 0, placed: 0, attendance: 0, objective: 0, bound: 0, gap: 0 },
})

test.each([
  ['another time', plan(placement('A#1', NINE)), plan(placement('A#1', TEN)), { moved: [[NINE, TEN, null]] }],
  [
    'another room alone',
    plan(placement('A#1', NINE, 'r')),
    plan(placement('A#1', NINE)),
    { moved: [[NINE, NINE, { from: 'r', to: null }]] },
  ],
  ['one more', plan(), plan(placement('A#1', NINE)), { added: [['A#1', NINE]] }],
  ['one less', plan(placement('A#1', NINE)), plan(), { dropped: [['A#1', NINE]] }],
  [
    'one beyond the cadence, put elsewhere by hand',
    plan(placement('', NINE)),
    plan(placement('', TEN)),
    { added: [[`A@${TEN}`, TEN]], dropped: [[`A@${NINE}`, NINE]] },
  ],
  ['the same', plan(placement('A#1', NINE, 'r')), plan(placement('A#1', NINE, 'r')), {}],
])('what became of a meeting between two plans: %s', (_, before, after, expected) => {
  const { moved, added, dropped } = comparePlans(before, after)
  expect({
    moved: moved.map(({ from, to, rooms }) => [from, to, rooms]),
    added: added.map(({ key, start }) => [key, start]),
    dropped: dropped.map(({ key, start }) => [key, start]),
  }).toEqual({ moved: [], added: [], dropped: [], ...expected })
})
