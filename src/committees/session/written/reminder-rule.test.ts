import { calendarOf } from '../../../calendar/business-days'
import { isReminderDue, reminderAt } from './reminder-rule'

const calendar = calendarOf()
const quiet = { from: '18:00', to: '08:00' }

/** Deadline, and when people are reminded; all in Brussels, where November is an hour before UTC. */
test.each([
  ['a day before', '2026-11-20T16:00:00Z', '2026-11-19T16:00:00Z'],
  ['in the quiet hours of the evening before', '2026-11-20T18:00:00Z', '2026-11-20T07:00:00Z'],
  ['early in the morning', '2026-11-20T06:00:00Z', '2026-11-19T07:00:00Z'],
  ['on a Monday afternoon', '2026-11-23T15:00:00Z', '2026-11-23T07:00:00Z'],
  ['on a Monday morning', '2026-11-23T09:00:00Z', '2026-11-20T07:00:00Z'],
  ['on a Sunday', '2026-11-22T16:00:00Z', '2026-11-20T07:00:00Z'],
  ['the day after Armistice Day, early', '2026-11-12T08:00:00Z', '2026-11-10T07:00:00Z'],
])('%s', (_, deadline, expected) => {
  expect(reminderAt(new Date(deadline), calendar, quiet).toISOString()).toBe(new Date(expected).toISOString())
})

const deadline = new Date('2026-11-20T16:00:00Z')
test.each([
  ['before its time', '2026-11-16T09:00:00Z', '2026-11-19T15:59:00Z', false],
  ['from its time on', '2026-11-16T09:00:00Z', '2026-11-19T16:00:00Z', true],
  ['not in the quiet hours', '2026-11-16T09:00:00Z', '2026-11-19T17:00:00Z', false],
  ['the next morning, when it was missed', '2026-11-16T09:00:00Z', '2026-11-20T07:00:00Z', true],
  ['not once it is over', '2026-11-16T09:00:00Z', '2026-11-20T16:00:00Z', false],
  ['not of what was asked a moment ago', '2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', false],
])('is due %s', (_, openedAt, now, expected) => {
  expect(isReminderDue({ openedAt: new Date(openedAt), deadline }, calendar, quiet, new Date(now))).toBe(expected)
})
