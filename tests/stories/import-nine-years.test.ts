import { runImport } from '../../src/imports/run-import'
import { mappingSchema } from '../../src/imports/source/mapping'
import { proposeMapping } from '../../src/imports/source/propose-mapping'
import { readTable } from '../../src/imports/source/read-table'
import { undoImport } from '../../src/imports/undo-import'
import { ImportBatches } from '../../src/lists/import-batches'
import { Projects } from '../../src/lists/projects'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { publishedYears, REPORTS_PER_YEAR, WHY_SKIPPED, withPublishedYears } from '../kit/published-years'
import { type Stack, startStack } from '../kit/stack'

/** A real portfolio of nine years, as its publisher left it, imported year by year into the lists of a site. */
let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

const imported = async ({ fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array }) => {
  const read = await readTable(bytes)
  if (!read.ok) throw new Error(read.reason)
  const mapping = mappingSchema.parse(proposeMapping(read.table, fileName))
  const outcome = await runImport(stack.ctx, null, { fileName, bytes, mapping, dryRun: false })
  if (!outcome.ok) throw new Error(`${fileName}: ${outcome.reason}`)
  return outcome.report
}

/** What SharePoint holds, read afresh: reports by cycle, and how many rows of each list. */
const inSharePoint = async () => {
  await stack.door.lists.syncNow()
  const reports: Record<string, number> = {}
  for (const { cycle } of stack.ctx.lists.all(StatusReports)) reports[cycle] = (reports[cycle] ?? 0) + 1
  const { lists } = stack.ctx
  return { reports, projects: lists.all(Projects).length, cycles: lists.all(StatusCycles).length }
}

withPublishedYears(
  `nine published years fill nine cycles of the lists, once; the last can be taken back (${WHY_SKIPPED})`,
  async () => {
    const years = publishedYears()
    const batches: (string | null)[] = []
    for (const year of years) batches.push((await imported(year)).batch)
    await stack.outbox.drained(120_000)
    const full = await inSharePoint()
    expect([full.reports, full.cycles]).toEqual([REPORTS_PER_YEAR, 9])
    // Far fewer projects than reports: years were matched by name and number.
    const reports = Object.values(REPORTS_PER_YEAR).reduce((sum, count) => sum + count, 0)
    expect(full.projects).toBeLessThan(reports / 2)

    for (const [index, year] of years.entries()) {
      const again = await imported(year)
      expect([again.alreadyImported, again.projects.created, again.reports.created]).toEqual([batches[index], 0, 0])
    }
    expect(await inSharePoint()).toEqual(full)

    const [first = '', last = ''] = [batches[0] ?? '', batches.at(-1) ?? '']
    expect(await undoImport(stack.ctx, null, first)).toMatchObject({ ok: false, reason: 'later-import' })
    const undone = await undoImport(stack.ctx, null, last)
    expect(undone.ok && undone.report).toMatchObject({ kept: [], removed: { StatusReports: REPORTS_PER_YEAR['2022'] } })
    const { 2022: _, ...others } = REPORTS_PER_YEAR
    const left = await inSharePoint()
    expect([left.reports, left.cycles]).toEqual([others, 8])
    expect(stack.ctx.lists.find(ImportBatches, last)?.state).toBe('undone')
  },
  300_000,
)
