import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import type { Wording } from '../pack/wording'
import { type Definition, sheet } from './sheet'
import { healthWords } from './workbook'
import { writeXlsx } from './write-xlsx'

export interface NamedFile {
  readonly name: string
  readonly content: Uint8Array
}

/** What a page lists, as a workbook of one sheet that carries the page's title and holds a real table. */
export const tableFile = async <T>(
  { clock }: Pick<Context, 'clock'>,
  wording: Wording,
  {
    file,
    title,
    frozen,
    columns,
    rows,
  }: {
    /** Name of the file, to which the day and `.xlsx` are added. */
    readonly file: string
    readonly title: string
    /** Columns that stay in sight when scrolling to the right. */
    readonly frozen: number
    readonly columns: readonly Definition<T>[]
    readonly rows: readonly T[]
  },
): Promise<NamedFile> => {
  const now = clock.now()
  const at = now.toISOString()
  const content = await writeXlsx(
    {
      locale: wording.locale,
      title,
      footer: wording.format.dateTime(at),
      healthWords: healthWords(wording),
      sheets: [sheet(title, frozen, columns, rows)],
    },
    at,
  )
  return { name: `${file}-${localDay(now)}.xlsx`, content }
}
