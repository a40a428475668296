import { formatsIn } from '../../i18n/translate'
import { cycleTitle } from './cycle-title'

test.each([
  ['a month, for an English reader', '2026-11', 'novembre 2026', 'en', 'November 2026'],
  ['a month, for a French reader', '2026-11', 'novembre 2026', 'fr', 'novembre 2026'],
  ['a month of an English organisation', '2026-11', 'November 2026', 'fr', 'novembre 2026'],
  ['a title that somebody chose', '2026-11', 'Clôture annuelle', 'en', 'Clôture annuelle'],
  ['another code', 'T4-2026', '4e trimestre 2026', 'en', '4e trimestre 2026'],
  ['a year', '2014', '2014', 'en', '2014'],
] as const)('%s', (_case, code, title, locale, expected) => {
  expect(cycleTitle({ code, title }, formatsIn(locale))).toBe(expected)
})
