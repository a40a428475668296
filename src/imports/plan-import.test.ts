import { publishedYears, REPORTS_PER_YEAR, WHY_SKIPPED, withPublishedYears } from '../../tests/kit/published-years'
import type { Patch, Row } from '../lists/kit/list'
import { blankValues } from '../lists/kit/list'
import { Projects } from '../lists/projects'
import { StatusReports } from '../lists/status-reports'
import { type Existing, type ImportPlan, planImport } from './plan-import'
import type { Mapping } from './source/mapping'
import { proposeMapping } from './source/propose-mapping'
import { readTable } from './source/read-table'

const item = { itemId: '1', etag: '"1"', modifiedAt: '2026-01-01T00:00:00Z', modifiedBy: null }
const none: Existing = { projects: [], programmes: [], reports: [], personByName: () => null }

const planOf = async (
  bytes: Uint8Array | string,
  name: string,
  existing = none,
  change: Partial<Mapping> = {},
): Promise<ImportPlan> => {
  const read = await readTable(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)
  if (!read.ok) throw new Error(read.reason)
  return planImport(read.table, { ...proposeMapping(read.table, name), ...change }, existing)
}

/** What the site would hold after a plan was carried out over what it held before. */
const after = (plan: ImportPlan, before: Existing): Existing => {
  const projects = new Map(before.projects.map((project) => [project.number, project]))
  for (const { number, values } of plan.projects) projects.set(number, project({ ...projects.get(number), ...values }))
  const reports = new Map(before.reports.map((report) => [report.reportKey, report]))
  for (const { key, values } of plan.reports) reports.set(key, report({ ...reports.get(key), ...values }))
  return { ...before, projects: [...projects.values()], reports: [...reports.values()] }
}
const project = (values: Patch<typeof Projects>): Row<typeof Projects> => ({
  ...blankValues(Projects),
  ...values,
  $item: item,
})
const report = (values: Patch<typeof StatusReports>): Row<typeof StatusReports> => ({
  ...blankValues(StatusReports),
  ...values,
  $item: item,
})

const upright = [
  'Nom du projet;Direction;Feu;Date de fin;Budget approuvé;Commentaire;Humeur',
  '"Guichet unique\ndes subventions";Culture;Orange;31/05/2027;1.450.000,00;"Retard ; recette";bof',
  'Paie;Personnel;Rouge;32/05/2027;10 - 20;;',
  ';Culture;Vert;01/01/2027;5;;',
  ';;;;;;',
  'Réseau;Socle;Reset;;Exempt under Section 43;;',
].join('\r\n')

test('projects in rows, semicolons, French figures, a multi-line cell', async () => {
  const plan = await planOf(upright, 'portefeuille-2026-10.csv')
  expect(plan.cycles).toEqual([{ code: '2026-10', title: '2026-10' }])
  expect(
    plan.projects.map(({ number, values }) => [
      number,
      values.title,
      values.programme,
      values.forecastEnd,
      values.approvedCost,
    ]),
  ).toEqual([
    ['I-0001', 'Guichet unique des subventions', 'CULTURE', '2027-05-31', 1_450_000],
    ['I-0002', 'Paie', 'PERSONNEL', undefined, undefined],
    ['I-0003', 'Réseau', 'SOCLE', undefined, undefined],
  ])
  expect(plan.reports.map(({ key, values }) => [key, values.overall, values.sourceRating, values.comment])).toEqual([
    ['2026-10:I-0001', 'amber', 'Orange', 'Retard ; recette'],
    ['2026-10:I-0002', 'red', 'Rouge', undefined],
    ['2026-10:I-0003', undefined, 'Reset', undefined],
  ])
})

