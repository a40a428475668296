import { parseTyped } from './parse-value'

test.each([
  ['text', ' Paie ', { ok: true, value: 'Paie' }],
  ['text', '  ', { ok: false, reason: 'required' }],
  ['date', '', { ok: true, value: null }],
  ['date', '2027-02-29', { ok: false, reason: 'invalidDate' }],
  ['date', '2028-02-29', { ok: true, value: '2028-02-29' }],
  ['money', '', { ok: true, value: null }],
  ['money', 'beaucoup', { ok: false, reason: 'invalidAmount' }],
] as const)('%s typed as "%s"', (kind, typed, expected) => {
  expect(parseTyped(kind, typed, null)).toEqual(expected)
})

test('an amount that was only looked at is not another one afterwards', () => {
  expect(parseTyped('money', '26.195', 26.195)).toEqual({ ok: true, value: 26.195 })
  expect(parseTyped('money', '26.195', 3)).toEqual({ ok: true, value: 26_195 })
})
