import { reportStateOf } from './report-state'

const PUBLISHED = { publishedAt: '2026-11-27T12:00:00Z' }

test.each([
  ['a draft', 'draft', '2026-11-26T09:00:00Z', PUBLISHED, 'draft'],
  ['an answer of a cycle not yet published', 'submitted', '2026-11-26T09:00:00Z', { publishedAt: null }, 'submitted'],
  ['an answer of a cycle that is not known', 'submitted', '2026-11-26T09:00:00Z', undefined, 'submitted'],
  ['an answer of a published cycle', 'submitted', '2026-11-26T09:00:00Z', PUBLISHED, 'published'],
  ['an answer without a time in a published cycle', 'submitted', null, PUBLISHED, 'published'],
  ['an answer changed after the publication', 'submitted', '2026-11-30T09:00:00Z', PUBLISHED, 'submitted'],
  ['an imported report', 'published', null, undefined, 'published'],
] as const)('%s', (_case, state, answeredAt, cycle, expected) => {
  expect(reportStateOf({ state, answeredAt }, cycle)).toBe(expected)
})
