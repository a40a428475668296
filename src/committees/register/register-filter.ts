import { decisionResult } from '../../lists/committees/decisions'
import type { DecisionResult, DecisionRow } from './register-view'

/** What the register is narrowed to; page and export share it. */
export interface RegisterFilter {
  readonly search: string
  readonly bodies: readonly string[]
  readonly results: readonly DecisionResult[]
  readonly years: readonly string[]
  readonly projects: readonly string[]
}

/** Letters without accents and case, so that "elargi" finds "Élargissement". */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’']/g, ' ')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()

const listIn = (text: string | null | undefined): readonly string[] =>
  (text ?? '').split('|').filter((part) => part !== '')

/** The filter as addresses carry it. */
export const filterOf = (value: (name: string) => string | null | undefined): RegisterFilter => ({
  search: value('q') ?? '',
  bodies: listIn(value('body')),
  results: decisionResult.filter((result) => listIn(value('result')).includes(result)),
  years: listIn(value('year')),
  projects: listIn(value('project')),
})

export const queryOf = ({ search, bodies, results, years, projects }: RegisterFilter): URLSearchParams => {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  for (const [name, values] of [
    ['body', bodies],
    ['result', results],
    ['year', years],
    ['project', projects],
  ] as const)
    if (values.length > 0) query.set(name, values.join('|'))
  return query
}

const year = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels', year: 'numeric' })

/** The year on the organisation's calendar when it was decided, or that of the number. */
export const yearOf = ({ decidedAt, number }: Pick<DecisionRow, 'decidedAt' | 'number'>): string =>
  decidedAt === null ? (/\d{4}/.exec(number)?.[0] ?? '') : year.format(new Date(decidedAt))

const textOf = (row: DecisionRow): string =>
  folded(
    [
      row.number,
      row.title,
      row.bodyTitle,
      row.meetingTitle,
      row.project,
      row.projectTitle,
      row.question,
      row.text,
      row.conditions,
      ...(row.arbitration?.options.flatMap(({ title, consequences }) => [title, consequences]) ?? []),
    ].join(' '),
  )

/** The newest first; every word of the search must be found somewhere in the decision. */
export const filtered = (rows: readonly DecisionRow[], filter: RegisterFilter): readonly DecisionRow[] => {
  const words = folded(filter.search)
    .split(/\s+/)
    .filter((word) => word !== '')
  const isIn = (wanted: readonly string[], value: string | null): boolean =>
    wanted.length === 0 || (value !== null && wanted.includes(value))
  return rows.filter(
    (row) =>
      isIn(filter.bodies, row.body) &&
      isIn(filter.results, row.result) &&
      isIn(filter.years, yearOf(row)) &&
      isIn(filter.projects, row.project) &&
      (words.length === 0 || words.every((word) => textOf(row).includes(word))),
  )
}
