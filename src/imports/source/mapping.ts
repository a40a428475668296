import { z } from 'zod'
import { en, fr } from 'zod/locales'
import type { Locale } from '../../i18n/text'
import { health } from '../../lists/codes'
import { delimiters } from './table'
import { targetNames } from './targets'

/** Part of addresses, row keys and folder names. */
const CYCLE_CODE = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}_-])?$/u

const CODE_MAX = 40

/** A cycle as a cell names it: `2017/18` has the code `2017-18`. Null when the words can be no code. */
export const cycleNamed = (words: string): { code: string; title: string } | null => {
  const code = words.replaceAll('/', '-')
  return code.length <= CODE_MAX && CYCLE_CODE.test(code) ? { code, title: words } : null
}

/** How a file is read: proposed by `inspect`, corrected by a person, applied by `run`. Columns are counted from 1 as in the file. */
export const mappingSchema = z.strictObject({
  /** `rows`: a project per row under a header row. `columns`: a project per column behind a header column. */
  orientation: z.enum(['rows', 'columns']),
  /** The row or column of the headers, from 1; what stands before it is no part of the table. */
  headerAt: z.int().min(1).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'xlsx']).optional(),
  delimiter: z.enum(delimiters).nullable().optional(),
  /** Of a workbook. */
  sheet: z.string().optional(),
  /** The cycle that the reports belong to, unless a column says it. */
  cycle: z
    .object({
      code: z.string().trim().min(1).max(CODE_MAX).regex(CYCLE_CODE),
      title: z.string().trim().min(1).max(255),
    })
    .nullable(),
  columns: z.array(
    z.strictObject({
      /** Position from 1 along the header row or header column. */
      column: z.int().min(1),
      header: z.string(),
      to: z.enum(targetNames).nullable(),
      dateOrder: z.enum(['dmy', 'mdy']).optional(),
      decimalMark: z.enum(['.', ',']).optional(),
      /** The unit that amounts of this column carry after the figure, such as `m` in £26.19m; another unit is reported, not read. */
      unit: z.string().max(10).optional(),
      /** Multiplies amounts, only when a person asks for it: by default they are stored as written. */
      factor: z.number().positive().optional(),
      /** Readings of ratings in the source's own words. */
      values: z.record(z.string(), z.enum(health).nullable()).optional(),
    }),
  ),
  /** Answers to near-misses: name in the file → number of the project it is, or `new`. */
  matches: z.record(z.string(), z.string()).default({}),
})

export type Mapping = z.infer<typeof mappingSchema>
export type ColumnMapping = Mapping['columns'][number]

/** Accepts a mapping or the whole answer of `inspect --json` that holds one; says what is wrong in the language of the person. */
export const parseMapping = (json: unknown, locale: Locale): z.ZodSafeParseResult<Mapping> => {
  const inner = typeof json === 'object' && json !== null && 'mapping' in json ? json.mapping : json
  return mappingSchema.safeParse(inner, { error: (locale === 'fr' ? fr() : en()).localeError })
}
