import { Workbook } from 'exceljs'
import { Projects } from '../../src/lists/projects'
import type {
  BulkEdited,
  Conflict,
  EditedProject,
  PortfolioRow,
  PortfolioView,
} from '../../src/portfolio/portfolio-view'
import { type Stack, startStack } from '../kit/stack'

/** The officer steers the portfolio from the tab: what the grid does, over HTTP and through SharePoint. */
let stack: Stack

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

const officer = () => stack.as('Inès Vandamme')
const portfolio = async (name = 'Inès Vandamme'): Promise<PortfolioView> =>
  (await stack.as(name).get<PortfolioView>('/api/portfolio')).body
const rowOf = (view: PortfolioView, number: string): PortfolioRow => {
  const row = view.rows.find((one) => one.number === number)
  if (!row) throw new Error(`${number} is not in the portfolio`)
  return row
}
const inSharePoint = (number: string) => stack.ctx.lists.find(Projects, number)

test('the portfolio shows every active project with both healths, a year of history and figures that add up', async () => {
  const view = await portfolio()
  expect(view.rows).toHaveLength(50)
  expect(view.hidden).toBe(0)
  expect(view.cycles).toHaveLength(12)
  const { declared } = view.figures
  expect(declared.green + declared.amber + declared.red + declared.none).toBe(view.figures.active)
  const payroll = rowOf(view, 'P-008')
  expect([payroll.declared, payroll.computed]).toEqual(['green', 'red'])
  expect(payroll.history.declared).toHaveLength(12)
  expect(view.figures.greenToRed).toBeGreaterThan(0)
})

test('an edit by the officer is written as the officer, and its inverse restores the value', async () => {
  const before = rowOf(await portfolio(), 'P-014')
  const patch = { forecastEnd: '2027-08-31' }
  const edited = await officer().patch<EditedProject>('/api/projects/P-014', { etag: before.etag, patch })
  expect(edited.status).toBe(200)
  expect(edited.body.row.forecastEnd).toBe('2027-08-31')
  expect(edited.body.etag).not.toBe(before.etag)
  const officerId = (await portfolio()).people.find((person) => person.name === 'Inès Vandamme')?.id
  expect(inSharePoint('P-014')?.$item.modifiedBy).toBe(officerId)

  const undo = { etag: edited.body.etag, patch: { forecastEnd: before.forecastEnd } }
  expect((await officer().patch<EditedProject>('/api/projects/P-014', undo)).status).toBe(200)
  expect(inSharePoint('P-014')?.forecastEnd).toBe(before.forecastEnd)
})

test('two people who change the same field meet: both values, who and when, and nothing is overwritten', async () => {
  const seen = rowOf(await portfolio(), 'P-019')
  const theirs = { etag: seen.etag, patch: { title: 'Obligation scolaire' }, base: { title: seen.title } }
  await stack.as('Nadège Collignon').patch('/api/projects/P-019', theirs)
  const mine = { etag: seen.etag, patch: { title: 'Suivi scolaire' }, base: { title: seen.title } }
  const met = await officer().patch<{ error: { code: string; message: string }; conflict: Conflict }>(
    '/api/projects/P-019',
    mine,
  )
  expect(met.status).toBe(409)
  expect(met.body.error.code).toBe('conflict')
  expect(met.body.conflict.by).toBe('Nadège Collignon')
  expect(met.body.conflict.fields).toEqual([{ field: 'title', mine: 'Suivi scolaire', theirs: 'Obligation scolaire' }])
  expect(inSharePoint('P-019')?.title).toBe('Obligation scolaire')

  const kept = { ...mine, etag: met.body.conflict.etag, base: { title: 'Obligation scolaire' } }
  expect((await officer().patch('/api/projects/P-019', kept)).status).toBe(200)
  expect(inSharePoint('P-019')?.title).toBe('Suivi scolaire')
})

test('two people who change different fields of a project both get their way', async () => {
  const seen = rowOf(await portfolio(), 'P-023')
  const theirs = { etag: seen.etag, patch: { phase: 'closure' }, base: { phase: seen.phase } }
  await stack.as('Nadège Collignon').patch('/api/projects/P-023', theirs)
  const mine = { etag: seen.etag, patch: { forecastCost: 250_000 }, base: { forecastCost: seen.forecastCost } }
  expect((await officer().patch('/api/projects/P-023', mine)).status).toBe(200)
  expect(inSharePoint('P-023')).toMatchObject({ phase: 'closure', forecastCost: 250_000 })
})

test('a project manager edits the running of their own project, not what the board decides, and nobody else’s', async () => {
  const view = await portfolio('Nora Pirard')
  const own = rowOf(view, 'P-008')
  const other = rowOf(view, 'P-014')
  expect([own.rights, other.rights]).toEqual(['edit', 'none'])
  const manager = stack.as('Nora Pirard')
  const send = async (row: PortfolioRow, patch: object) =>
    (await manager.patch(`/api/projects/${row.number}`, { etag: row.etag, patch })).status
  expect(await send(own, { approvedCost: 9_000_000 })).toBe(403)
  expect(await send(other, { forecastEnd: '2027-01-01' })).toBe(403)
  expect(await send(own, { forecastEnd: '2027-07-31' })).toBe(200)
})

