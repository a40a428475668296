import { calm, frozen, portfolio } from '../../../tests/golden/reports-fixture'
import type { PackPage } from '../pack-view'
import type { Snapshot } from '../snapshot'
import { byGravity, isConcern, isException, worseInside } from './concern'
import { decisionsOf } from './decisions'
import { executivePack } from './executive-pack'
import { headline } from './summary-page'
import { wordingOf } from './wording'

const fr = wordingOf('fr')
const en = wordingOf('en')
const pagesOf = (snapshot: Snapshot) => executivePack(snapshot, fr).pages
const page = <K extends PackPage['kind']>(snapshot: Snapshot, kind: K): Extract<PackPage, { kind: K }> | undefined =>
  pagesOf(snapshot).find((each): each is Extract<PackPage, { kind: K }> => each.kind === kind)
/** No-break spaces as plain ones: `text.test.ts` checks the typography of the texts. */
const plain = (text: string | undefined): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ')

const counted = (green: number, amber: number, red: number, none = 0, priority = 0): Snapshot => {
  const base = frozen()
  const [first] = base.projects
  if (!first) throw new Error('the fixture has projects')
  const reds = Array.from({ length: red }, (_, index) => ({
    ...first,
    published: 'red' as const,
    priority: index < priority,
  }))
  return { ...base, counts: { green, amber, red, none }, projects: reds }
}

test.each([
  [
    counted(28, 14, 7, 1, 3),
    2,
    'Sept projets sont rouges, dont trois prioritaires ; deux décisions sont demandées',
    'Seven projects are red, three of them priority; two decisions are requested',
  ],
  [
    counted(28, 14, 7, 1, 1),
    1,
    'Sept projets sont rouges, dont un prioritaire ; une décision est demandée',
    'Seven projects are red, one of them priority; one decision is requested',
  ],
  [
    counted(28, 14, 2, 0, 2),
    0,
    'Deux projets sont rouges, tous prioritaires ; aucune décision n’est demandée',
    'Two projects are red, all of them priority; no decision is requested',
  ],
  [
    counted(28, 14, 1, 0, 1),
    0,
    'Un projet prioritaire est rouge ; aucune décision n’est demandée',
    'One priority project is red; no decision is requested',
  ],
  [
    counted(28, 14, 1),
    0,
    'Un projet est rouge ; aucune décision n’est demandée',
    'One project is red; no decision is requested',
  ],
  [
    counted(28, 14, 23),
    17,
    '23 projets sont rouges ; 17 décisions sont demandées',
    '23 projects are red; 17 decisions are requested',
  ],
  [
    counted(28, 1, 0),
    0,
    'Aucun projet n’est rouge, un est orange ; aucune décision n’est demandée',
    'No project is red, one is amber; no decision is requested',
  ],
  [
    counted(28, 3, 0),
    0,
    'Aucun projet n’est rouge, trois sont orange ; aucune décision n’est demandée',
    'No project is red, three are amber; no decision is requested',
  ],
  [
    counted(50, 0, 0),
    0,
    'Tous les projets sont verts ; aucune décision n’est demandée',
    'All projects are green; no decision is requested',
  ],
  [
    counted(46, 0, 0, 4),
    0,
    'Aucun projet n’est rouge ; aucune décision n’est demandée',
    'No project is red; no decision is requested',
  ],
])('the headline is a sentence computed from the figures (%#)', (snapshot, decisions, french, english) => {
  expect(plain(headline(snapshot, decisions, fr))).toBe(french)
  expect(headline(snapshot, decisions, en)).toBe(english)
})

test('concern: red or amber, or a tolerance that breaks whatever is declared; worst first', () => {
  const { projects } = frozen()
  expect(projects.filter(isException).map(({ number }) => number)).toEqual(['P-001', 'P-003'])
  expect(
    projects
      .filter(isConcern)
      .sort(byGravity)
      .map(({ number }) => number),
  ).toEqual(['P-001', 'P-003', 'P-002'])
  expect(projects.map(worseInside)).toEqual([null, null, 'red', null, null])
})

test('each line of the field is one decision, cut at its first colon or sentence', () => {
  const decisions = decisionsOf(frozen().projects)
  expect(decisions.map(({ request, consequence }) => [request, consequence])).toEqual([
    ['Approuver la nouvelle référence.', 'Sans décision, la paie reste sur l’ancien moteur.'],
    ['Libérer un testeur.', ''],
  ])
})

test('the pages come in their order, then one page per concern', () => {
  expect(pagesOf(frozen()).map((each) => (each.kind === 'project' ? each.number : each.kind))).toEqual([
    'cover',
    'summary',
    'changes',
    'exceptions',
    'decisions',
    'P-001',
    'P-003',
    'P-002',
  ])
})

