import { filtered, filterOf, queryOf, yearOf } from './register-filter'
import type { DecisionRow } from './register-view'
import { folded, LONGEST_SEARCH } from './search-text'

const row = (change: Partial<DecisionRow>): DecisionRow => ({
  number: 'D-2026-001',
  title: 'Élargissement du périmètre à l’enseignement spécialisé',
  body: 'CODIR',
  bodyTitle: 'Comité de direction',
  meeting: 'CODIR:4',
  meetingTitle: 'Réunion n° 4',
  project: 'P-008',
  projectTitle: 'Inscriptions en ligne',
  type: 'ordinary',
  result: 'adopted',
  ofGate: false,
  conditions: null,
  question: null,
  text: null,
  decidedAt: '2026-05-12T09:00:00Z',
  arbitration: null,
  votes: null,
  escalatedFrom: null,
  ...change,
})
const rows = [
  row({}),
  row({
    number: 'D-2025-040',
    decidedAt: '2025-12-02T09:00:00Z',
    result: 'rejected',
    project: null,
    projectTitle: null,
  }),
  row({
    number: 'D-2026-002',
    title: 'Arbitrage',
    body: 'CI',
    result: 'conditional',
    conditions: 'Nouvel appel d’offres avant l’été',
    arbitration: {
      chosen: 0,
      options: [{ title: 'Cœur de réseau', consequences: '', cost: null, project: null }],
    },
  }),
]
const numbers = (query: string): readonly string[] => {
  const values = new URLSearchParams(query)
  return filtered(
    rows,
    filterOf((name) => values.get(name)),
  ).map(({ number }) => number)
}

test.each([
  ['', ['D-2026-001', 'D-2025-040', 'D-2026-002']],
  ['q=elargissement perimetre', ['D-2026-001', 'D-2025-040']],
  ['q=ÉLARGI spécialisé inscriptions', ['D-2026-001']],
  ["q=l'ete", ['D-2026-002']],
  ['q=coeur', ['D-2026-002']],
  ['q=d-2025', ['D-2025-040']],
  ['q=inconnu', []],
  // Apostrophes and dashes as any keyboard or Word writes them.
  ['q=l’été', ['D-2026-002']],
  ['q=l‘ete', ['D-2026-002']],
  ['q=d`offres', ['D-2026-002']],
  ['q=D‑2026‑002', ['D-2026-002']],
  // Between quotes, word after word.
  ['q="appel d’offres"', ['D-2026-002']],
  ['q=«%20appel%20d%27offres%20»', ['D-2026-002']],
  ['q="offres appel"', []],
  ['q="Arbitrage Comité"', []],
  ['q="elargissement du" 2025', ['D-2025-040']],
  ['q="arbitrage', ['D-2026-002']],
  ['q=""', ['D-2026-001', 'D-2025-040', 'D-2026-002']],
  // A word is found within another: the star that some type says nothing.
  ['q=inscri*', ['D-2026-001', 'D-2026-002']],
  ['q=*', ['D-2026-001', 'D-2025-040', 'D-2026-002']],
  ['q=%25', []],
  ['q=.*(', []],
  // Numbers as people say them.
  ['q=D-2026-002', ['D-2026-002']],
  ['q=D-2026-2', ['D-2026-002']],
  ['q=2026 2', ['D-2026-002']],
  ['q=d 2026/02', ['D-2026-002']],
  ['q=D-2026-00', ['D-2026-001', 'D-2026-002']],
  ['q=2025 4', ['D-2025-040']],
  ['q=A-2026-002', []],
  ['body=CI', ['D-2026-002']],
  ['result=rejected|conditional', ['D-2025-040', 'D-2026-002']],
  ['result=nonsense', ['D-2026-001', 'D-2025-040', 'D-2026-002']],
  ['year=2025', ['D-2025-040']],
  ['project=P-008&year=2026&body=CODIR|CI', ['D-2026-001', 'D-2026-002']],
])('the filter %j finds %j', (query, expected) => {
  expect(numbers(query)).toEqual(expected)
})

test.each([
  ['2025-12-31T23:30:00Z', '2026'],
  ['2025-12-31T22:59:59Z', '2025'],
  ['2026-05-12T09:00:00Z', '2026'],
  [null, '2024'],
])('what was decided at %s is of %s, by the clock on the wall', (decidedAt, year) => {
  expect(yearOf({ decidedAt, number: 'D-2024-007' })).toBe(year)
})

test('an address says the filter again', () => {
  const filter = filterOf((name) => new URLSearchParams('q=été&body=CI|CODIR&result=adopted&year=2026').get(name))
  expect(filterOf((name) => queryOf(filter).get(name))).toEqual(filter)
  expect(folded('Œuvre d’ÉTÉ')).toBe('oeuvre d ete')
})

test('a search of whatever length is cut, and answers', () => {
  const { search } = filterOf(() => 'é '.repeat(50_000))
  expect(search).toHaveLength(LONGEST_SEARCH)
  expect(filtered(rows, { search, bodies: [], results: [], years: [], projects: [] })).toHaveLength(rows.length)
})