test('a bulk edit changes each row by its own version and reports the one that could not be', async () => {
  const view = await portfolio()
  const [first, second, third] = ['P-022', 'P-025', 'P-035'].map((number) => rowOf(view, number))
  if (!first || !second || !third) throw new Error('the demo portfolio lacks a row')
  await stack.as('Nadège Collignon').patch(`/api/projects/${second.number}`, {
    etag: second.etag,
    patch: { priority: !second.priority, title: 'Autre titre' },
  })
  const updates = [first, second, third].map((row) => ({
    number: row.number,
    etag: row.etag,
    patch: { title: `${row.title} (revu)` },
    base: { title: row.title },
  }))
  const { body } = await officer().patch<BulkEdited>('/api/projects', { updates })
  expect(body.outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true])
  expect(body.outcomes[1]).toMatchObject({ reason: 'conflict', conflict: { fields: [{ theirs: 'Autre titre' }] } })
  expect(inSharePoint(first.number)?.title).toBe(`${first.title} (revu)`)
})

test.each([
  ['a date that does not exist', { forecastEnd: '2027-02-30' }, 422],
  ['a negative cost', { forecastCost: -1 }, 422],
  ['a field that no list has', { colour: 'red' }, 422],
  ['a field that only publication writes', { publishedHealth: 'green' }, 422],
  ['a programme that does not exist', { programme: 'NOPE' }, 422],
  ['a person nobody knows', { projectManager: '00000000-0000-4000-8000-000000000000' }, 422],
  ['nothing at all', {}, 422],
])('%s is refused in the person’s language and changes nothing', async (_what, patch, status) => {
  const row = rowOf(await portfolio(), 'P-033')
  const answer = await officer().patch<{ error: { message: string } }>('/api/projects/P-033', {
    etag: row.etag,
    patch,
  })
  expect(answer.status).toBe(status)
  expect(answer.body.error.message).toMatch(/^[A-ZÀ-Ý].+\.$/)
  expect(inSharePoint('P-033')?.$item.etag).toBe(row.etag)
})

test('a new project takes the next number; a number that is taken is refused', async () => {
  const asked = { title: '=1+1 Accessibilité des sites', programme: 'SOC', approvedCost: 120_000 }
  const created = await officer().post<{ row: PortfolioRow }>('/api/projects', asked)
  expect(created.status).toBe(201)
  const { number } = created.body.row
  expect(inSharePoint(number)).toMatchObject({ title: asked.title, forecastCost: 120_000, lifecycle: 'active' })
  expect((await officer().post('/api/projects', { ...asked, number })).status).toBe(409)
  expect((await stack.as('Nora Pirard').post('/api/projects', asked)).status).toBe(403)
})

test('the export holds the rows under the filters as a real table, with texts that no spreadsheet runs', async () => {
  const everything = await officer().get('/api/portfolio/export?priority=1&sort=project')
  expect(everything.headers.get('content-disposition')).toContain('.xlsx')
  const priority = (await portfolio()).rows.filter((row) => row.priority)
  const sheet = await sheetOf(everything.bytes)
  expect(sheet.rowCount).toBe(priority.length + 1)
  expect(sheet.getTables()).toHaveLength(1)

  const found = await sheetOf((await officer().get('/api/portfolio/export?q=accessibilite')).bytes)
  expect(found.getCell('B2').value).toBe("'=1+1 Accessibilité des sites")
  expect(found.getCell('O2').value).toBe(120_000)
})

const sheetOf = async (bytes: Uint8Array) => {
  const book = new Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('the workbook has no sheet')
  return sheet
}

test('a confidential project is counted but not listed for people who hold no relation to it', async () => {
  const row = rowOf(await portfolio(), 'P-005')
  const before = await portfolio('Nora Pirard')
  expect(before.rows.some((one) => one.number === 'P-005')).toBe(true)
  await officer().patch('/api/projects/P-005', { etag: row.etag, patch: { confidentiality: 'confidential' } })
  const mine = await portfolio('Nora Pirard')
  expect(mine.rows.some((one) => one.number === 'P-005')).toBe(false)
  expect(mine.hidden).toBe(before.hidden + 1)
  expect(mine.figures.active).toBe((await portfolio()).figures.active)
  const hidden = await stack.as('Nora Pirard').patch('/api/projects/P-005', { etag: '"x,1"', patch: { title: 'x' } })
  const unknown = await stack.as('Nora Pirard').patch('/api/projects/P-999', { etag: '"x,1"', patch: { title: 'x' } })
  expect([hidden.status, unknown.status]).toEqual([404, 404])
})
