import { parseAmount, parseTyped } from './parse-value'

test.each([
  ['1250000', 1_250_000],
  ['1 250 000 €', 1_250_000],
  ['1\u202f250\u202f000', 1_250_000],
  ['1.250.000', 1_250_000],
  ['1,250,000', 1_250_000],
  ['1250000,50', 1_250_000.5],
  ['0', 0],
  ['12,5', 12.5],
  ['1 250 k', null],
  ['-5', null],
  ['1e6', null],
])('the amount %s reads as %s', (typed, expected) => {
  expect(parseAmount(typed)).toBe(expected)
})

test.each([
  ['text', ' Paie ', { ok: true, value: 'Paie' }],
  ['text', '  ', { ok: false, reason: 'required' }],
  ['date', '', { ok: true, value: null }],
  ['date', '2027-02-29', { ok: false, reason: 'invalidDate' }],
  ['date', '2028-02-29', { ok: true, value: '2028-02-29' }],
  ['money', '', { ok: true, value: null }],
  ['money', 'beaucoup', { ok: false, reason: 'invalidAmount' }],
] as const)('%s typed as "%s"', (kind, typed, expected) => {
  expect(parseTyped(kind, typed)).toEqual(expected)
})
