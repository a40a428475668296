import fc from 'fast-check'
import { ordered, ranksAmong, ranksFor } from './order'
import { timingOf } from './timing'

const item = (title: string, kind: 'decision' | 'discussion' | 'information', presenter: string | null = null) =>
  ({ title, kind, presenter, source: 'person' }) as const

test('minutes, decisions, discussions, information, actions; who presents twice does so in one go', () => {
  const items = [
    item('told', 'information'),
    { ...item('actions', 'discussion'), source: 'overdueAction' as const },
    item('b', 'decision', 'zoe'),
    item('talk', 'discussion'),
    item('c', 'decision', 'ann'),
    item('a', 'decision', 'zoe'),
    { ...item('minutes', 'decision', 'zoe'), source: 'minutes' as const },
  ]
  expect(ordered(items).map(({ title, rank }) => [title, rank])).toEqual([
    ['minutes', 1000],
    ['c', 2000],
    ['a', 3000],
    ['b', 4000],
    ['talk', 5000],
    ['told', 6000],
    ['actions', 7000],
  ])
})

const keyed = <I extends { title: string }>(each: I) => ({ ...each, itemKey: each.title })

test('one more item comes before the first that belongs after it, also in an order made by hand', () => {
  const present = [
    { ...keyed(item('told', 'information')), rank: 1000 },
    { ...keyed(item('x', 'decision')), rank: 2000 },
  ]
  expect(ranksAmong(present, [keyed(item('y', 'decision'))])).toEqual([{ itemKey: 'y', rank: 500 }])
  expect(ranksAmong([], [keyed(item('y', 'decision'))])).toEqual([{ itemKey: 'y', rank: 1000 }])
  const late = { ...keyed(item('late', 'discussion')), source: 'overdueAction' as const }
  expect(ranksAmong(present, [late])).toEqual([{ itemKey: 'late', rank: 3000 }])
})

test('however many items come between two, each has a place of its own and minutes stay first', () => {
  const decisions = Array.from({ length: 30 }, (_, index) => keyed(item(`d${index + 10}`, 'decision')))
  const minutes = { ...keyed(item('minutes', 'decision')), source: 'minutes' as const }
  for (const rank of [1000, 1]) {
    const present = [{ ...keyed(item('told', 'information')), rank }]
    const moves = ranksAmong(present, [minutes, ...decisions])
    const ranks = new Map([...present, ...moves].map(({ itemKey, rank: at }) => [itemKey, at]))
    expect(new Set(ranks.values()).size).toBe(32)
    expect([...ranks].sort(([, a], [, b]) => a - b).map(([key]) => key)).toEqual([
      'minutes',
      ...decisions.map(({ itemKey }) => itemKey),
      'told',
    ])
  }
})

const apply = (items: readonly { itemKey: string; rank: number }[], keys: readonly string[]) => {
  const moves = ranksFor(items, keys)
  const ranks = new Map([...items, ...moves].map(({ itemKey, rank }) => [itemKey, rank]))
  return { moves, order: [...ranks].sort(([, a], [, b]) => a - b).map(([key]) => key) }
}

test('any new order is reached, an unchanged one writes nothing, and one move writes one row while there is room', () => {
  const permutation = fc.integer({ min: 1, max: 12 }).chain((size) =>
    fc.shuffledSubarray(
      Array.from({ length: size }, (_, index) => `k${index}`),
      { minLength: size },
    ),
  )
  fc.assert(
    fc.property(permutation, fc.integer({ min: 1, max: 1_000 }), (keys, step) => {
      const items = keys.toSorted().map((itemKey, index) => ({ itemKey, rank: (index + 1) * step }))
      const { order, moves } = apply(items, keys)
      expect(order).toEqual(keys)
      expect(new Set(moves.map(({ itemKey }) => itemKey)).size).toBe(moves.length)
      expect(
        ranksFor(
          items,
          items.map(({ itemKey }) => itemKey),
        ),
      ).toEqual([])
    }),
  )
  const items = ['a', 'b', 'c', 'd'].map((itemKey, index) => ({ itemKey, rank: (index + 1) * 1_000 }))
  expect(apply(items, ['d', 'a', 'b', 'c']).moves).toEqual([{ itemKey: 'd', rank: 500 }])
  expect(apply(items, ['b', 'c', 'a', 'd']).moves).toEqual([{ itemKey: 'a', rank: 3500 }])
})

test('where there is no room left between two ranks all are spread again', () => {
  const items = ['a', 'b', 'c'].map((itemKey, index) => ({ itemKey, rank: index + 1 }))
  expect(apply(items, ['a', 'c', 'b']).order).toEqual(['a', 'c', 'b'])
})

test.each([
  [[15, 20], '2026-12-10T10:30:00Z', { planned: 35, available: 90, over: 0 }],
  [[60, 45], '2026-12-10T10:30:00Z', { planned: 105, available: 90, over: 15 }],
  [[15, null], null, { planned: 15, available: null, over: 0 }],
] as const)('items of %j minutes until %s', (minutes, endsAt, expected) => {
  const timing = timingOf(
    minutes.map((each) => ({ minutes: each })),
    '2026-12-10T09:00:00Z',
    endsAt,
  )
  expect(timing).toMatchObject(expected)
  expect(timing.starts).toEqual([
    '2026-12-10T09:00:00.000Z',
    `2026-12-10T${minutes[0] === 60 ? '10:00' : '09:15'}:00.000Z`,
  ])
})
