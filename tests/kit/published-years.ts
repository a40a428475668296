import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Nine years of the UK Government Major Projects Portfolio, as published, beside the checkout; tests without them are skipped. */
const folder = process.env.PUBLISHED_YEARS ?? join(__dirname, '../../../shared/data/gmpp')
const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022]

export const withPublishedYears = existsSync(folder) ? test : test.skip
export const WHY_SKIPPED = 'skipped without the published files beside the checkout'

export const publishedYears = (): readonly { readonly fileName: string; readonly bytes: Uint8Array }[] =>
  years.map((year) => ({ fileName: `uk_${year}.csv`, bytes: readFileSync(join(folder, `uk_${year}.csv`)) }))

/** Reports of each year. */
export const REPORTS_PER_YEAR: Readonly<Record<string, number>> = {
  2014: 199,
  2015: 188,
  2016: 143,
  2017: 143,
  2018: 133,
  2019: 133,
  2020: 125,
  2021: 184,
  2022: 235,
}
