import { formatsOf } from '../../i18n/format'
import { translate } from '../../i18n/translate'
import type { Health } from '../../lists/codes'
import { computedHealth, type HealthFacts } from '../health'
import { explainHealth } from './explanation'

const facts: HealthFacts = {
  baselineEnd: '2027-06-30',
  forecastEnd: '2027-06-30',
  approvedCost: 200_000,
  forecastCost: 200_000,
  toleranceDays: 30,
  toleranceCost: 10,
  milestones: [],
}
const late = (title: string, forecastDate: string) => ({ title, baselineDate: null, forecastDate, actualDate: null })

const sentence = (change: Partial<HealthFacts>, declared: Health | null, locale: 'fr' | 'en' = 'fr'): string | null => {
  const t = translate(locale)
  const computed = computedHealth({ ...facts, ...change }, { days: 30, cost: 10 }, '2026-11-22')
  return explainHealth(computed, declared, locale, t, formatsOf(locale, t))?.replace(/[\u00a0\u202f]/g, ' ') ?? null
}

test.each([
  [{}, 'green', 'Feu calculé : vert, car les prévisions restent dans les tolérances.'],
  [
    { forecastEnd: '2027-07-25' },
    'amber',
    'Feu calculé : orange, car la fin prévue est à 25 jours de la référence (tolérance 30 j).',
  ],
  [
    { forecastEnd: '2027-08-15', milestones: [late('Recette', '2026-11-10')] },
    'green',
    'Déclaré vert, mais calculé rouge : la fin prévue dépasse la référence de 46 jours (tolérance 30 j) et le jalon « Recette » est en retard depuis le 10/11/2026.',
  ],
  [
    { forecastCost: 231_000 },
    null,
    'Feu calculé : rouge, car le coût prévu dépasse le montant approuvé de 15,5 % (tolérance 10 %).',
  ],
  [
    { baselineEnd: null, forecastEnd: '2026-11-21', milestones: [late('A', '2026-01-01'), late('B', '2026-02-01')] },
    'green',
    'Déclaré vert, mais calculé orange : 2 jalons sont en retard et la fin prévue du 21/11/2026 est passée.',
  ],
  [{ baselineEnd: null, approvedCost: null }, 'green', null],
] as const)('%j declared %s', (change, declared, expected) => {
  expect(sentence(change, declared)).toBe(expected)
})

test('in English', () => {
  expect(sentence({ forecastEnd: '2027-08-15', forecastCost: 219_000 }, 'amber', 'en')).toBe(
    'Declared amber but computed red: the forecast end is 46 days past the baseline (tolerance 30 d) and the forecast cost is 9.5% above the approved amount (tolerance 10%).',
  )
})
