import { detectDecimalMark, detectUnit, readAmount } from './read-number'

test.each([
  ['£12,131.50', '.', 12131.5],
  ['\uFFFD0.00', '.', 0],
  ['Â£1,234.5', '.', 1234.5],
  ['1.234,56 €', ',', 1234.56],
  ['1 250 000 €', ',', 1250000],
  ['0', '.', 0],
  ['250.000', ',', 250_000],
  ['250.000,- €', ',', 250_000],
  ["1'250'000.5", '.', 1_250_000.5],
] as const)('the amount %p with mark %p is %p, as written', (text, mark, value) => {
  expect(readAmount(text, mark, null)).toEqual({ ok: true, value })
})

test.each([
  ['10 - 20', 'range'],
  ['£1.2m to £3.4m', 'other-unit'],
  ['£5-£7', 'range'],
  ['-£7,169.20', 'negative'],
  ['Exempt under Section 43(2)', 'withheld'],
  ['n/a', 'not-an-amount'],
  ['£3bn', 'other-unit'],
  ['500 k€', 'other-unit'],
  ['12,5', 'not-an-amount'],
  ['0,125', 'not-an-amount'],
  ['1 2 3', 'not-an-amount'],
  ['> 100', 'not-an-amount'],
  ['~300', 'not-an-amount'],
  ['±5', 'not-an-amount'],
])('the amount %p is reported as %p', (text, reason) => {
  expect(readAmount(text, '.', null)).toEqual({ ok: false, reason })
})

test('a unit that the whole column carries is part of the writing, another one is not', () => {
  expect(detectUnit(['£26.19m', '£495.70m', 'Exempt under Section 43'])).toBe('m')
  expect(detectUnit(['£26.19m', '£495.70'])).toBeNull()
  expect(readAmount('£26.19m', '.', 'm')).toEqual({ ok: true, value: 26.19 })
  expect(detectUnit(['1,2 M€', '0,5 MEUR'])).toBe('m')
  expect(readAmount('1,2 M€', ',', 'm')).toEqual({ ok: true, value: 1.2 })
  expect(readAmount('250 k€', '.', 'k')).toEqual({ ok: true, value: 250 })
  expect(readAmount('£1bn', '.', 'm')).toEqual({ ok: false, reason: 'other-unit' })
})

test.each([
  [['1,234.50', '12'], '.'],
  [['1.234,50', '12,5'], ','],
  [['1 234,5'], ','],
  // A quarter of a million, as it is written in Belgium and in Britain.
  [['250.000', '75.000'], ','],
  [['250,000', '75,000'], '.'],
  [['250.000', '1.500.000'], ','],
  // One clearer figure decides for those that could be either.
  [['12.125', '75.500', '3.5'], '.'],
  [['0.125', '0.250'], '.'],
  [['1.234 M€', '2.345 M€'], '.'],
])('the decimal mark of %j is %p', (texts, mark) => {
  expect(detectDecimalMark(texts)).toBe(mark)
})

test('a mark that the column does not use between thousands is never one', () => {
  expect(readAmount('12.5', ',', null)).toEqual({ ok: false, reason: 'not-an-amount' })
  expect(readAmount('1.2345', ',', null)).toEqual({ ok: false, reason: 'not-an-amount' })
})
