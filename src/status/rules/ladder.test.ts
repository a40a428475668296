import { calendarIn, readSettings } from '../../settings/settings'
import { dueSteps, type LadderFacts, type LadderRespondent, ladderDates } from './ladder'

const { settings } = readSettings([])
const calendar = calendarIn(settings)
/** Friday 27 November 2026, 12:00 in Brussels. */
const cutOff = new Date('2026-11-27T11:00:00Z')

const julie = (change: Partial<LadderRespondent> = {}): LadderRespondent => ({
  person: 'julie',
  askedAt: new Date('2026-11-20T08:00:00Z'),
  lastReminderAt: null,
  outstanding: ['P-001'],
  ...change,
})

const facts = (change: Partial<LadderFacts> = {}): LadderFacts => ({
  openedAt: new Date('2026-11-20T08:00:00Z'),
  atOnce: false,
  cutOff,
  respondents: [julie()],
  late: new Map([['renaud', ['P-001']]]),
  digestNeeded: true,
  taken: new Set(),
  ...change,
})

const due = (now: string, change: Partial<LadderFacts> = {}): readonly string[] =>
  dueSteps(facts(change), settings, calendar, new Date(now)).map((step) =>
    'person' in step ? `${'key' in step ? step.key : step.step} ${step.person}` : step.key,
  )

test('the steps of a cycle that ends on Friday 27 November at noon', () => {
  expect(ladderDates(cutOff, settings, calendar).map((date) => [date.key, date.at.toISOString()])).toEqual([
    ['reminder:D-3:2026-11-27', '2026-11-24T08:00:00.000Z'],
    ['reminder:D:2026-11-27', '2026-11-27T08:00:00.000Z'],
    ['escalation:2026-11-27', '2026-12-01T08:00:00.000Z'],
    ['digest:2026-11-27', '2026-12-02T08:00:00.000Z'],
  ])
})

test('around a holiday and the new year the steps count business days', () => {
  const dates = ladderDates(new Date('2026-12-30T11:00:00Z'), settings, calendar)
  expect(dates.map((date) => date.at.toISOString().slice(0, 10))).toEqual([
    '2026-12-24', // 25 December is a holiday, 26 and 27 a weekend
    '2026-12-30',
    '2027-01-04', // 1 January is a holiday
    '2027-01-05',
  ])
})

test('a reminder that would come after the cut-off is left out', () => {
  expect(ladderDates(new Date('2026-11-27T07:30:00Z'), settings, calendar).map((date) => date.key)).toEqual([
    'reminder:D-3:2026-11-27',
    'escalation:2026-11-27',
    'digest:2026-11-27',
  ])
})

test.each([
  ['Monday before D-3', '2026-11-23T10:00:00Z', {}, []],
  ['just before D-3', '2026-11-24T07:59:00Z', {}, []],
  ['D-3', '2026-11-24T08:00:00Z', {}, ['reminder:D-3:2026-11-27 julie']],
  ['D-3 again, reminded', '2026-11-24T09:00:00Z', { lastReminderAt: '2026-11-24T08:00:00Z' }, []],
  ['D-3, answered', '2026-11-24T08:00:00Z', { outstanding: [] }, []],
  ['D-3, nudged since', '2026-11-24T10:00:00Z', { lastReminderAt: '2026-11-24T09:00:00Z' }, []],
  ['D-3, asked only today at 10', '2026-11-24T11:00:00Z', { askedAt: '2026-11-24T09:00:00Z' }, []],
  ['evening of D-3', '2026-11-24T18:00:00Z', {}, []],
  ['D-3 was missed, day after', '2026-11-25T07:00:00Z', {}, ['reminder:D-3:2026-11-27 julie']],
  ['D', '2026-11-27T08:00:00Z', { lastReminderAt: '2026-11-24T08:00:00Z' }, ['reminder:D:2026-11-27 julie']],
  ['D, and D-3 was missed: one reminder', '2026-11-27T08:00:00Z', {}, ['reminder:D:2026-11-27 julie']],
  ['cut-off', '2026-11-27T11:00:00Z', {}, []],
])('reminders: %s', (_, now, change, expected) => {
  const { askedAt, lastReminderAt, ...rest } = change as { askedAt?: string; lastReminderAt?: string }
  const respondent = julie({
    ...rest,
    ...(askedAt ? { askedAt: new Date(askedAt) } : {}),
    ...(lastReminderAt ? { lastReminderAt: new Date(lastReminderAt) } : {}),
  })
  expect(due(now, { respondents: [respondent] })).toEqual(expected)
})

test.each([
  ['D+1', '2026-11-30T10:00:00Z', [], []],
  ['D+2, before 9', '2026-12-01T07:30:00Z', [], []],
  ['D+2', '2026-12-01T08:00:00Z', [], ['escalation:2026-11-27 renaud']],
  ['D+2, escalated', '2026-12-01T09:00:00Z', ['escalation:2026-11-27|renaud'], []],
  ['D+3', '2026-12-02T08:00:00Z', ['escalation:2026-11-27|renaud'], ['digest:2026-11-27']],
  ['D+3, all done', '2026-12-02T08:00:00Z', ['escalation:2026-11-27|renaud', 'digest:2026-11-27|PMO'], []],
])('after the cut-off: %s', (_, now, taken, expected) => {
  expect(due(now, { taken: new Set(taken) })).toEqual(expected)
})

test('when everybody has answered nothing is escalated', () => {
  const change = { respondents: [julie({ outstanding: [] })], late: new Map([['renaud', []]]), digestNeeded: false }
  expect(due('2026-12-02T10:00:00Z', change)).toEqual([])
})

test('an extended cut-off counts anew', () => {
  const extended = {
    cutOff: new Date('2026-12-04T11:00:00Z'),
    taken: new Set(['escalation:2026-11-27|renaud']),
    respondents: [julie({ lastReminderAt: new Date('2026-11-27T08:00:00Z') })],
  }
  expect(due('2026-12-01T08:00:00Z', extended)).toEqual(['reminder:D-3:2026-12-04 julie'])
  expect(due('2026-12-08T08:00:00Z', extended)).toEqual(['escalation:2026-12-04 renaud'])
})

test.each([
  ['in working hours', '2026-11-20T08:01:00Z', false, ['question julie']],
  ['in the evening, opened by the calendar', '2026-11-20T18:00:00Z', false, []],
  ['on Sunday, opened by a person a minute ago', '2026-11-22T10:01:00Z', true, ['question julie']],
  ['on Sunday, opened by a person two hours ago', '2026-11-22T12:01:00Z', true, []],
  ['after the cut-off', '2026-11-27T12:00:00Z', false, []],
])('a question that has not left yet, %s', (_, now, atOnce, expected) => {
  const openedAt = new Date(atOnce ? '2026-11-22T10:00:00Z' : '2026-11-20T08:00:00Z')
  expect(due(now, { openedAt, atOnce, respondents: [julie({ askedAt: null })] })).toEqual(expected)
})
