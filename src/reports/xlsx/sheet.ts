import { DateTime } from 'luxon'
import type { Wording } from '../pack/wording'
import type { Snapshot, SnapshotProject } from '../snapshot'

/**
 * Content of the workbook, free of any file format. A cell holds a text, a number (euros, days, or a ratio for `percent`) or
 * an ISO date; `null` is an empty cell, never zero.
 */
export type CellKind = 'text' | 'longText' | 'health' | 'trend' | 'number' | 'money' | 'percent' | 'date' | 'dateTime'
export type CellValue = string | number | null

export interface SheetColumn {
  readonly title: string
  readonly kind: CellKind
  /** In characters. */
  readonly width: number
  /** Adds the sum below the table. */
  readonly total?: true
}

export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly CellValue[])[]
  /** Columns that stay in sight when scrolling to the right. */
  readonly frozen: number
  /** Columns that are printed, when the sheet has more than a page can carry. */
  readonly printed?: number
}

/** One column of a sheet about things of one type: how it is titled and what it shows. */
export interface Definition<T> extends SheetColumn {
  value(row: T): CellValue
}

/** Lays rows out by their column definitions. */
export const sheet = <T>(
  name: string,
  frozen: number,
  definitions: readonly Definition<T>[],
  rows: readonly T[],
): Sheet => ({
  name,
  frozen,
  columns: definitions.map(({ title, kind, width, total }) => ({ title, kind, width, ...(total ? { total } : {}) })),
  rows: rows.map((row) => definitions.map((definition) => definition.value(row))),
})

/** Wall clock in Brussels, which is what a spreadsheet can show. */
export const localTime = (instant: string | null): string | null =>
  instant === null ? null : DateTime.fromISO(instant).setZone('Europe/Brussels').toFormat("yyyy-MM-dd'T'HH:mm")

/** Percent as the ratio that a percent format shows, to a tenth of a percent. */
export const ratio = (percent: number | null | undefined): number | null =>
  percent === null || percent === undefined ? null : Math.round(percent * 10) / 1000

/** The columns that several sheets begin with. */
export const identity = (snapshot: Snapshot, { t }: Wording): readonly Definition<SnapshotProject>[] => [
  { title: t('reports:sheet.number'), kind: 'text', width: 10, value: (p) => p.number },
  { title: t('reports:sheet.title'), kind: 'text', width: 38, value: (p) => p.title },
  {
    title: t('reports:sheet.programme'),
    kind: 'text',
    width: 28,
    value: (p) => snapshot.programmes.find((each) => each.code === p.programme)?.title ?? p.programme,
  },
]

export const name = (snapshot: Snapshot, person: string | null): string | null =>
  person === null ? null : (snapshot.people[person] ?? null)
