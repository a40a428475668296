import { decisionResult } from '../../lists/committees/decisions'
import type { DecisionResult, DecisionRow } from './register-view'
import { folded, LONGEST_SEARCH, numberIn, soughtIn } from './search-text'

/** What the register is narrowed to; page and export share it. */
export interface RegisterFilter {
  readonly search: string
  readonly bodies: readonly string[]
  readonly results: readonly DecisionResult[]
  readonly years: readonly string[]
  readonly projects: readonly string[]
}

const listIn = (text: string | null | undefined): readonly string[] =>
  (text ?? '').split('|').filter((part) => part !== '')

/** The filter as addresses carry it. */
export const filterOf = (value: (name: string) => string | null | undefined): RegisterFilter => ({
  search: (value('q') ?? '').slice(0, LONGEST_SEARCH),
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

/** By row: whoever types asks again with every letter. */
const known = new WeakMap<DecisionRow, string>()

const textOf = (row: DecisionRow): string => {
  const text = known.get(row) ?? textsOf(row)
  known.set(row, text)
  return text
}

const textsOf = (row: DecisionRow): string =>
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
  ]
    .map((part) => folded(part ?? '').replaceAll('\n', ' '))
    .join('\n')

/**
 * The newest first; every word and every phrase of the search must be found somewhere in the decision. A search that says a number finds the
 * decision of that number alone, where there is one.
 */
export const filtered = (rows: readonly DecisionRow[], filter: RegisterFilter): readonly DecisionRow[] => {
  const isIn = (wanted: readonly string[], value: string | null): boolean =>
    wanted.length === 0 || (value !== null && wanted.includes(value))
  const chosen = rows.filter(
    (row) =>
      isIn(filter.bodies, row.body) &&
      isIn(filter.results, row.result) &&
      isIn(filter.years, yearOf(row)) &&
      isIn(filter.projects, row.project),
  )
  const isNumber = numberIn(filter.search)
  const numbered = isNumber ? chosen.filter(({ number }) => isNumber(number)) : []
  if (numbered.length > 0) return numbered
  const sought = soughtIn(filter.search)
  return sought.length === 0 ? chosen : chosen.filter((row) => sought.every((part) => textOf(row).includes(part)))
}
