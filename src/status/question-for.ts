import { localDay } from '../calendar/business-days'
import type { Context, Locale, Person } from '../context'
import type { Formats } from '../i18n/format'
import type { Translate } from '../i18n/text'
import { formatsIn, translate } from '../i18n/translate'
import { Absences } from '../lists/absences'
import { axes } from '../lists/codes'
import type { Row } from '../lists/kit/list'
import type { Milestones } from '../lists/milestones'
import { StatusCycles } from '../lists/status-cycles'
import { type Settings, settingsOf } from '../settings/settings'
import { computedHealth } from './health'
import {
  type CycleRow,
  healthFactsOf,
  type LastReports,
  lastReportsBefore,
  milestonesByProject,
  nextMilestoneOf,
  type ReportRow,
} from './project-facts'
import type {
  AnswerValues,
  ComputedView,
  LastReport,
  QuestionCycle,
  QuestionModel,
  QuestionProject,
  RecordedAnswer,
} from './question-view'
import { isAccepting, questionDay, type Roster, type RosterEntry, rosterOf } from './roster'
import { cycleTitle } from './rules/cycle-title'
import { explainHealth, worseThanDeclared } from './rules/explanation'
import { type Absence, mayAnswer } from './rules/owed-reports'

/** `asked`: the projects this person is asked about. `answerable`: also those they may answer as a delegate. */
export type QuestionScope = 'asked' | 'answerable'

/** What the questions of one cycle are made of, gathered once for any number of people. */
export interface CycleFacts {
  readonly cycle: CycleRow
  readonly now: Date
  readonly roster: Roster
  readonly last: LastReports
  readonly milestones: ReadonlyMap<string, readonly Row<typeof Milestones>[]>
  readonly absences: readonly Absence[]
  readonly settings: Settings
}

export const cycleFactsOf = (ctx: Pick<Context, 'lists' | 'clock'>, cycle: CycleRow): CycleFacts => {
  const now = ctx.clock.now()
  return {
    cycle,
    now,
    roster: rosterOf(ctx, cycle, now),
    last: lastReportsBefore(ctx, cycle.code),
    milestones: milestonesByProject(ctx),
    absences: ctx.lists.all(Absences),
    settings: settingsOf(ctx),
  }
}

export const questionCycleOf = (cycle: CycleRow, now: Date, format: Formats): QuestionCycle => ({
  code: cycle.code,
  title: cycleTitle(cycle, format),
  cutOff: cycle.cutOff,
  accepting: isAccepting(cycle, now),
})

/** Name of a person, or the word for somebody the directory no longer knows. */
export const nameOf = (ctx: Pick<Context, 'directory'>, person: string, t: Translate): string =>
  ctx.directory.person(person)?.name ?? t('status:person.unknown')

export const personOf = (ctx: Pick<Context, 'directory'>, id: string, t: Translate): QuestionModel['person'] => {
  const name = nameOf(ctx, id, t)
  return { id, name, firstName: name.split(' ')[0] ?? name }
}

export const localeOf = (person: Person | undefined): Locale => person?.locale ?? 'fr'

/** The entries of the roster that a person sees in their question. */
export const entriesFor = (facts: CycleFacts, person: string, scope: QuestionScope): readonly RosterEntry[] => {
  if (scope === 'asked') return facts.roster.askedOf(person)
  const days = [questionDay(facts.cycle, facts.now), localDay(facts.now)]
  return facts.roster.entries.filter((entry) => mayAnswer(person, entry.project, facts.absences, days))
}

/** The question of one person in one cycle, in their language; without projects when nothing is asked of them. */
export const questionFor = (
  ctx: Pick<Context, 'directory' | 'links' | 'lists'>,
  facts: CycleFacts,
  person: string,
  locale: Locale,
  scope: QuestionScope = 'asked',
): QuestionModel => {
  const t = translate(locale)
  const words: Words = { ctx, facts, person, locale, t, format: formatsIn(locale) }
  const projects = entriesFor(facts, person, scope).map((entry) => projectOf(entry, words))
  return {
    cycle: questionCycleOf(facts.cycle, facts.now, words.format),
    person: personOf(ctx, person, t),
    projects,
    answered: projects.filter((project) => project.recorded !== null).length,
    generatedAt: facts.now.toISOString(),
    tabUrl: ctx.links.tab(`cycle/${facts.cycle.code}`),
  }
}

