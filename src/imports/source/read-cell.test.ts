import { detectDateOrder, readDate, readFlag, readPhase, readRating } from './read-cell'

test.each([
  ['31/03/2016', '2016-03-31'],
  ['1/4/2011', '2011-04-01'],
  ['2023-03-31', '2023-03-31'],
  ['31.12.40', '2040-12-31'],
  ['30.06.08', '2008-06-30'],
  ['29/02/2024', '2024-02-29'],
  ['1er août 2027', '2027-08-01'],
  ['31 March 2027', '2027-03-31'],
  ['28-févr.-27', '2027-02-28'],
  ['', null],
])('the date %p reads as %p', (text, value) => {
  expect(readDate(text, 'dmy')).toEqual({ ok: true, value })
})

test.each([
  ['1/012/2014', 'not-a-date'],
  ['29/02/2023', 'not-a-date'],
  ['31/11/2020', 'not-a-date'],
  ['TBD', 'not-a-date'],
  ['mars 2027', 'not-a-date'],
  ['31 juin 2027', 'not-a-date'],
  ['12 marché 2027', 'not-a-date'],
  ['45657', 'not-a-date'],
  ['Exempt under Section 43 of the Act', 'withheld'],
])('the date %p is reported as %p, never guessed', (text, reason) => {
  expect(readDate(text, 'dmy')).toEqual({ ok: false, reason })
})

test('the order of day and month is that of the column', () => {
  expect(detectDateOrder(['03/04/2020', '12/31/2020'])).toBe('mdy')
  expect(detectDateOrder(['03/04/2020', '31/12/2020'])).toBe('dmy')
  expect(detectDateOrder(['03/04/2020'])).toBe('dmy')
  expect(readDate('12/31/2020', 'dmy')).toEqual({ ok: true, value: '2020-12-31' })
})

test.each([
  ['Amber/ red', 'amber'],
  ['Amber/Green', 'amber'],
  ['GREEN ', 'green'],
  ['Rouge', 'red'],
])('the rating %p is %p', (text, value) => {
  expect(readRating(text, {})).toEqual({ ok: true, value })
})

test('a rating that is none is reported, unless the mapping says what it means', () => {
  expect(readRating('No DCA', {})).toEqual({ ok: false, reason: 'not-a-rating' })
  expect(readRating('Reset', { reset: 'amber' })).toEqual({ ok: true, value: 'amber' })
  expect(readRating('Exempt under Section 26', {})).toEqual({ ok: false, reason: 'withheld' })
})

test.each(['🟢', '—', '?'])('a cell that holds only %p says something and is reported', (text) => {
  expect(readRating(text, {})).toEqual({ ok: false, reason: 'not-a-rating' })
  expect(readPhase(text)).toEqual({ ok: false, reason: 'unknown-code' })
  expect(readFlag(text)).toEqual({ ok: false, reason: 'unknown-code' })
  expect(readRating(' ', {})).toEqual({ ok: true, value: null })
})
