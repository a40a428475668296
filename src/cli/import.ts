import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Context } from '../context'
import type { TextKey, Translate } from '../i18n/text'
import { type ImportReport, runImport } from '../imports/run-import'
import type { OtherHeader } from '../imports/source/check-mapping'
import { headerScore } from '../imports/source/find-header'
import { type ColumnMapping, parseMapping } from '../imports/source/mapping'
import { proposeMapping, recordsOf } from '../imports/source/propose-mapping'
import { readTable } from '../imports/source/read-table'
import { undoImport } from '../imports/undo-import'
import { readBytes, writeJson } from './files'
import { type Io, noMore, Refusal } from './io'

/** Lines of each kind that a person is shown; `--json` gives all. */
const SHOWN = 15

const options = {
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  mapping: { type: 'string' },
  out: { type: 'string' },
} as const

/** `gouvernail import inspect FILE [--out M.json]`, `import run FILE --mapping M.json [--dry-run]`, `import undo BATCH`; all take `--json`. */
export const importCommand = async (args: readonly string[], io: Io, open: () => Promise<Context>): Promise<void> => {
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, subject, ...rest] = positionals
  noMore(rest, io, 'cli:usage.import')
  if (verb === 'inspect' && subject) return inspect(subject, values, io)
  if (verb === 'run' && subject && values.mapping) return run(subject, values.mapping, values, io, open)
  if (verb === 'undo' && subject) return undo(subject, values.json, io, open)
  throw new Refusal(io.t('cli:usage.import'))
}

const inspect = async (path: string, flags: { json: boolean; out?: string }, io: Io): Promise<void> => {
  const outcome = await readTable(await readBytes(path, io), { likeness: headerScore })
  if (!outcome.ok) throw new Refusal(io.t(`import:failure.${outcome.reason}`))
  const { encoding, delimiter, sheet, otherSheets, grid } = outcome.table
  const mapping = proposeMapping(outcome.table, basename(path))
  const { records } = recordsOf(grid, mapping)
  if (flags.out) await writeJson(flags.out, mapping, io)
  if (flags.json)
    return io.json({
      file: basename(path),
      encoding,
      delimiter,
      sheet,
      otherSheets,
      orientation: mapping.orientation,
      records: records.length,
      mapping,
    })
  const shown = delimiter === null ? io.t('import:inspect.none') : JSON.stringify(delimiter)
  const orientation = io.t(`import:inspect.${mapping.orientation}`)
  io.line(
    io.t('import:inspect.title', {
      file: basename(path),
      encoding,
      delimiter: shown,
      orientation,
      records: records.length,
    }),
  )
  for (const line of listed(io.t, 'import:run.otherSheets', otherSheets, (name) => name)) io.line(line)
  const { headerAt = 1 } = mapping
  if (headerAt > 1) io.line(io.t(`import:inspect.above.${mapping.orientation}`, { at: headerAt }))
  for (const column of mapping.columns)
    if (column.header.trim() !== '')
      io.line(
        `  ${String(column.column).padStart(3)}  ${column.header.replace(/\s+/g, ' ').slice(0, 60).padEnd(60)}  ${column.to ?? io.t('import:inspect.ignored')}${howRead(column)}`,
      )
  if (mapping.cycle === null && !mapping.columns.some((column) => column.to === 'cycle'))
    io.line(io.t('import:inspect.noCycle'))
  if (flags.out) io.line(io.t('import:inspect.saved', { path: flags.out }))
}

/** What was found out from the cells of a column, for a person to check. */
const howRead = ({ dateOrder, decimalMark, unit }: ColumnMapping): string => {
  const found = Object.entries({ dateOrder, decimalMark, unit }).filter(([, value]) => value !== undefined)
  return found.length === 0 ? '' : `  (${found.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')})`
}

const readMapping = async (path: string, io: Io): Promise<ReturnType<typeof parseMapping> & { success: true }> => {
  const text = new TextDecoder().decode(await readBytes(path, io))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Refusal(io.t('import:failure.not-json', { path }))
  }
  const parsed = parseMapping(json, io.locale)
  if (!parsed.success) throw new Refusal(io.t('import:failure.bad-mapping', { detail: z.prettifyError(parsed.error) }))
  return parsed
}

