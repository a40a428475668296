import type { Mapping } from './mapping'
import type { Records } from './propose-mapping'
import { normalised } from './targets'

/** A column that the file calls otherwise than its mapping does; `found` is null when the file has no such column. */
export interface OtherHeader {
  readonly column: number
  readonly wanted: string
  readonly found: string | null
}

/**
 * Columns that are to be imported and that this file does not have under their name: the mapping was made for another file, and what
 * it would read stands elsewhere. A mapping written by hand may leave a name empty.
 */
export const otherHeaders = (mapping: Mapping, { header }: Pick<Records, 'header'>): readonly OtherHeader[] =>
  mapping.columns.flatMap(({ column, header: wanted, to }) => {
    const found = header[column - 1] ?? null
    const fits = found !== null && (wanted.trim() === '' || normalised(found) === normalised(wanted))
    return to === null || fits ? [] : [{ column, wanted, found }]
  })
