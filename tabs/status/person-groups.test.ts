import type { CyclePerson, CycleProject } from '../../src/status/cycle-view'
import { firstOf, GROUPS_AT_ONCE, groupsOf, type Shown } from './person-groups'

const person = (id: string, name: string, owed: number, answered: number): CyclePerson => ({
  id,
  name,
  owed,
  answered,
  projects: [],
  askedAt: null,
  lastReminderAt: null,
  delivery: null,
})

const project = (number: string, title: string, respondent: string, answered: boolean): CycleProject => ({
  number,
  title,
  programme: null,
  respondent,
  state: answered ? 'answered' : 'awaited',
  declared: answered ? 'green' : null,
  computed: null,
  trend: null,
  answeredAt: null,
  answeredBy: null,
  worseThanDeclared: false,
})

const overview = {
  people: [person('a', 'Élise Makanda', 1, 1), person('b', 'Zoé Adam', 2, 1), person('c', 'Yanis Delcroix', 2, 1)],
  projects: [
    project('P-001', 'Paie', 'a', true),
    project('P-002', 'Archives', 'b', false),
    project('P-003', 'Guichet', 'b', true),
    project('P-004', 'Élèves', 'c', false),
    project('P-005', 'Sécurité', 'c', true),
  ],
}

const shown = (kind: Shown, search = ''): string[] =>
  groupsOf(overview, kind, search).map(({ person: { name }, projects }) =>
    [name, ...projects.map(({ number }) => number)].join(' '),
  )

test('those who still owe come first, then by name', () => {
  expect(shown('all')).toEqual(['Yanis Delcroix P-004 P-005', 'Zoé Adam P-002 P-003', 'Élise Makanda P-001'])
})

test('awaited and received projects are kept apart, and people without any of them are left out', () => {
  expect(shown('awaited')).toEqual(['Yanis Delcroix P-004', 'Zoé Adam P-002'])
  expect(shown('answered')).toEqual(['Yanis Delcroix P-005', 'Zoé Adam P-003', 'Élise Makanda P-001'])
})

test.each([
  ['eleves', ['Yanis Delcroix P-004']],
  ['ELISE', ['Élise Makanda P-001']],
  ['p-003', ['Zoé Adam P-003']],
  ['nobody', []],
])('a search for %j finds %j', (search, found) => {
  expect(shown('all', search)).toEqual(found)
})

test('of thousands of managers a hundred are drawn, then a hundred more, to the last one', () => {
  const people = Array.from({ length: 230 }, (_, at) => person(`p${at}`, `Nom ${String(at).padStart(3, '0')}`, 1, 0))
  const projects = people.map(({ id }, at) => project(`P-${at}`, 'Paie', id, false))
  const groups = groupsOf({ people, projects }, 'all', '')
  const drawn = [1, 2, 3].map((times) => firstOf(groups, times * GROUPS_AT_ONCE))
  expect(drawn.map((page) => [page.drawn.length, page.next])).toEqual([
    [100, 100],
    [200, 30],
    [230, 0],
  ])
  expect(drawn[2]?.drawn).toEqual(groups)
})
