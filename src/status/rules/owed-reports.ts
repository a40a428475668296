import type { Absences } from '../../lists/absences'
import type { Values } from '../../lists/kit/list'
import type { Projects } from '../../lists/projects'

type Project = Pick<Values<typeof Projects>, 'number' | 'lifecycle' | 'projectManager' | 'delegate'>
export type Absence = Pick<Values<typeof Absences>, 'person' | 'firstDay' | 'lastDay' | 'delegate'>

/** Why this person is asked: they manage the project, stand in for its absent manager, or are its delegate without a manager. */
export type AskedAs = 'manager' | 'absenceDelegate' | 'delegate'

export interface OwedReport {
  readonly project: string
  /** Entra object id; null when nobody can be asked: the programme manager and the PMO hear of it instead. */
  readonly respondent: string | null
  readonly askedAs: AskedAs | null
  /** The manager that the respondent stands in for, else null. */
  readonly onBehalfOf: string | null
}

/** A project owes a report while it is being carried out or closed (DESIGN 3: active projects). */
export const owesReport = (project: Pick<Project, 'lifecycle'>): boolean =>
  project.lifecycle === 'active' || project.lifecycle === 'closing'

const absenceOf = (person: string, absences: readonly Absence[], day: string): Absence | undefined =>
  absences.find((absence) => absence.person === person && absence.firstDay <= day && day <= absence.lastDay)

/** Who is asked about one project on a day. Standing in is not passed on twice: an absent stand-in leaves it to the next one. */
export const respondentOf = (project: Project, absences: readonly Absence[], day: string): OwedReport => {
  const manager = project.projectManager
  const present = (person: string | null): person is string => person !== null && !absenceOf(person, absences, day)
  const owed = (respondent: string | null, askedAs: AskedAs | null, onBehalfOf: string | null): OwedReport => ({
    project: project.number,
    respondent,
    askedAs,
    onBehalfOf,
  })
  if (manager === null)
    return project.delegate === null ? owed(null, null, null) : owed(project.delegate, 'delegate', null)
  const absence = absenceOf(manager, absences, day)
  if (!absence) return owed(manager, 'manager', null)
  if (present(absence.delegate)) return owed(absence.delegate, 'absenceDelegate', manager)
  if (present(project.delegate)) return owed(project.delegate, 'delegate', manager)
  // Nobody stands in: the question waits for the manager, who finds it on return.
  return owed(manager, 'manager', null)
}

type OwingCycle = { readonly owed: string | null; readonly state: string }

/** Characters that SharePoint takes in a column of several lines. */
const NOTE_MOST = 63_999
/** First line of numbers that are too many to be written out. */
const SHORTENED = '=shortened'
const SHARED_MOST = 35

/**
 * The numbers of projects as a cycle holds them: one a line. Where SharePoint would not take so many, each line begins with how many
 * characters it shares with the one before (0 to z), and goes on with the others: numbers follow one another.
 */
export const owedText = (numbers: readonly string[]): string => {
  const plain = numbers.join('\n')
  if (plain.length <= NOTE_MOST) return plain
  const lines = numbers.map((number, at) => {
    const shared = sharedWith(numbers[at - 1] ?? '', number)
    return shared.toString(36) + number.slice(shared)
  })
  return [SHORTENED, ...lines].join('\n')
}

const sharedWith = (before: string, number: string): number => {
  let shared = 0
  while (shared < SHARED_MOST && shared < number.length && before[shared] === number[shared]) shared += 1
  return shared
}

/** Numbers of the projects from which a cycle asked a report when it opened, or at its closing for good. */
export const fixedOwed = (cycle: Pick<OwingCycle, 'owed'>): readonly string[] => {
  const lines = (cycle.owed ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  if (lines[0] !== SHORTENED) return lines
  let number = ''
  return lines.slice(1).map((line) => {
    number = number.slice(0, Number.parseInt(line.charAt(0), 36)) + line.slice(1)
    return number
  })
}

/** A project that ended while the cycle was open without having answered owes nothing any more. */
export const stillOwes = (
  cycle: Pick<OwingCycle, 'state'>,
  project: Pick<Project, 'lifecycle'>,
  hasAnswered: () => boolean,
): boolean => cycle.state !== 'open' || owesReport(project) || hasAnswered()

/** Numbers of the projects that owe a report in a cycle now. */
export const owedOf = (
  cycle: OwingCycle,
  lifecycleOf: (number: string) => Project['lifecycle'] | undefined,
  hasAnswered: (number: string) => boolean,
): readonly string[] =>
  fixedOwed(cycle).filter((number) => {
    const lifecycle = lifecycleOf(number)
    if (lifecycle === undefined) return cycle.state !== 'open'
    return stillOwes(cycle, { lifecycle }, () => hasAnswered(number))
  })

/** Who owes what on the day of the question (DESIGN 3.1, PRINCE2 highlight report: the project manager reports). */
export const owedReports = (
  projects: readonly Project[],
  absences: readonly Absence[],
  day: string,
): readonly OwedReport[] => projects.filter(owesReport).map((project) => respondentOf(project, absences, day))

/** The people to ask, each with their projects, in the order of the projects. */
export const byRespondent = (owed: readonly OwedReport[]): ReadonlyMap<string, readonly OwedReport[]> => {
  const people = new Map<string, OwedReport[]>()
  for (const report of owed) {
    if (report.respondent === null) continue
    const theirs = people.get(report.respondent)
    if (theirs) theirs.push(report)
    else people.set(report.respondent, [report])
  }
  return people
}

/** May this person answer for the project on a day: its manager, its delegate, or who stands in for the absent manager? */
export const mayAnswer = (
  person: string,
  project: Project,
  absences: readonly Absence[],
  days: readonly string[],
): boolean =>
  person === project.projectManager ||
  person === project.delegate ||
  days.some((day) => respondentOf(project, absences, day).respondent === person)
