import fc from 'fast-check'
import { cellText, textOfCell } from './cell-text'

test.each([
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\u00a0=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A',
  '\t=1',
  '\r=1',
  '\n',
  "'=1",
  "''+1",
])('a cell of %j begins with a quote, and is read as it was', (text) => {
  expect(cellText(text)).toBe(`'${text}`)
  expect(textOfCell(cellText(text))).toBe(text)
})

test.each(['Paie', "'s-Hertogenbosch", '', '3 - 2', "l'année"])('%j stays as it is', (text) => {
  expect(cellText(text)).toBe(text)
  expect(textOfCell(text)).toBe(text)
})

test('whatever the text, its cell does not begin as a formula, and is read as it was', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '+', ' ', '\t', '\n', '-', 'a', '＝') })
  fc.assert(
    fc.property(text, (written) => {
      expect(cellText(written)).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      expect(textOfCell(cellText(written))).toBe(written)
    }),
  )
})
