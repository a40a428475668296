/** A file as a grid of texts, with what was detected on the way. Cells keep their line breaks. */
export interface Table {
  readonly encoding: Encoding
  readonly delimiter: Delimiter | null
  /** Of a workbook: the sheet that was read, and those that hold something too. */
  readonly sheet: string | null
  readonly otherSheets: readonly string[]
  /** `grid[row][column]`, 0-based; every row has the same length. */
  readonly grid: readonly (readonly string[])[]
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'xlsx'
export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

export type TableFailure = 'too-large' | 'empty' | 'unreadable' | 'too-many-cells'
export type TableOutcome =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly reason: TableFailure }

export type TablesOutcome =
  | { readonly ok: true; readonly tables: readonly Table[] }
  | { readonly ok: false; readonly reason: TableFailure }

export const MAX_CELLS = 5_000_000

/** What a person says of a file whose encoding, delimiter or sheet was not recognised. */
export interface TableHints {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | null | undefined
  readonly sheet?: string | undefined
  /** How much a sheet looks like what is sought. */
  readonly likeness?: (grid: Table['grid']) => number
}
