import { median, percentile, ratioOf } from './figures'

test('percentiles are values that were seen, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1)]).toEqual([50, 99, 100])
  expect(percentile([7], 0.99)).toBe(7)
  expect(percentile([], 0.5)).toBeNaN()
  expect(median([3, 1, 2])).toBe(2)
})

test('contestants are compared within their rounds, and a round without a result is no round', () => {
  // One slow neighbour halves both of the second round: the ratio stays.
  expect(
    ratioOf([
      { ours: 60, theirs: 100 },
      { ours: 30, theirs: 50 },
      { ours: 90, theirs: 100 },
    ]),
  ).toBe(0.6)
  expect(() => ratioOf([])).toThrow()
  expect(() => ratioOf([{ ours: 1, theirs: 0 }])).toThrow()
})
