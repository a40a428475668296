import { readSettings } from '../../src/settings/settings'
import { changesOf, draftOf, valuesOf } from './settings-draft'

const { settings } = readSettings([
  { code: 'extraHolidays', value: '["11-02","2026-12-28"]' },
  { code: 'cycles', value: '[{"code":"T4","title":"4e trimestre","opensOn":"2026-12-01","cutOff":"2026-12-11"}]' },
])

test('the page says what is in force, and nothing changes until something is typed', () => {
  const draft = draftOf(settings)
  expect([draft.reminders, draft.holidays]).toEqual(['3, 0', '02/11\n28/12/2026'])
  expect(valuesOf(draft)).toEqual(settings)
  expect(changesOf(draft, settings, [])).toEqual({})
})

test('what is typed changes its own setting alone', () => {
  const draft = { ...draftOf(settings), reminders: '5; 2 0', holidays: '2/11\n\n1/7/2027', toleranceCost: '7,5' }
  expect(changesOf(draft, settings, [])).toEqual({
    ladder: { ...settings.ladder, reminders: [-5, -2, 0] },
    extraHolidays: ['11-02', '2027-07-01'],
    tolerances: { days: 30, cost: 7.5 },
  })
})

test('a blank is no number, and what is no day stays as typed: the service refuses both', () => {
  const values = valuesOf({ ...draftOf(settings), escalation: ' ', holidays: 'Toussaint' })
  expect([values.ladder.escalation, values.extraHolidays]).toEqual([Number.NaN, ['Toussaint']])
})

test('a setting that the list holds unreadably is written even when its default is kept', () => {
  expect(changesOf(draftOf(settings), settings, ['ladder'])).toEqual({ ladder: settings.ladder })
})
