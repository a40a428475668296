import { calendarIn, readSettings } from './settings'

const row = (code: string, value: string | null) => ({ code, value })

test('without any row the defaults of the first organisation hold', () => {
  const { settings, problems } = readSettings([])
  expect(problems).toEqual([])
  expect(settings).toEqual({
    recurrence: {
      kind: 'monthly',
      everyMonths: 1,
      cutOffWeekday: 5,
      cutOffTime: '12:00',
      openBusinessDays: 5,
      automatic: false,
    },
    cycles: [],
    tolerances: { days: 30, cost: 10 },
    quietHours: { from: '18:00', to: '08:00' },
    extraHolidays: [],
    ladder: { reminders: [-3, 0], escalation: 2, digest: 3, time: '09:00' },
    language: 'fr',
    planning: { mailbox: '', from: '', to: '', opens: '08:30', closes: '17:30', rooms: [], roomsFor: 'tactical' },
    reportFolder: 'Gouvernail',
    planner: { plan: '', bucket: '' },
  })
})

test('a part of a setting keeps the defaults of the rest', () => {
  const { settings } = readSettings([row('tolerances', '{"days":10}'), row('ladder', '{"reminders":[-5,-1]}')])
  expect(settings.tolerances).toEqual({ days: 10, cost: 10 })
  expect(settings.ladder).toEqual({ reminders: [-5, -1], escalation: 2, digest: 3, time: '09:00' })
})

test.each([
  ['tolerances', '{"days":"ten"}', 'invalid'],
  ['tolerances', '{"days":-1}', 'invalid'],
  ['tolerances', '{days:10}', 'not-json'],
  ['tolerances', '[]', 'invalid'],
  ['quietHours', '{"from":"25:00"}', 'invalid'],
  ['ladder', '{"escalation":0}', 'invalid'],
  ['cycles', '[{"code":"T1"}]', 'invalid'],
  ['extraHolidays', '["2 novembre"]', 'invalid'],
  ['extraHolidays', '["02-30"]', 'invalid'],
  ['language', '"de"', 'invalid'],
  ['reportFolder', '"a:b"', 'invalid'],
  ['planning', '{"mailbox":"gouvernail"}', 'invalid'],
  ['planning', '{"from":"2027-01-01"}', 'invalid'],
  ['planning', '{"from":"2027-04-01","to":"2027-01-01"}', 'invalid'],
  ['planning', '{"opens":"18:00"}', 'invalid'],
  ['tolerance', '{"days":10}', 'unknown-setting'],
])('the broken setting %s = %s falls back to the default and is reported as %s', (code, value, reason) => {
  const { settings, problems } = readSettings([row(code, value)])
  expect(settings).toEqual(readSettings([]).settings)
  expect(problems).toMatchObject([{ code, reason }])
})

test('a blank value is no value', () => {
  expect(readSettings([row('tolerances', '  '), row('ladder', null)]).problems).toEqual([])
})

test('days off of the organisation count in its calendar', () => {
  const { settings } = readSettings([row('extraHolidays', '["11-02"]')])
  expect(calendarIn(settings).isBusinessDay('2026-11-02')).toBe(false)
})
