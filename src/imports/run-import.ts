import type { Actor } from '../access/actor'
import type { Context } from '../context'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import type { OutboxWrite } from '../ports/outbox'
import { owedText } from '../status/rules/owed-reports'
import { batchCode, importedBefore, runBatch, sha256Of } from './batch'
import { peopleByName } from './people-by-name'
import { type ImportPlan, planImport } from './plan-import'
import { type OtherHeader, otherHeaders } from './source/check-mapping'
import { headerScore } from './source/find-header'
import type { Mapping } from './source/mapping'
import { recordsOf } from './source/propose-mapping'
import { readTable } from './source/read-table'
import type { TableFailure, TableOutcome } from './source/table'

export interface ImportInput {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly mapping: Mapping
  /** Decide and report everything, write nothing. */
  readonly dryRun: boolean
}

export interface ImportReport {
  /** Null when nothing was written. */
  readonly batch: string | null
  readonly dryRun: boolean
  /** Code of the batch that had imported the very same file, in which case nothing was written. */
  readonly alreadyImported: string | null
  readonly cycles: readonly string[]
  readonly projects: { readonly created: number; readonly updated: number }
  readonly reports: { readonly created: number; readonly updated: number; readonly unchanged: number }
  readonly programmes: { readonly created: number }
  readonly rejected: ImportPlan['rejected']
  readonly unread: ImportPlan['unread']
  readonly nearMisses: ImportPlan['nearMisses']
  readonly unusedMatches: ImportPlan['unusedMatches']
  readonly renamed: ImportPlan['renamed']
  readonly unmapped: ImportPlan['unmapped']
  readonly blankRecords: number
  /** Sheets of the workbook that hold something and were not read. */
  readonly otherSheets: readonly string[]
}

export type ImportOutcome =
  | { readonly ok: true; readonly report: ImportReport }
  | { readonly ok: false; readonly reason: TableFailure | 'no-title-column' | 'no-cycle-column' | 'too-many-records' }
  | { readonly ok: false; readonly reason: 'other-headers'; readonly headers: readonly OtherHeader[] }
  /** Why not one record could be used is in the report. */
  | { readonly ok: false; readonly reason: 'nothing-to-import'; readonly report: ImportReport }

/** Records of one file; every new name is compared with every other, and each becomes rows of SharePoint. */
const MAX_RECORDS = 10_000

/**
 * Imports a portfolio: one record per project and cycle. Dates and amounts are stored as written. Every row that is refused and
 * every cell that cannot be read is in the report; the report and what `undo` needs are stored in the library before the first row.
 */
export const runImport = async (ctx: Context, actor: Actor | null, input: ImportInput): Promise<ImportOutcome> => {
  const { mapping } = input
  const gives = (target: string): boolean => mapping.columns.some(({ to }) => to === target)
  if (!gives('project.title')) return { ok: false, reason: 'no-title-column' }
  if (mapping.cycle === null && !gives('cycle')) return { ok: false, reason: 'no-cycle-column' }
  const read = await readAsMapped(input.bytes, mapping)
  if (!read.ok) return read
  const { header, records } = recordsOf(read.table.grid, mapping)
  const headers = otherHeaders(mapping, { header })
  if (headers.length > 0) return { ok: false, reason: 'other-headers', headers }
  if (records.length > MAX_RECORDS) return { ok: false, reason: 'too-many-records' }
  const plan = planImport(read.table, mapping, existingRows(ctx))
  const sha256 = sha256Of(input.bytes)
  const alreadyImported = importedBefore(ctx, sha256)
  if (alreadyImported) return { ok: true, report: { ...reportOf(emptied(plan), null, input.dryRun), alreadyImported } }
  if (plan.reports.length === 0 && plan.unchanged === 0)
    return { ok: false, reason: 'nothing-to-import', report: reportOf(plan, null, input.dryRun) }
  if (input.dryRun) return { ok: true, report: reportOf(plan, null, true) }
  const code = batchCode(ctx, sha256)
  const report = reportOf(plan, code, false)
  await runBatch(ctx, actor, 'import.run', {
    code,
    fileName: input.fileName,
    sha256,
    writes: writesOf(ctx, plan, code),
    figures: {
      projectsCreated: report.projects.created,
      reportsCreated: report.reports.created,
      rejectedRows: report.rejected.length,
      unreadCells: report.unread.length,
    },
    report,
  })
  return { ok: true, report }
}

/** As the mapping says; a mapping that is used again for a file saved otherwise says nothing of its delimiter and encoding. */
const readAsMapped = async (bytes: Uint8Array, mapping: Mapping): Promise<TableOutcome> => {
  const asSaid = await readTable(bytes, mapping)
  const fits = asSaid.ok && otherHeaders(mapping, recordsOf(asSaid.table.grid, mapping)).length === 0
  return fits ? asSaid : readTable(bytes, { likeness: headerScore })
}

const existingRows = (ctx: Context): Parameters<typeof planImport>[2] => {
  const person = peopleByName(ctx.directory.all())
  return {
    projects: ctx.lists.all(Projects),
    programmes: ctx.lists.all(Programmes),
    reports: ctx.lists.all(StatusReports),
    personByName: (name) => person(name)?.id ?? null,
  }
}

const emptied = (plan: ImportPlan): ImportPlan => ({
  ...plan,
  projects: [],
  reports: [],
  programmes: [],
  unchanged: plan.unchanged + plan.reports.filter((report) => !report.create).length,
})

const reportOf = (plan: ImportPlan, batch: string | null, dryRun: boolean): ImportReport => {
  const count = (of: readonly { readonly create: boolean }[], create: boolean): number =>
    of.filter((one) => one.create === create).length
  return {
    batch,
    dryRun,
    alreadyImported: null,
    cycles: plan.cycles.map((cycle) => cycle.code),
    projects: { created: count(plan.projects, true), updated: count(plan.projects, false) },
    reports: { created: count(plan.reports, true), updated: count(plan.reports, false), unchanged: plan.unchanged },
    programmes: { created: plan.programmes.length },
    rejected: plan.rejected,
    unread: plan.unread,
    nearMisses: plan.nearMisses,
    unusedMatches: plan.unusedMatches,
    renamed: plan.renamed,
    unmapped: plan.unmapped,
    blankRecords: plan.blankRecords,
    otherSheets: plan.otherSheets,
  }
}

const writesOf = (ctx: Context, plan: ImportPlan, batch: string): OutboxWrite[] => {
  const owed = (cycle: string): string =>
    owedText(
      plan.reports.flatMap((report) =>
        report.key.startsWith(`${cycle}:`) ? [report.key.slice(cycle.length + 1)] : [],
      ),
    )
  const newCycles = plan.cycles.filter((cycle) => !ctx.lists.find(StatusCycles, cycle.code))
  return [
    ...plan.programmes.map((programme) => ({ list: Programmes, key: programme.code, values: programme })),
    ...newCycles.map((cycle) => ({
      list: StatusCycles,
      key: cycle.code,
      values: { ...cycle, state: 'published' as const, owed: owed(cycle.code), importBatch: batch },
    })),
    ...plan.projects.map((project) => ({
      list: Projects,
      key: project.number,
      values: project.create ? { ...project.values, importBatch: batch } : project.values,
    })),
    ...plan.reports.map((report) => ({
      list: StatusReports,
      key: report.key,
      values: report.create ? { ...report.values, importBatch: batch } : report.values,
    })),
  ]
}
