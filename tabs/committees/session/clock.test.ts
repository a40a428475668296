import { clockText, itemClock } from './clock'

const item = {
  key: 'B:1:1',
  serial: '1',
  title: 'x',
  kind: 'decision' as const,
  state: 'current' as const,
  minutes: 15,
  presenter: null,
  project: null,
  question: null,
  background: null,
  papers: [],
  startedAt: '2026-11-18T09:00:00Z',
  endedAt: null,
  notes: null,
}
const at = (time: string): number => Date.parse(`2026-11-18T${time}Z`)

test.each([
  [0, '00:00'],
  [-5_000, '00:00'],
  [1_100_000, '18:20'],
  [3_727_000, '1:02:07'],
])('%i ms reads %s', (milliseconds, text) => expect(clockText(milliseconds)).toBe(text))

test.each([
  ['09:12:30', null, { elapsed: '12:30', left: 3 }],
  ['09:20:00', null, { elapsed: '20:00', left: -5 }],
  ['10:00:00', '2026-11-18T09:10:00Z', { elapsed: '10:00', left: 5 }],
])('at %s, ended %s', (now, endedAt, clock) => expect(itemClock({ ...item, endedAt }, at(now))).toEqual(clock))

test('an item that has not begun has no clock, one without a planned time no rest', () => {
  expect(itemClock({ ...item, startedAt: null }, at('09:00:00'))).toBeNull()
  expect(itemClock({ ...item, minutes: null }, at('09:01:00'))).toEqual({ elapsed: '01:00', left: null })
})
