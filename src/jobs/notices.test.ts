import { inNotices } from './notices'

/** PostgreSQL refuses payloads of 8 000 bytes and more. */
const longest = (groups: readonly (readonly string[])[]): number =>
  Math.max(...groups.map((keys) => Buffer.byteLength(JSON.stringify({ list: 'ExceptionReports', keys }))))

test.each([
  ['reports of five thousand projects', Array.from({ length: 5_000 }, (_, at) => `2026-11:P-${at}`), 20],
  ['the longest keys', Array.from({ length: 100 }, (_, at) => `${'😀'.repeat(49)}${at % 10}x`), 6],
  ['one', ['P-001'], 1],
  ['none', [], 0],
])('keys travel in as few notices as can carry them: %s', (_, keys, most) => {
  const groups = inNotices(keys)
  expect(groups.flat()).toEqual(keys)
  expect(groups.length).toBeLessThanOrEqual(most)
  if (keys.length > 0) expect(longest(groups)).toBeLessThan(7_500)
})
