import { approvalPlace, awaitedPlace, type PlacedMeeting } from './approval-place'

const meeting = (number: number, change: Partial<PlacedMeeting>): PlacedMeeting => ({
  meetingKey: `CI:${number}`,
  body: 'CI',
  number,
  title: `Réunion n° ${number}`,
  form: 'meeting',
  state: 'held',
  startsAt: `2026-${String(number).padStart(2, '0')}-10T09:00:00Z`,
  deadline: null,
  ...change,
})
const procedure = (number: number): PlacedMeeting =>
  meeting(number, { form: 'written', state: 'held', startsAt: null, deadline: '2026-07-09T16:00:00Z' })
const minuted = meeting(5, {})
const now = '2026-07-10T09:30:00Z'

test.each<[string, readonly PlacedMeeting[], string | null]>([
  ['nothing came after', [minuted, meeting(4, {})], null],
  ['the next one is still to come', [minuted, meeting(8, { state: 'convened' })], null],
  ['the next one was held', [minuted, meeting(6, {}), meeting(7, {})], 'CI:6'],
  ['one is open now', [minuted, meeting(6, {}), meeting(7, { state: 'open' })], 'CI:7'],
  ['it should have begun half an hour ago', [minuted, meeting(7, { state: 'convened' })], 'CI:7'],
  ['it was cancelled', [minuted, meeting(6, { state: 'cancelled' })], null],
  ['it is of another body', [minuted, meeting(6, { body: 'CODIR' })], null],
  ['a written procedure adopted them', [minuted, procedure(6)], 'CI:6'],
  ['a written procedure was about something else', [minuted, procedure(7)], null],
])('%s', (_, meetings, expected) => {
  expect(approvalPlace(meetings, minuted, now, new Set(['CI:6']))?.meetingKey ?? null).toBe(expected)
})

test('the meeting to wait for is the next one that has not begun', () => {
  const meetings = [minuted, meeting(9, { state: 'planned' }), meeting(8, { state: 'convened' })]
  expect(awaitedPlace(meetings, minuted, now)?.meetingKey).toBe('CI:8')
  expect(awaitedPlace([minuted], minuted, now)).toBeNull()
})
