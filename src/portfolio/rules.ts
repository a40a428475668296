import type { Health, Lifecycle } from '../lists/codes'
import type { Row } from '../lists/kit/list'
import type { StatusCycles } from '../lists/status-cycles'
import type { StatusReports } from '../lists/status-reports'
import { severity } from '../status/health'
import type { AnswerState } from './portfolio-view'

type Cycle = Row<typeof StatusCycles>
type Report = Row<typeof StatusReports>

/** Day in Brussels of an instant, `yyyy-MM-dd`. */
export const localDay = (instant: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' }).format(instant)

/** Projects that the portfolio lists: everything that is neither closed nor abandoned. */
export const isListed = (lifecycle: Lifecycle): boolean => lifecycle !== 'closed' && lifecycle !== 'cancelled'

/** How many cycles back an answer still speaks for the project: the open or last cycle and the one before it. */
const FRESH_CYCLES = 2

/** Cycles in order of time, oldest first: by cut-off or opening, and by code when an import knows neither. */
export const inOrder = (cycles: readonly Cycle[]): readonly Cycle[] =>
  [...cycles].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : a.code < b.code ? -1 : 1))

const timeOf = (cycle: Cycle): string => cycle.cutOff ?? cycle.openedAt ?? cycle.code

/** Reports that count (drafts do not), by project and then by cycle. */
export const byProject = (reports: readonly Report[]): ReadonlyMap<string, ReadonlyMap<string, Report>> => {
  const index = new Map<string, Map<string, Report>>()
  for (const report of reports) {
    if (report.state === 'draft') continue
    const ofProject = index.get(report.project) ?? new Map<string, Report>()
    ofProject.set(report.cycle, report)
    index.set(report.project, ofProject)
  }
  return index
}

/** The newest report among `cycles` (oldest first). */
export const latestOf = (
  ofProject: ReadonlyMap<string, Report> | undefined,
  cycles: readonly string[],
): Report | undefined => {
  for (let i = cycles.length - 1; i >= 0; i -= 1) {
    const report = ofProject?.get(cycles[i] ?? '')
    if (report) return report
  }
  return undefined
}

/** True when the answer belongs to one of the last two cycles; an older one says nothing about today. */
export const isFresh = (report: Report | undefined, cycles: readonly string[]): boolean =>
  report !== undefined && cycles.slice(-FRESH_CYCLES).includes(report.cycle)

export const answerState = (
  number: string,
  cycle: Cycle | undefined,
  owed: ReadonlySet<string>,
  answered: boolean,
  now: Date,
): AnswerState => {
  if (!cycle || !owed.has(number)) return 'notOwed'
  if (answered) return 'answered'
  return cycle.cutOff !== null && new Date(cycle.cutOff) < now ? 'late' : 'awaited'
}

/** True when dates and costs say worse than the manager does ("green outside, red inside"). */
export const isMoreSevere = (declared: Health | null, computed: Health | null): boolean =>
  declared !== null && computed !== null && severity(computed) > severity(declared)

/** The middle value; of an even number of values the mean of the two in the middle, rounded to a whole. */
export const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper
  return Math.round((lower + upper) / 2)
}

/** Fields of an edit that somebody else changed as well since the person saw them; without `base` every difference counts. */
export const clashingFields = <F extends string>(
  patch: { readonly [K in F]?: unknown },
  base: { readonly [K in F]?: unknown } | undefined,
  current: { readonly [K in F]?: unknown },
): readonly F[] =>
  // The keys of a patch are its fields; Object.keys forgets their type.
  (Object.keys(patch) as F[]).filter((field) => {
    const theirs = current[field] ?? null
    if (isSame(theirs, patch[field] ?? null)) return false
    return base === undefined || !(field in base) || !isSame(theirs, base[field] ?? null)
  })

/** Several choices are the same whatever their order. */
const isSame = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? [...a].sort().join('\n') === [...b].sort().join('\n') : a === b

/** The next free number in the series of the existing ones (`P-001`, `P-002`, …), keeping their width. */
export const nextNumber = (numbers: readonly string[]): string => {
  const series = numbers.flatMap((number) => {
    const match = /^P-(\d+)$/.exec(number)
    return match?.[1] ? [match[1]] : []
  })
  const highest = series.reduce((max, digits) => Math.max(max, Number(digits)), 0)
  const width = series.reduce((max, digits) => Math.max(max, digits.length), 3)
  return `P-${String(highest + 1).padStart(width, '0')}`
}
