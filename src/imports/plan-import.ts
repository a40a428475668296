import { type Health, health } from '../lists/codes'
import type { Patch, Row } from '../lists/kit/list'
import type { Programmes } from '../lists/programmes'
import type { Projects } from '../lists/projects'
import type { StatusReports } from '../lists/status-reports'
import { numbering, programmeCodes } from './assign-codes'
import { type KnownProject, type NearMiss, projectMatcher } from './match-projects'
import { type ReadRow, type RejectedRow, readRows, type UnreadCell } from './read-rows'
import type { Mapping } from './source/mapping'
import { type Records, recordsOf } from './source/propose-mapping'
import { own } from './source/read-cell'
import type { ReadValue } from './source/read-record'
import type { Table } from './source/table'

export interface Existing {
  readonly projects: readonly Row<typeof Projects>[]
  readonly programmes: readonly Row<typeof Programmes>[]
  readonly reports: readonly Row<typeof StatusReports>[]
  /** Entra object id of a person by normalised display name or address. */
  personByName(name: string): string | null
}

export interface PlannedProject {
  readonly number: string
  readonly create: boolean
  readonly values: Patch<typeof Projects>
}

export interface PlannedReport {
  readonly key: string
  readonly create: boolean
  readonly values: Patch<typeof StatusReports>
}

export interface ImportPlan {
  readonly cycles: readonly { readonly code: string; readonly title: string }[]
  readonly programmes: readonly { readonly code: string; readonly title: string }[]
  readonly projects: readonly PlannedProject[]
  readonly reports: readonly PlannedReport[]
  readonly unchanged: number
  readonly rejected: readonly RejectedRow[]
  readonly unread: readonly UnreadCell[]
  readonly nearMisses: readonly {
    readonly row: number
    readonly name: string
    readonly candidates: readonly NearMiss[]
  }[]
  /** Names that the mapping answers for, and that no record of the file has. */
  readonly unusedMatches: readonly string[]
  readonly renamed: readonly { readonly number: string; readonly before: string; readonly now: string }[]
  readonly unmapped: readonly { readonly column: number; readonly header: string; readonly cells: number }[]
  readonly blankRecords: number
  readonly otherSheets: readonly string[]
}

/** Decides everything an import would do, and writes nothing. */
export const planImport = (table: Table, mapping: Mapping, existing: Existing): ImportPlan => {
  const source = recordsOf(table.grid, mapping)
  const { records, rejected, unread, blankRecords } = readRows(source, mapping, existing.personByName)
  return {
    ...matched(records, mapping, existing, rejected),
    unread,
    unmapped: unmappedColumns(mapping, source),
    blankRecords,
    otherSheets: table.otherSheets,
  }
}