const run = async (
  path: string,
  mappingPath: string,
  flags: { json: boolean; 'dry-run': boolean },
  io: Io,
  open: () => Promise<Context>,
): Promise<void> => {
  const bytes = await readBytes(path, io)
  const mapping = (await readMapping(mappingPath, io)).data
  const outcome = await runImport(await open(), null, {
    fileName: basename(path),
    bytes,
    mapping,
    dryRun: flags['dry-run'],
  })
  if ('report' in outcome) {
    if (flags.json) io.json(outcome.report)
    else for (const line of reportLines(outcome.report, io.t)) io.line(line)
  }
  if (outcome.ok) return
  const columns = 'headers' in outcome ? outcome.headers.map((each) => headerText(each, io.t)).join('; ') : ''
  throw new Refusal(io.t(`import:failure.${outcome.reason}`, { columns }))
}

const headerText = ({ column, wanted, found }: OtherHeader, t: Translate): string => {
  const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 60)
  const values = { column, wanted: short(wanted), found: short(found ?? '') }
  return t(found === null ? 'import:failure.no-column' : 'import:failure.other-header', values)
}

/** The report of an import as lines for a person. */
const reportLines = (report: ImportReport, t: Translate): string[] => {
  const head = report.dryRun
    ? [t('import:run.dry')]
    : report.alreadyImported
      ? [t('import:run.already', { batch: report.alreadyImported })]
      : report.batch === null
        ? []
        : [t('import:run.done', { batch: report.batch, cycles: report.cycles.join(', ') })]
  const place = (row: { row: number; column: number | null }): { row: number; column: string } => ({
    row: row.row,
    column: row.column === null ? '' : `/${row.column}`,
  })
  return [
    ...head,
    t('import:run.projects', report.projects),
    t('import:run.reports', report.reports),
    ...listed(t, 'import:run.rejected', report.rejected, (row) =>
      t('import:run.row', {
        ...place(row),
        reason: t(`import:rejected.${row.reason}`),
        value: row.value ? ` (${row.value})` : '',
      }),
    ),
    ...listed(t, 'import:run.unread', report.unread, (cell) =>
      t('import:run.cell', {
        ...cell,
        value: cell.value.replace(/\s+/g, ' ').slice(0, 60),
        reason: t(`import:unread.${cell.reason}`),
      }),
    ),
    ...listed(
      t,
      'import:run.near',
      report.nearMisses,
      (near) =>
        `${near.name} ~ ${near.candidates.map((candidate) => `${candidate.number} ${candidate.title} (${candidate.similarity})`).join('; ')}`,
    ),
    ...listed(t, 'import:run.renamed', report.renamed, ({ number, before, now }) => `${number} ${before} → ${now}`),
    ...listed(t, 'import:run.unusedMatches', report.unusedMatches, (name) => name.slice(0, 70)),
    ...listed(
      t,
      'import:run.unmapped',
      report.unmapped,
      (column) => `${column.column} ${column.header.replace(/\s+/g, ' ').slice(0, 70)}`,
    ),
    ...listed(t, 'import:run.otherSheets', report.otherSheets, (name) => name),
  ]
}

/** Lines of one kind under their title; a person is shown the first of them. */
export const listed = <T>(t: Translate, title: TextKey, all: readonly T[], line: (one: T) => string): string[] => {
  if (all.length === 0) return []
  const more = all.length > SHOWN ? [`  ${t('import:run.more', { count: all.length - SHOWN })}`] : []
  return [t(title, { count: all.length }), ...all.slice(0, SHOWN).map((one) => `  ${line(one)}`), ...more]
}

const undo = async (batch: string, json: boolean, io: Io, open: () => Promise<Context>): Promise<void> => {
  const outcome = await undoImport(await open(), null, batch)
  if (!outcome.ok) {
    const batches = outcome.reason === 'later-import' ? outcome.batches.join(', ') : ''
    throw new Refusal(io.t(`import:failure.${outcome.reason}`, { batch, batches }))
  }
  const { report } = outcome
  if (json) return io.json(report)
  const {
    Projects: projects = 0,
    StatusReports: reports = 0,
    Bodies: bodies = 0,
    Memberships: memberships = 0,
  } = report.removed
  const { restored } = report
  if (bodies + memberships === 0) io.line(io.t('import:undo.done', { batch, projects, reports, restored }))
  else io.line(io.t('import:undo.bodies', { batch, bodies, memberships, restored }))
  for (const line of listed(
    io.t,
    'import:undo.kept',
    report.kept,
    (row) => `${row.list} ${row.key}: ${io.t(`import:kept.${row.reason}`)}`,
  ))
    io.line(line)
}