interface Words {
  readonly ctx: Pick<Context, 'directory' | 'links' | 'lists'>
  readonly facts: CycleFacts
  readonly person: string
  readonly locale: Locale
  readonly t: Translate
  readonly format: Formats
}

const projectOf = (entry: RosterEntry, words: Words): QuestionProject => {
  const { ctx, facts, person, t } = words
  const { project, owed, report } = entry
  const before = facts.last.answered.get(project.number)
  const standIn = project.delegate ?? (owed.askedAs === 'absenceDelegate' ? owed.respondent : null)
  const absent = person === project.projectManager ? null : (owed.onBehalfOf ?? project.projectManager)
  return {
    number: project.number,
    title: project.title,
    last: before ? lastOf(before, words) : null,
    recorded: report ? recordedOf(report, words) : null,
    prefill: prefillOf(entry, before),
    canConfirm: isAccepting(facts.cycle, facts.now) && !report && before?.overall != null,
    computed: computedOf(entry, before, words),
    nextMilestone: nextMilestoneOf(facts.milestones.get(project.number) ?? []),
    delegate: standIn && standIn !== person ? nameOf(ctx, standIn, t) : null,
    onBehalfOf: absent ? nameOf(ctx, absent, t) : null,
    tabUrl: ctx.links.tab(`project/${project.number}`),
  }
}

const lastOf = (report: ReportRow, { ctx, format }: Words): LastReport => {
  const cycle = ctx.lists.find(StatusCycles, report.cycle)
  return {
    cycle: report.cycle,
    cycleTitle: cycle ? cycleTitle(cycle, format) : report.cycle,
    overall: report.overall,
    trend: report.trend,
    forecastEnd: report.forecastEnd,
    forecastCost: report.forecastCost,
    at: cycle?.publishedAt ?? report.answeredAt,
  }
}

const recordedOf = (report: ReportRow, { ctx, t }: Words): RecordedAnswer | null =>
  report.overall === null
    ? null
    : {
        overall: report.overall,
        trend: report.trend,
        forecastEnd: report.forecastEnd,
        forecastCost: report.forecastCost,
        answeredAt: report.answeredAt ?? '',
        answeredBy: report.answeredBy ? nameOf(ctx, report.answeredBy, t) : t('status:person.unknown'),
      }

/**
 * What an answer starts from: the answer of this cycle, or else health, axes and progress of the last report; in both cases
 * with the forecasts of the project, which somebody may have corrected since. Texts of an earlier cycle are not carried over: an old
 * comment does not explain a new deterioration.
 */
export const prefillOf = (
  entry: Pick<RosterEntry, 'project' | 'report'>,
  before: ReportRow | undefined,
): AnswerValues => {
  const { project, report } = entry
  const source = report ?? before
  const health = Object.fromEntries(axes.map((axis) => [axis, source?.[axis] ?? null]))
  return {
    ...NO_AXES,
    ...health,
    overall: source?.overall ?? null,
    percentComplete: source?.percentComplete ?? null,
    forecastEnd: project.forecastEnd ?? source?.forecastEnd ?? null,
    forecastCost: project.forecastCost ?? source?.forecastCost ?? null,
    comment: report?.comment ?? null,
    achieved: report?.achieved ?? null,
    next: report?.next ?? null,
    issues: report?.issues ?? null,
    decisionsRequested: report?.decisionsRequested ?? null,
  }
}

const NO_AXES = { schedule: null, cost: null, scope: null, risk: null, resources: null, benefits: null } as const

const computedOf = (entry: RosterEntry, before: ReportRow | undefined, words: Words): ComputedView => {
  const { facts, locale, t, format } = words
  const { project, report } = entry
  const healthFacts = healthFactsOf(project, facts.milestones.get(project.number) ?? [], report ?? null)
  const computed = computedHealth(healthFacts, facts.settings.tolerances, localDay(facts.now))
  const declared = report?.overall ?? before?.overall ?? null
  return {
    health: computed.health,
    sentence: explainHealth(computed, declared, locale, t, format),
    worseThanDeclared: worseThanDeclared(computed.health, declared),
  }
}
