import { fitLine, fitText, textWidth, wrap } from './text-fit'

const sentence =
  'La reprise des données a échoué sur les dossiers antérieurs à 2012\u00a0; la mise en production est reportée.'

test('wider letters, capitals and bold take more room', () => {
  expect(textWidth('mmmm', 14)).toBeGreaterThan(textWidth('iiii', 14))
  expect(textWidth('ABCD', 14)).toBeGreaterThan(textWidth('abcd', 14))
  expect(textWidth('abcd', 14, true)).toBeGreaterThan(textWidth('abcd', 14))
})

test('lines break at spaces, never between a figure and its unit, and lose nothing', () => {
  const lines = wrap(sentence, 200, 14)
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(200)
  expect(lines.join(' ')).toBe(sentence)
  expect(wrap('coût de 520\u202f000\u00a0€', 80, 14).at(-1)).toContain('520\u202f000\u00a0€')
})

test('a word longer than the line is broken where it must be', () => {
  const word = 'anticonstitutionnellement'.repeat(3)
  expect(wrap(word, 100, 14).join('')).toBe(word)
})

test('the largest size that holds everything is taken; the smallest is cut and says so', () => {
  expect(fitText('court', { width: 200, height: 40, sizes: [20, 14] })).toMatchObject({ size: 20, cut: false })
  expect(fitText(sentence, { width: 330, height: 60, sizes: [20, 14] })).toMatchObject({
    size: 14,
    cut: false,
    text: sentence,
  })
  const cut = fitText(sentence.repeat(9), { width: 330, height: 60, sizes: [20, 14] })
  expect([cut.size, cut.cut, cut.lines]).toEqual([14, true, 3])
  expect(cut.text).toMatch(/[^ ,;:.]…$/)
  expect(wrap(cut.text, 330, 14)).toHaveLength(3)
})

test('a line never begins with a punctuation mark that was typed after a space', () => {
  const { text } = fitText('Pourquoi ? « Parce que » : voilà', { width: 60, height: 400, sizes: [14] })
  for (const line of wrap(text, 60, 14)) expect(line).not.toMatch(/^[;:?!»]|«$/)
})

test('one line stays one line', () => {
  const fitted = fitLine('première ligne\ndeuxième ligne', 100, 14)
  expect(fitted.text).not.toContain('\n')
  expect(textWidth(fitted.text, 14)).toBeLessThanOrEqual(100)
})

test('a name without a space is cut inside, not left out', () => {
  const { text } = fitLine('Anticonstitutionnellement'.repeat(4), 100, 14)
  expect(text).toMatch(/^Anticon.*…$/)
  expect(textWidth(text, 14)).toBeLessThanOrEqual(100)
})
