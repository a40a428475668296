import { calendarOf } from '../../calendar/business-days'
import { daysLate, escalationsDue, proposedDate, remindersDue } from './reminder-rules'

const calendar = calendarOf()
const action = {
  number: 'A-2026-001',
  owner: 'nora',
  // A Tuesday: two business days before it is Friday the 20th.
  dueOn: '2026-11-24',
  state: 'open',
  remindedAt: null,
  escalatedAt: null,
} as const
const kinds = (change: object, today: string): readonly string[] =>
  remindersDue([{ ...action, ...change }], calendar, today).map(({ kind }) => kind)

test.each([
  ['2026-11-19', null, []],
  ['2026-11-20', null, ['soon']],
  ['2026-11-23', '2026-11-20T09:00:00Z', []],
  // The service was down on the day: the reminder comes late rather than never.
  ['2026-11-24', null, ['soon']],
  ['2026-11-24', '2026-11-12T09:00:00Z', ['soon']],
  ['2026-11-25', '2026-11-20T09:00:00Z', ['overdue']],
  ['2026-11-25', null, ['overdue']],
  ['2026-11-26', '2026-11-25T09:00:00Z', []],
  ['2026-12-20', '2026-11-25T09:00:00Z', []],
])('on %s, reminded %s: %j', (today, remindedAt, expected) => {
  expect(kinds({ remindedAt }, today)).toEqual(expected)
})

test('nobody is reminded of what is done, has no date or belongs to nobody', () => {
  for (const change of [{ state: 'done' }, { state: 'cancelled' }, { owner: null }, { dueOn: null }])
    expect(kinds(change, '2026-11-25')).toEqual([])
})

test('after ten business days the body is told, once', () => {
  const due = (today: string, escalatedAt: string | null = null): readonly string[] =>
    escalationsDue([{ ...action, escalatedAt }], calendar, today)
  expect(due('2026-12-08')).toEqual([])
  expect(due('2026-12-09')).toEqual(['A-2026-001'])
  expect(due('2026-12-09', '2026-12-09T08:00:00Z')).toEqual([])
})

test('"later" proposes a business day', () => {
  expect(proposedDate('2026-11-20', calendar, '2026-11-27')).toBe('2026-12-04')
  expect(proposedDate('2026-12-18', calendar, '2026-11-27')).toBe('2026-12-24')
  expect(daysLate(action, '2026-11-30')).toBe(6)
})
