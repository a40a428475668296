import type { MeetingRow } from '../../../src/committees/meetings/meetings-view'
import { byMonth, filtered, filterOf, type MeetingsFilter, queryOf, sorted } from './meetings-filter'

const row = (meetingKey: string, startsAt: string | null, values: Partial<MeetingRow> = {}): MeetingRow => ({
  meetingKey,
  body: meetingKey.split(':')[0] ?? '',
  bodyTitle: `Comité ${meetingKey.split(':')[0]}`,
  number: 1,
  title: `Réunion ${meetingKey}`,
  form: 'meeting',
  state: 'convened',
  startsAt,
  endsAt: null,
  deadline: null,
  place: null,
  minutesState: null,
  agendaApprovedAt: null,
  packPublishedAt: null,
  mine: false,
  ...values,
})
const NOW = '2026-11-18T09:00:00Z'
const rows = [
  row('B:2', '2026-12-10T09:00:00Z', { mine: true }),
  row('A:1', '2026-11-02T09:00:00Z', { state: 'held' }),
  // Already December in Brussels.
  row('A:2', '2026-11-30T23:30:00Z', { place: 'Salle Érasme' }),
  row('C:1', null),
]
const all = filterOf(new URLSearchParams())
const keys = (filter: Partial<MeetingsFilter>): readonly string[] => {
  const whole = { ...all, ...filter }
  return sorted(filtered(rows, whole, NOW), whole).map(({ meetingKey }) => meetingKey)
}

test('those ahead unless told, the soonest first, those without a date last', () => {
  expect(keys({})).toEqual(['A:2', 'B:2', 'C:1'])
  expect(keys({ period: 'past' })).toEqual(['A:1'])
  expect(keys({ period: 'all', descending: true })).toEqual(['C:1', 'B:2', 'A:2', 'A:1'])
})

test.each([
  [{ search: 'erasme' }, ['A:2']],
  [{ mine: true }, ['B:2']],
  [{ bodies: ['C', 'B'] }, ['B:2', 'C:1']],
  [{ period: 'all', states: ['held'] }, ['A:1']],
  [{ sort: 'body', descending: true }, ['C:1', 'B:2', 'A:2']],
] as const)('%j', (filter, expected) => {
  expect(keys(filter)).toEqual(expected)
})

test('the address keeps every choice', () => {
  const filter: MeetingsFilter = {
    ...{ search: 'copil', period: 'all', bodies: ['A', 'B'], states: ['held'], mine: true, sort: 'body' },
    descending: true,
  }
  expect(filterOf(queryOf(filter))).toEqual(filter)
  expect(queryOf(all).toString()).toBe('')
})

test('months are those of Brussels', () => {
  const filter: MeetingsFilter = { ...all, period: 'all' }
  expect(byMonth(sorted(rows, filter)).map(({ month, rows: of }) => [month, of.length])).toEqual([
    ['2026-11', 1],
    ['2026-12', 2],
    [null, 1],
  ])
})