test('nothing is dropped in silence: every unread cell, rejected row and unmapped column is reported where it stands', async () => {
  const plan = await planOf(upright, 'portefeuille-2026-10.csv')
  expect(plan.unread.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
    [3, 4, '32/05/2027', 'not-a-date'],
    [3, 5, '10 - 20', 'range'],
    [6, 3, 'Reset', 'not-a-rating'],
    [6, 5, 'Exempt under Section 43', 'withheld'],
  ])
  expect(plan.rejected).toEqual([{ row: 4, column: null, reason: 'no-name', value: 'Culture' }])
  expect(plan.unmapped).toEqual([{ column: 7, header: 'Humeur', cells: 1 }])
  expect(plan.blankRecords).toBe(1)
})

test('ratings are recognised by what they say when their header does not, and amounts are not', async () => {
  const file = 'Projet;État;Budget;Avis\nAlpha;Vert;12;ok\nBeta;Ambre/Rouge;15;\nGamma;;7;vert\nDelta;Rouge;9;non'
  const plan = await planOf(file, 'portefeuille-2026-10.csv')
  expect(plan.reports.map(({ values }) => values.overall)).toEqual(['green', 'amber', undefined, 'red'])
  expect(plan.unmapped.map(({ header }) => header)).toEqual(['Avis'])
})

test('an answer to a near-miss that names no project is refused as such', async () => {
  const file = 'Projet;Feu\nAlpha;Vert\nAlpha;Rouge'
  const plan = await planOf(file, 'portefeuille-2026-10.csv', none, { matches: { Alpha: 'P-999' } })
  expect(plan.rejected.map(({ row, reason }) => [row, reason])).toEqual([
    [2, 'unknown-number'],
    [3, 'unknown-number'],
  ])
})

test('two columns for one field: the first readable value is taken, another value is reported', async () => {
  const file = [
    'Nom du projet;Direction;Feu;Date de fin;Échéance;Titre court',
    'Alpha;Culture;Vert;31/12/2027;01/01/2028;Alpha',
    'Beta;Culture;Vert;;30/06/2027;Bêta (ancien)',
    'Gamma;Culture;Vert;99/99/2027;15/02/2027;',
    'Delta;Culture;Vert;15/02/2027;2027-02-15;',
  ].join('\n')
  const read = await readTable(new TextEncoder().encode(file))
  if (!read.ok) throw new Error(read.reason)
  const proposed = proposeMapping(read.table, 'portefeuille-2026-10.csv')
  const second = { 5: 'project.forecastEnd', 6: 'project.title' } as const
  const columns = proposed.columns.map((each) =>
    each.column === 5 || each.column === 6 ? { ...each, to: second[each.column] } : each,
  )
  const plan = await planOf(file, 'portefeuille-2026-10.csv', none, { columns })
  expect(plan.projects.map(({ values }) => values.forecastEnd)).toEqual([
    '2027-12-31',
    '2027-06-30',
    '2027-02-15',
    '2027-02-15',
  ])
  expect(plan.unread.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
    [2, 5, '01/01/2028', 'superseded'],
    [3, 6, 'Bêta (ancien)', 'superseded'],
    [4, 4, '99/99/2027', 'not-a-date'],
  ])
})

test('projects in columns, windows-1252, a pound sign broken in the header, coordinates of the file', async () => {
  const text =
    'Project name,Alpha Programme,Beta\nDepartment,DfT,DFT\nMPA RAG rating\u00b3,Amber/ red,Green\nEnd Date,31/03/2015,TBD\nWhole life cost (\u00a3m),"\u00a31,234.50",-\n'
  const plan = await planOf(Uint8Array.from([...text].map((character) => character.charCodeAt(0))), 'uk_2014.csv')
  expect(
    plan.projects.map(({ values }) => [values.title, values.programme, values.forecastEnd, values.approvedCost]),
  ).toEqual([
    ['Alpha Programme', 'DFT', '2015-03-31', 1234.5],
    ['Beta', 'DFT', undefined, undefined],
  ])
  expect(plan.programmes).toEqual([{ code: 'DFT', title: 'DfT' }])
  expect(plan.unread.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [4, 3, 'not-a-date'],
    [5, 3, 'not-an-amount'],
  ])
})

