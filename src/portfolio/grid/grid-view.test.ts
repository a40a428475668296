import type { PortfolioRow } from '../portfolio-view'
import { groupRows, namesOf, selectRows } from './grid-rows'
import { firstState, gridQuery, hasFilters, parseGridState, withoutFilters } from './grid-view'

const view = {
  people: [
    { id: 'a', name: 'Élise Makanda', mail: 'elise@opnum.example' },
    { id: 'b', name: 'Yanis Delcroix', mail: 'yanis@opnum.example' },
  ],
  programmes: [
    { code: 'SOC', title: 'Socle technique', programmeManager: 'b' },
    { code: 'INS', title: 'Inscriptions', programmeManager: null },
  ],
}
const names = namesOf(view, 'fr')

const row = (values: Partial<PortfolioRow>): PortfolioRow => ({
  number: 'P-001',
  title: 'Projet',
  programme: null,
  phase: null,
  lifecycle: 'active',
  priority: false,
  projectManager: null,
  sponsor: null,
  baselineEnd: null,
  forecastEnd: null,
  approvedCost: null,
  forecastCost: null,
  toleranceDays: 30,
  toleranceCost: 10,
  declared: null,
  computed: null,
  findings: [],
  trend: null,
  history: { declared: [], computed: [] },
  answer: { state: 'notOwed', at: null, by: null, cycle: null },
  comment: null,
  decisionsRequested: null,
  rights: 'none',
  etag: '"1"',
  ...values,
})

const rows = [
  row({
    number: 'P-001',
    title: 'Épreuves',
    declared: 'green',
    computed: 'red',
    projectManager: 'a',
    programme: 'INS',
  }),
  row({ number: 'P-002', title: 'Archives', declared: 'amber', computed: 'amber', priority: true, programme: 'SOC' }),
  row({ number: 'P-003', title: 'Paie', baselineEnd: '2027-01-01', forecastEnd: '2027-02-01', projectManager: 'b' }),
  row({
    number: 'P-004',
    title: 'Cadastre',
    baselineEnd: '2027-01-01',
    forecastEnd: '2026-12-01',
    findings: [{ axis: 'cost', health: 'red', deviation: 30, allowed: 10 }],
  }),
]
const shown = (query: string): string[] =>
  selectRows(rows, parseGridState(new URLSearchParams(query)), names).map(({ number }) => number.slice(-1))

test.each([
  ['', '1234'],
  ['q=elise', '1'],
  ['q=ELISE epr', '1'],
  ['q=p-003', '3'],
  ['q=nothing', ''],
  ['priority=1', '2'],
  ['gap=1', '1'],
  ['outside=1', '4'],
  ['health=green,amber', '12'],
  ['health=none', '34'],
  ['programme=SOC', '2'],
  ['manager=a,b', '13'],
  ['sort=project', '2413'],
  ['sort=-project', '3142'],
  ['sort=end', '4312'],
  ['sort=-end', '3412'],
  ['sort=health', '1234'],
])('the filters and order %s show %s', (query, expected) => {
  expect(shown(query).join('')).toBe(expected)
})

test('an address and its state say the same', () => {
  const query =
    'q=paie&gap=1&health=red%2Cnone&group=phase&sort=-cost&cols=project%2Chealth%2Canswer&closed=SOC&why=P-008'
  expect(gridQuery(parseGridState(new URLSearchParams(query))).toString()).toBe(query)
  expect(gridQuery(firstState).toString()).toBe('')
})

test('what an address says wrongly is left out', () => {
  expect(parseGridState(new URLSearchParams('health=blue&sort=shoe&group=moon&cols=hat&answer=never'))).toEqual(
    firstState,
  )
})

test('clearing the filters keeps order, groups and columns', () => {
  const state = parseGridState(new URLSearchParams('q=x&priority=1&sort=-cost&group=none'))
  expect(hasFilters(state)).toBe(true)
  expect(hasFilters(withoutFilters(state))).toBe(false)
  expect(withoutFilters(state)).toMatchObject({ sort: { column: 'cost', descending: true }, group: 'none' })
})

test('groups follow the rank of programmes, rows without one come last', () => {
  const groups = groupRows(rows, 'programme', view, names).map(({ key, rows: grouped }) => [key, grouped.length])
  expect(groups).toEqual([
    ['SOC', 1],
    ['INS', 1],
    ['', 2],
  ])
})