test('a project page says in its title what dates and costs say, and how that differs from what is declared', () => {
  const titles = pagesOf(frozen()).flatMap((each) => (each.kind === 'project' ? [plain(each.title)] : []))
  expect(titles).toEqual([
    'Paie des enseignants : la fin glisse de 81 jours, au-delà de la tolérance de 30 jours',
    'Nuage hybride : vert déclaré, mais la fin glisse de 81 jours, au-delà de la tolérance de 30 jours',
    'Dossier de l’élève : orange déclaré, dates et coûts dans les tolérances',
  ])
})

test('a project page carries figures, milestones with their state, costs and words', () => {
  const project = page(frozen(), 'project')
  expect(project?.figures.map(({ value, note }) => [plain(value), plain(note)])).toEqual([
    ['Rouge', 'vert en octobre 2026'],
    ['En dégradation', 'stable en octobre 2026'],
    ['18/06/2027', 'référence 29/03/2027'],
    ['3 412 000 €', '+5,0 % de l’approuvé, tolérance 5 %'],
    ['64 %', '+3 points depuis octobre 2026'],
  ])
  expect(project?.milestones.map(({ state, label }) => [state, plain(label)])).toEqual([
    ['done', '14/03/2025, atteint'],
    ['late', '30/10/2026, en retard'],
    ['broken', '18/06/2027, +81 j'],
  ])
  expect(project?.costs.map(({ amount, emphasis }) => [amount, emphasis])).toEqual([
    [3_250_000, null],
    [2_690_000, null],
    [1_945_000, null],
    [3_412_000, 'amber'],
  ])
  expect(plain(project?.kicker)).toBe('P-001, Personnels de l’enseignement, phase de réalisation, mené par Nora Pirard')
})

test('what changed names those that got worse, those that improved and those that did not answer', () => {
  const changes = page(frozen(), 'changes')
  expect(plain(changes?.title)).toBe('Un projet se dégrade, un s’améliore ; un n’a pas répondu')
  expect(changes?.groups.map((group) => group.lines.map(({ number }) => number))).toEqual([
    ['P-001'],
    ['P-002'],
    ['P-005'],
  ])
})

test('without red, amber, decision or milestone every page still says so', () => {
  const snapshot = calm()
  expect(pagesOf(snapshot).map((each) => plain(each.title))).toEqual([
    'Portefeuille de projets, novembre 2026',
    'Tous les projets sont verts ; aucune décision n’est demandée',
    'Aucun projet ne se dégrade, aucun ne s’améliore',
    'Aucun projet ne sort de ses tolérances',
    'Aucune décision n’est demandée',
  ])
  expect(page(snapshot, 'decisions')?.note).toBe('Aucune décision n’est demandée dans cette campagne.')
})

test('long lists go on on further pages, nothing is left out', () => {
  const rows = portfolio()
  const decisionsRequested = Array.from({ length: 14 }, (_, index) => `Demande ${index + 1}`).join('\n')
  const reports = rows.reports.map((each) =>
    each.reportKey === '2026-11:P-002' ? { ...each, decisionsRequested } : each,
  )
  const pages = pagesOf(frozen({ ...rows, reports })).flatMap((each) => (each.kind === 'decisions' ? [each] : []))
  expect(pages.map(({ first, lines }) => [first, lines.length])).toEqual([
    [1, 6],
    [7, 6],
    [13, 4],
  ])
})

test('English readers see months in English, and titles that somebody chose as they are', () => {
  expect(executivePack(frozen(), en).pages.map((each) => each.kicker)).toContain('Portfolio summary, November 2026')
  const rows = portfolio()
  const cycles = rows.cycles.map((cycle) => ({ ...cycle, title: 'Campagne spéciale' }))
  expect(executivePack(frozen({ ...rows, cycles }), en).title).toBe('Project portfolio, Campagne spéciale')
})

test('of thousands of red projects the worst have a page, every one is in the lists, and the summary says so', () => {
  const pages = pagesOf(counted(0, 0, 1_000, 0, 50))
  const numbers = (kind: PackPage['kind']): number => pages.filter((each) => each.kind === kind).length
  expect([numbers('project'), numbers('exceptions')]).toEqual([300, 125])
  const summary = pages.find((each) => each.kind === 'summary')
  expect(plain(summary?.exceptionsNote)).toBe(
    '994 autres projets suivent : les 300 plus graves ont leur page, tous sont dans le classeur.',
  )
})
