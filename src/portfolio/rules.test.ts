import { answerState, clashingFields, isMoreSevere, median, nextNumber } from './rules'

test.each([
  [[], null],
  [[7], 7],
  [[9, 1, 4], 4],
  [[1, 2, 10, 20], 6],
  [[-5, 5], 0],
])('the median of %j is %s', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test.each([
  [[], 'P-001'],
  [['P-001', 'P-061', 'X-999', 'P-7'], 'P-062'],
  [['P-999'], 'P-1000'],
  [['P-00012'], 'P-00013'],
])('after the numbers %j comes %s', (numbers, expected) => {
  expect(nextNumber(numbers)).toBe(expected)
})

test.each([
  ['green', 'red', true],
  ['amber', 'amber', false],
  ['red', 'green', false],
  [null, 'red', false],
  ['green', null, false],
] as const)('declared %s against computed %s is more severe: %s', (declared, computed, expected) => {
  expect(isMoreSevere(declared, computed)).toBe(expected)
})

test.each([
  ['somebody changed the same field', { title: 'b' }, { title: 'a' }, { title: 'c' }, ['title']],
  ['somebody changed another field', { title: 'b' }, { title: 'a' }, { title: 'a', phase: 'closure' }, []],
  ['both wrote the same value', { title: 'b' }, { title: 'a' }, { title: 'b' }, []],
  ['the person did not say what they saw', { title: 'b' }, undefined, { title: 'a' }, ['title']],
  ['a blank was filled by somebody else', { phase: null }, { phase: null }, { phase: 'closure' }, ['phase']],
])('%s', (_what, patch, base, current, expected) => {
  expect(clashingFields<string>(patch, base, current)).toEqual(expected)
})

test('an answer is awaited until the cut-off, late after it, and not owed outside the cycle', () => {
  const cycle = {
    code: '2026-11',
    title: 'novembre 2026',
    state: 'open' as const,
    openedAt: null,
    openedBy: null,
    cutOff: '2026-11-27T11:00:00Z',
    closedAt: null,
    publishedAt: null,
    owed: 'P-001',
    snapshotVersion: null,
    importBatch: null,
    $item: { itemId: '1', etag: '"1"', modifiedAt: '2026-11-20T08:00:00Z', modifiedBy: null },
  }
  const owed = new Set(['P-001'])
  const at = (instant: string, answered: boolean, number = 'P-001') =>
    answerState(number, cycle, owed, answered, new Date(instant))
  expect(at('2026-11-27T10:59:00Z', false)).toBe('awaited')
  expect(at('2026-11-27T11:01:00Z', false)).toBe('late')
  expect(at('2026-11-27T11:01:00Z', true)).toBe('answered')
  expect(at('2026-11-27T10:00:00Z', false, 'P-002')).toBe('notOwed')
  expect(answerState('P-001', undefined, new Set(), false, new Date())).toBe('notOwed')
})
