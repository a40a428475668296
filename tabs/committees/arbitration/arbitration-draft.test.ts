import { formatsIn } from '../../../src/i18n/translate'
import { parseAmount } from '../../ui/parse-amount'
import { carriedOver, draftOf, usable } from './arbitration-draft'

const option = (title: string, more: object = {}) => ({ title, consequences: '', cost: null, project: null, ...more })

const { number } = formatsIn('fr')

test.each([
  ['fr', 1_250_000, '1 250 000'],
  ['fr', 1250.5, '1 250,50'],
  ['en', 1_250_000, '1,250,000'],
  ['en', 1250.5, '1,250.50'],
] as const)('in %s a cost of %s stands in the form as %s, and reads as what it was', (locale, cost, text) => {
  const arbitration = { options: [option('A', { cost }), option('B')], chosen: null }
  const draft = draftOf(arbitration, formatsIn(locale).number)
  expect(draft.options[0]?.cost.replace(/\s/g, ' ')).toBe(text)
  expect(usable(draft, parseAmount)?.options[0]?.cost).toBe(cost)
})

test('what is stored comes back from the form as it was', () => {
  const stored = { options: [option('Acheter', { cost: 1250.5, project: 'P-003' }), option('Louer')], chosen: 1 }
  expect(usable(draftOf(stored, number), parseAmount)).toEqual(stored)
})

test('an option without a name, or a cost that cannot be read, is not sent', () => {
  const draft = draftOf({ options: [option('Acheter'), option('Louer')], chosen: null }, number)
  const changed = (part: object) => ({ ...draft, options: draft.options.map((each) => ({ ...each, ...part })) })
  expect(usable(draftOf(null, number), parseAmount)).toBeNull()
  expect(usable(changed({ title: '  ' }), parseAmount)).toBeNull()
  expect(usable(changed({ cost: 'beaucoup' }), parseAmount)).toBeNull()
  expect(usable(changed({ cost: '310 000 €' }), parseAmount)?.options[0]?.cost).toBe(310_000)
})

test('the choice follows its option when another is taken away, and goes with its own', () => {
  const { options } = draftOf({ options: [option('A'), option('B'), option('C')], chosen: null }, number)
  const without = (gone: number, chosen: number) =>
    usable({ options: options.filter(({ serial }) => serial !== gone), chosen }, parseAmount)?.chosen
  expect([without(0, 2), without(2, 0), without(1, 1)]).toEqual([1, 0, null])
})

test('saved over another version, a hidden project follows the option that favoured it and never becomes another', () => {
  const from = { options: [option('A', { project: '?0' }), option('B')], proposed: 0 }
  const mine = { options: [option('A bis', { project: '?0' }), option('B', { project: 'P-003' })], proposed: 0 }
  const projects = (...theirs: readonly ReturnType<typeof option>[]) =>
    carriedOver(mine, from, { options: theirs, proposed: null })?.options.map(({ project }) => project)
  expect(projects(option('B'), option('A', { project: '?1' }))).toEqual(['?1', 'P-003'])
  expect(projects(option('A ter', { project: '?0' }), option('B'))).toEqual(['?0', 'P-003'])
  expect(projects(option('C', { project: 'P-004' }), option('B'))).toEqual([null, 'P-003'])
  expect(carriedOver(mine, from, null)?.options[0]?.project).toBeNull()
})