test('the same file twice changes nothing; a later year adds a report and a renamed project is followed by its number', async () => {
  const first = 'year,project_number,project_name,colour_rating\n2020,A_1,Alpha,Amber\n2020,A_2,Beta,Green\n'
  const site = after(await planOf(first, 'x.csv'), none)
  const again = await planOf(first, 'x.csv', site)
  expect([again.projects, again.reports, again.unchanged]).toEqual([[], [], 2])
  const later = await planOf(
    'year,project_number,project_name,colour_rating\n2021,A_1,Alpha,Red\n2021,A_2,Beta (phase 2),Green\n',
    'x.csv',
    site,
  )
  expect(later.projects.filter((planned) => planned.create)).toEqual([])
  expect(later.reports.map(({ key }) => key)).toEqual(['2021:A_1', '2021:A_2'])
  expect(later.renamed).toEqual([{ number: 'A_2', before: 'Beta', now: 'Beta (phase 2)' }])
})

test('a number that only counts the rows of a file is no reason to take one project for another', async () => {
  const site = after(await planOf('N° projet,Nom du projet,Feu\n1,Paie,Vert\n2,Réseau,Vert\n', 'x-2025.csv'), none)
  const later = await planOf('N° projet,Nom du projet,Feu\n1,Cadastre,Vert\n2,Paie,Rouge\n', 'x-2026.csv', site)
  expect(later.renamed).toEqual([])
  expect(later.reports.map(({ key, create }) => [key, create])).toEqual([
    ['2026:I-0001', true],
    ['2026:1', true],
  ])
})

test('a near-miss is a new project and a question; the answer in the mapping settles it', async () => {
  const site = after(
    await planOf('project name,rag\nSmart Meters Implementation Programme,Amber\n', 'y-2014.csv'),
    none,
  )
  const next = 'project name,rag\nSmart Metering Implementation Programme,Amber\nCrossrail,Green\n'
  const asked = await planOf(next, 'y-2015.csv', site)
  expect(asked.nearMisses).toMatchObject([
    { row: 2, name: 'Smart Metering Implementation Programme', candidates: [{ number: 'I-0001' }] },
  ])
  expect(asked.projects.map(({ create }) => create)).toEqual([true, true])
  const matches = { 'Smart Metering Implementation Programme': 'I-0001' }
  const answered = await planOf(next, 'y-2015.csv', site, { matches })
  expect(answered.nearMisses).toEqual([])
  expect(answered.reports.map(({ key }) => key)).toEqual(['2015:I-0001', '2015:I-0002'])
  expect(answered.unusedMatches).toEqual([])
  // An answer for a name with a slip of the pen settles nothing, and says so.
  const slip = await planOf(next, 'y-2015.csv', site, { matches: { 'Smart Metering Programme': 'I-0001' } })
  expect(slip.unusedMatches).toEqual(['Smart Metering Programme'])
  expect(slip.nearMisses).toHaveLength(1)
})

withPublishedYears(`nine published years become nine cycles of one portfolio (${WHY_SKIPPED})`, async () => {
  let site = none
  const seen: Record<string, number> = {}
  for (const { fileName, bytes } of publishedYears()) {
    const plan = await planOf(bytes, fileName, site)
    site = after(plan, site)
    seen[plan.cycles.map(({ code }) => code).join()] = plan.reports.length
    expect(plan.rejected).toEqual([])
    const again = await planOf(bytes, fileName, site)
    expect([again.projects.length, again.reports.length]).toEqual([0, 0])
  }
  expect(seen).toEqual(REPORTS_PER_YEAR)
  const crossrail = site.projects.filter(({ title }) => /^crossrail/i.test(title))
  expect(crossrail.length).toBeGreaterThan(0)
})
