import { type ImportReport, runImport } from '../../src/imports/run-import'
import { mappingSchema } from '../../src/imports/source/mapping'
import { proposeMapping } from '../../src/imports/source/propose-mapping'
import { readTable } from '../../src/imports/source/read-table'
import { undoImport } from '../../src/imports/undo-import'
import { ImportBatches } from '../../src/lists/import-batches'
import { Projects } from '../../src/lists/projects'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { type Stack, startStack } from '../kit/stack'

const csv = (year: string, alpha: string): Uint8Array =>
  new TextEncoder().encode(
    `year;project_number;project_name;department;colour_rating;end_date;wlc_baseline\n` +
      `${year};A_1;Alpha;Culture;${alpha};31.12.27;£12,131.50\n` +
      `${year};A_2;Beta;CULTURE;Exempt under Section 43;TBD;£5.00\n` +
      `${year};A_3;;Culture;Green;31.12.27;£5.00\n`,
  )

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

const imported = async (bytes: Uint8Array, dryRun = false): Promise<ImportReport> => {
  const read = await readTable(bytes)
  if (!read.ok) throw new Error(read.reason)
  const mapping = mappingSchema.parse(proposeMapping(read.table, 'portfolio.csv'))
  const outcome = await runImport(stack.ctx, null, { fileName: 'portfolio.csv', bytes, mapping, dryRun })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.report
}

/** What SharePoint holds, read afresh. */
const inSharePoint = async () => {
  await stack.door.lists.syncNow()
  const rows = { projects: Projects, reports: StatusReports, cycles: StatusCycles }
  return Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, stack.ctx.lists.all(list).length]))
}

test('two years are imported as two cycles, the same file twice adds nothing, and each import can be taken back', async () => {
  const first = csv('2025', 'Amber/Red')
  const trial = await imported(first, true)
  expect([trial.batch, trial.projects.created, await inSharePoint()]).toEqual([
    null,
    2,
    { projects: 0, reports: 0, cycles: 0 },
  ])

  const year1 = await imported(first)
  expect(year1).toMatchObject({
    cycles: ['2025'],
    projects: { created: 2 },
    reports: { created: 2 },
    programmes: { created: 1 },
  })
  expect(year1.rejected).toMatchObject([{ row: 4, reason: 'no-name' }])
  expect(year1.unread.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [3, 5, 'withheld'],
    [3, 6, 'not-a-date'],
  ])
  expect(await inSharePoint()).toEqual({ projects: 2, reports: 2, cycles: 1 })
  expect(stack.ctx.lists.find(Projects, 'A_1')).toMatchObject({
    title: 'Alpha',
    forecastEnd: '2027-12-31',
    approvedCost: 12_131.5,
    publishedHealth: 'amber',
  })
  expect(stack.ctx.lists.find(StatusReports, '2025:A_2')).toMatchObject({
    overall: null,
    sourceRating: 'Exempt under Section 43',
  })

  const again = await imported(first)
  expect([again.alreadyImported, again.projects.created, again.reports.created]).toEqual([year1.batch, 0, 0])
  expect(await inSharePoint()).toEqual({ projects: 2, reports: 2, cycles: 1 })

  const year2 = await imported(csv('2026', 'Red'))
  expect([year2.projects, year2.reports.created]).toEqual([{ created: 0, updated: 1 }, 2])
  expect(stack.ctx.lists.find(Projects, 'A_1')?.publishedHealth).toBe('red')

  // The projects of the first year carry reports of the second: taken back first, they could never go.
  const early = await undoImport(stack.ctx, null, year1.batch ?? '')
  expect(early).toEqual({ ok: false, reason: 'later-import', batches: [year2.batch] })
  expect(await inSharePoint()).toEqual({ projects: 2, reports: 4, cycles: 2 })
  const undone = await undoImport(stack.ctx, null, year2.batch ?? '')
  expect(undone.ok && undone.report).toMatchObject({ restored: 1, removed: { StatusReports: 2 } })
  expect(await inSharePoint()).toEqual({ projects: 2, reports: 2, cycles: 1 })
  expect(stack.ctx.lists.find(Projects, 'A_1')?.publishedHealth).toBe('amber')
  expect((await undoImport(stack.ctx, null, year1.batch ?? '')).ok).toBe(true)
  expect(await inSharePoint()).toEqual({ projects: 0, reports: 0, cycles: 0 })
  expect(stack.ctx.lists.all(ImportBatches).map(({ state }) => state)).toEqual(['undone', 'undone'])
  expect(await undoImport(stack.ctx, null, year2.batch ?? '')).toEqual({ ok: false, reason: 'already-undone' })
})

test('an undo that SharePoint does not answer in full says so, and can be run again', async () => {
  const { batch } = await imported(csv('2027', 'Green'))
  const { lists } = stack.ctx
  const removeMany: typeof lists.asApplication.removeMany = async (of, removals) => {
    stack.tenant.faults.set({ graphDown: true })
    const outcomes = await lists.asApplication.removeMany(of, removals)
    stack.tenant.faults.clear()
    return outcomes
  }
  const failing = { ...stack.ctx, lists: { ...lists, asApplication: { ...lists.asApplication, removeMany } } }
  const first = await undoImport(failing, null, batch ?? '')
  expect(first.ok && first.report.kept.map(({ reason }) => reason)).toContain('unavailable')
  expect(stack.ctx.lists.find(ImportBatches, batch ?? '')?.state).toBe('done')
  const second = await undoImport(stack.ctx, null, batch ?? '')
  expect(second.ok && second.report.kept).toEqual([])
  expect(await inSharePoint()).toEqual({ projects: 0, reports: 0, cycles: 0 })
})

test('a file with nothing to import is refused and leaves no batch behind', async () => {
  const bytes = new TextEncoder().encode('project_name,rag,year\n,Green,2020\n')
  const before = stack.ctx.lists.all(ImportBatches).length
  await expect(imported(bytes)).rejects.toThrow('nothing-to-import')
  expect(stack.ctx.lists.all(ImportBatches)).toHaveLength(before)
})