const matched = (
  records: readonly ReadRow[],
  mapping: Mapping,
  existing: Existing,
  rejectedBefore: readonly RejectedRow[],
): Omit<ImportPlan, 'unread' | 'unmapped' | 'blankRecords' | 'otherSheets'> => {
  const known: KnownProject[] = existing.projects.map(({ number, title, sourceNumber }) => ({
    number,
    title,
    sourceNumber,
  }))
  const matcher = projectMatcher(known)
  const byNumber = new Map(existing.projects.map((project) => [project.number, project]))
  const reportByKey = new Map(existing.reports.map((report) => [report.reportKey, report]))
  const latestCycle = new Map<string, string>()
  for (const report of existing.reports)
    if (report.cycle > (latestCycle.get(report.project) ?? '')) latestCycle.set(report.project, report.cycle)
  const number = numbering(existing.projects.map((project) => project.number))
  const programmes = programmeCodes(existing.programmes)
  const projects = new Map<string, PlannedProject>()
  const reports = new Map<string, PlannedReport>()
  const rejected = [...rejectedBefore]
  const nearMisses: { row: number; column: number | null; name: string; candidates: readonly NearMiss[] }[] = []
  const renamed: { number: string; before: string; now: string }[] = []
  const cycles = new Map<string, { code: string; title: string }>()
  /** Reports that the file repeats as they stand. */
  const same = new Set<string>()
  const titles = new Set(records.map(({ title }) => title))
  /** By cycle, the known projects that the file names exactly, and those that a record was taken for. */
  const settled = new Map<string, Set<string | undefined>>()
  for (const { cycle, title } of records)
    settled.set(cycle.code, (settled.get(cycle.code) ?? new Set()).add(matcher.named(title)))

  for (const record of records) {
    const sourceNumber = textOf(record.values.get('project.number'))
    const answered = (number: string): boolean => {
      const key = `${record.cycle.code}:${number}`
      return reports.has(key) || same.has(key)
    }
    const match = matcher.match(
      record.title,
      sourceNumber,
      own(mapping.matches, record.title),
      answered,
      (number) => settled.get(record.cycle.code)?.has(number) === true,
    )
    const id = match.kind === 'same' ? match.number : number(sourceNumber)
    if (match.kind === 'same' && !byNumber.has(id) && !projects.has(id)) {
      rejected.push({
        row: record.row,
        column: record.column,
        reason: 'unknown-number',
        value: `${record.title} → ${id}`,
      })
      continue
    }
    const key = `${record.cycle.code}:${id}`
    if (reports.has(key) || same.has(key)) {
      rejected.push({ row: record.row, column: record.column, reason: 'repeated', value: record.title })
      continue
    }
    cycles.set(record.cycle.code, record.cycle)
    if (match.kind === 'new') {
      if (match.nearMisses.length > 0)
        nearMisses.push({ row: record.row, column: record.column, name: record.title, candidates: match.nearMisses })
      matcher.learn({ number: id, title: record.title, sourceNumber })
    }
    const before = byNumber.get(id)
    if (before && before.title !== record.title && match.kind === 'same')
      renamed.push({ number: id, before: before.title, now: record.title })
    const isLatest = record.cycle.code >= (latestCycle.get(id) ?? '')
    const values = projectValues(
      record,
      id,
      sourceNumber,
      programmes.codeOf(textOf(record.values.get('project.programme'))),
    )
    if (!before && !projects.has(id))
      projects.set(id, { number: id, create: true, values: { ...newProject, ...values } })
    else if (before && isLatest) {
      const changes = changed(before, values)
      if (changes) projects.set(id, { number: id, create: false, values: { number: id, ...changes } })
    }
    const report = reportValues(record, id, key)
    const reportBefore = reportByKey.get(key)
    const changes = reportBefore ? changed(reportBefore, report) : report
    if (changes) reports.set(key, { key, create: !reportBefore, values: { ...changes, reportKey: key } })
    else same.add(key)
    settled.get(record.cycle.code)?.add(id)
  }
  return {
    cycles: [...cycles.values()],
    programmes: programmes.added(),
    projects: [...projects.values()],
    reports: [...reports.values()],
    unchanged: same.size,
    rejected,
    nearMisses,
    unusedMatches: Object.keys(mapping.matches).filter((name) => !titles.has(name)),
    renamed,
  }
}

const newProject: Patch<typeof Projects> = { lifecycle: 'active', confidentiality: 'internal', priority: false }

const textOf = (value: ReadValue | undefined): string | null => (typeof value === 'string' ? value : null)

const valuesUnder = (record: ReadRow, prefix: string): Record<string, ReadValue> =>
  Object.fromEntries(
    [...record.values].flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )

const projectValues = (
  record: ReadRow,
  number: string,
  sourceNumber: string | null,
  programme: string | null,
): Patch<typeof Projects> => ({
  ...valuesUnder(record, 'project.'),
  number,
  title: record.title,
  ...(programme === null ? {} : { programme }),
  ...healthOf(record),
  ...(sourceNumber === null ? {} : { sourceNumber }),
})

/** The rating of the latest edition is the health last published; its day is not in the source, and none is made up. */
const healthOf = (record: ReadRow): Patch<typeof Projects> => {
  const overall = health.find((value) => value === record.values.get('report.overall'))
  return overall ? { publishedHealth: overall, publishedOn: null } : {}
}

const reportValues = (record: ReadRow, project: string, key: string): Patch<typeof StatusReports> => {
  const said: Patch<typeof StatusReports> & { overall?: Health } = valuesUnder(record, 'report.')
  const end = textOf(record.values.get('project.forecastEnd'))
  const cost = record.values.get('project.forecastCost')
  return {
    ...said,
    reportKey: key,
    cycle: record.cycle.code,
    project,
    state: 'published',
    ...(end === null ? {} : { forecastEnd: end }),
    ...(typeof cost === 'number' ? { forecastCost: cost } : {}),
  }
}

/** The values that differ from what the row holds, or null when none does. */
const changed = <V extends object>(before: object, values: V): Partial<V> | null => {
  const entries = Object.entries(values).filter(([name, value]) => Reflect.get(before, name) !== value)
  // A subset of the entries of V; entries lose the type on the way.
  return entries.length === 0 ? null : (Object.fromEntries(entries) as Partial<V>)
}

const unmappedColumns = (mapping: Mapping, source: Records): ImportPlan['unmapped'] =>
  mapping.columns.flatMap(({ to, column, header }) => {
    const cells = source.records.filter((record) => (record[column - 1] ?? '').trim() !== '').length
    return to === null && (cells > 0 || header.trim() !== '') ? [{ column, header, cells }] : []
  })
