import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { batchCode, importedBefore, runBatch, sha256Of } from '../../imports/batch'
import { peopleByName } from '../../imports/people-by-name'
import { detectEncoding, readTables } from '../../imports/source/read-table'
import type { Table, TableFailure } from '../../imports/source/table'
import { Bodies } from '../../lists/bodies'
import { Memberships } from '../../lists/committees/memberships'
import { Programmes } from '../../lists/programmes'
import { Projects } from '../../lists/projects'
import type { OutboxWrite } from '../../ports/outbox'
import { firstDayWithAccount } from '../account-of-external'
import type { Existing } from './existing'
import { gather } from './gather'
import { type BodiesPlan, planBodies } from './plan-bodies'
import { bodiesOfTable, isOfBodies, type SourceBody } from './source'
import { bodiesOfYaml } from './yaml-source'

export interface BodiesFile {
  readonly name: string
  readonly bytes: Uint8Array
}

interface Counts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

export interface BodiesReport
  extends Pick<BodiesPlan, 'rejected' | 'merged' | 'shared' | 'unread' | 'unmapped' | 'withoutAccount' | 'notInFile'> {
  /** Null in a dry run, and when there was nothing to write. */
  readonly batch: string | null
  readonly dryRun: boolean
  /** Code of the batch that had imported the very same files, in which case nothing was written. */
  readonly alreadyImported: string | null
  /** Sheets of a workbook that name no body, by file and name: they were not read. */
  readonly otherSheets: readonly string[]
  readonly bodies: Counts
  readonly memberships: Counts
}

export type BodiesImportOutcome =
  | { readonly ok: true; readonly report: BodiesReport }
  | {
      readonly ok: false
      readonly reason: TableFailure | 'not-workbook' | 'not-yaml' | 'unknown-shape' | 'no-bodies'
      readonly file: string
    }

/**
 * Imports bodies with their members from tables (CSV, XLSX) and YAML files; several files are one batch. What cannot be read,
 * used or placed is in the report; the report and what `import undo` needs are stored before the first row.
 */
export const runBodiesImport = async (
  ctx: Context,
  actor: Actor | null,
  files: readonly BodiesFile[],
  dryRun: boolean,
): Promise<BodiesImportOutcome> => {
  const sources: SourceBody[] = []
  const otherSheets: string[] = []
  const others: string[] = []
  for (const file of files) {
    const read = await readBodies(file)
    if (!read.ok) return { ok: false, reason: read.reason, file: file.name }
    sources.push(...read.bodies)
    otherSheets.push(...read.otherSheets)
    others.push(...read.others)
  }
  const fileName = files.map(({ name }) => name).join(', ')
  const plan = planBodies(gather(sources, others), existingRows(ctx), localDay(ctx.clock.now()))
  const sha256 = files.length === 1 ? sha256Of(files[0]?.bytes ?? new Uint8Array()) : sha256OfAll(files)
  const said = { batch: null, dryRun, otherSheets }
  const alreadyImported = importedBefore(ctx, sha256) ?? null
  if (alreadyImported !== null) return { ok: true, report: { ...reportOf(plan, said), alreadyImported } }
  const found = plan.bodies.length + plan.memberships.length + plan.unchanged.bodies
  if (found === 0 && plan.rejected.length === 0) return { ok: false, reason: 'no-bodies', file: fileName }
  const writes = writesOf(plan)
  if (dryRun || writes.length === 0) return { ok: true, report: reportOf(plan, said) }
  const code = batchCode(ctx, sha256)
  const report = reportOf(plan, { ...said, batch: code })
  await runBatch(ctx, actor, 'committees.import', {
    code,
    fileName,
    sha256,
    writes: writes.map((write) =>
      write.create ? { ...write, values: { ...write.values, importBatch: code } } : write,
    ),
    figures: {
      bodiesCreated: report.bodies.created,
      membershipsCreated: report.memberships.created,
      rejectedRows: report.rejected.length,
      unreadCells: report.unread.length,
    },
    report,
  })
  return { ok: true, report }
}

const WORKBOOK = /\.xl[st][xmb]?$/i

const readBodies = async ({ name, bytes }: BodiesFile) => {
  if (!/\.ya?ml$/i.test(name)) {
    const read = await readTables(bytes)
    const isNamedWorkbook = WORKBOOK.test(name)
    if (!read.ok) return isNamedWorkbook && read.reason === 'unreadable' ? NOT_WORKBOOK : read
    const { tables } = read
    if (isNamedWorkbook && tables.every(isOtherText)) return NOT_WORKBOOK
    const nameOf = ({ sheet }: Table): string => (tables.length > 1 ? `${name}!${sheet}` : name)
    // Where no sheet names a body, the report on the first one says so.
    const used = tables.some(isOfBodies) ? tables.filter(isOfBodies) : tables.slice(0, 1)
    return {
      ok: true as const,
      bodies: used.flatMap((table) => bodiesOfTable(table, nameOf(table))),
      otherSheets: tables.filter((table) => !used.includes(table)).map(nameOf),
      others: [],
    }
  }
  if (bytes.length === 0) return { ok: false as const, reason: 'empty' as const }
  if (bytes.length > MAX_YAML) return { ok: false as const, reason: 'too-large' as const }
  const read = bodiesOfYaml(new TextDecoder(detectEncoding(bytes)).decode(bytes), name)
  return read.ok ? { ...read, otherSheets: [] } : read
}

/** A table of text under the name of a workbook is taken for what it is; pages of the web and whatever names no body are none. */
const isOtherText = (table: Table): boolean =>
  table.encoding !== 'xlsx' && (!isOfBodies(table) || /^\s*</.test(table.grid.flat().find((cell) => cell !== '') ?? ''))

const NOT_WORKBOOK = { ok: false, reason: 'not-workbook' } as const

const MAX_YAML = 25 * 1024 * 1024

const sha256OfAll = (files: readonly BodiesFile[]): string =>
  sha256Of(new TextEncoder().encode(files.map(({ bytes }) => sha256Of(bytes)).join('\n')))

const existingRows = (ctx: Context): Existing => {
  return {
    bodies: ctx.lists.all(Bodies),
    memberships: ctx.lists.all(Memberships),
    projects: ctx.lists.all(Projects),
    programmes: ctx.lists.all(Programmes),
    person: peopleByName(ctx.directory.all()),
    firstDay: (body, externalId) => firstDayWithAccount(ctx, body, externalId, localDay(ctx.clock.now())),
  }
}

interface PlannedWrite extends OutboxWrite {
  readonly create: boolean
}

const writesOf = (plan: BodiesPlan): readonly PlannedWrite[] => [
  ...plan.bodies.map(({ key, create, values }) => ({ list: Bodies, key, create, values })),
  ...plan.memberships.map(({ key, create, values }) => ({ list: Memberships, key, create, values })),
]

const reportOf = (plan: BodiesPlan, said: Pick<BodiesReport, 'batch' | 'dryRun' | 'otherSheets'>): BodiesReport => {
  const counts = (rows: readonly { readonly create: boolean }[], unchanged: number): Counts => ({
    created: rows.filter(({ create }) => create).length,
    updated: rows.filter(({ create }) => !create).length,
    unchanged,
  })
  const { rejected, merged, shared, unread, unmapped, withoutAccount, notInFile } = plan
  return {
    ...said,
    alreadyImported: null,
    bodies: counts(plan.bodies, plan.unchanged.bodies),
    memberships: counts(plan.memberships, plan.unchanged.memberships),
    rejected,
    merged,
    shared,
    unread,
    unmapped,
    withoutAccount,
    notInFile,
  }
}
