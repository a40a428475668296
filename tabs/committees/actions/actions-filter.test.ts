import type { ActionRow } from '../../../src/committees/actions/actions-view'
import { filtered, filterOf, queryOf, usualScope } from './actions-filter'

const row = (number: string, change: Partial<ActionRow>): ActionRow => ({
  ...{ number, etag: '"1"', title: 'Prévenir les écoles', body: 'CI', bodyTitle: 'Comité d’investissement' },
  ...{ meeting: null, decision: null, project: null, owner: null, ownerName: 'Élise Makanda', dueOn: null },
  ...{ firstDueOn: null, reason: null, state: 'open', doneAt: null, daysLate: 0, escalated: false },
  ...{ mine: false, ofMyBodies: false, mayEdit: false },
  ...change,
})
const rows = [
  row('A-1', { mine: true }),
  row('A-2', { ofMyBodies: true, daysLate: 3 }),
  row('A-3', { state: 'done', ofMyBodies: true }),
  row('A-4', { title: 'Budget' }),
]
const shown = (query: string): readonly string[] =>
  filtered(rows, filterOf(new URLSearchParams(query), 'all')).map(({ number }) => number)

test.each([
  ['', ['A-1', 'A-2', 'A-4']],
  ['scope=mine', ['A-1']],
  ['scope=bodies&closed=1', ['A-2', 'A-3']],
  ['overdue=1', ['A-2']],
  ['q=elise ecoles', ['A-1', 'A-2']],
])('%j shows %j', (query, expected) => {
  expect(shown(query)).toEqual(expected)
})

test('the page begins with what concerns the reader most, and an address says it again', () => {
  expect([usualScope(rows), usualScope(rows.slice(1)), usualScope(rows.slice(3))]).toEqual(['mine', 'bodies', 'all'])
  const filter = filterOf(new URLSearchParams('scope=bodies&q=x&closed=1'), 'all')
  expect(filterOf(queryOf(filter), 'all')).toEqual(filter)
})
