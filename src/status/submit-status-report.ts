import type { Actor } from '../access/actor'
import { mayOn, type Relation } from '../access/policy'
import { isoSeconds, localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { ExceptionReports } from '../lists/exception-reports'
import { Projects } from '../lists/projects'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import type { JudgedAnswer } from '../ports/answers'
import type { ListChange } from '../ports/lists'
import type { OutboxWrite } from '../ports/outbox'
import { relationsHeld } from '../projects/relations-held'
import { refreshSoon } from './cycle/refresh-questions'
import { computedHealth } from './health'
import { healthFactsOf, type ReportRow, reportKeyOf } from './project-facts'
import { type CycleFacts, cycleFactsOf, entriesFor, prefillOf, type QuestionScope, questionFor } from './question-for'
import { type AnswerValues, type Forecasts, forecastFields, type QuestionModel } from './question-view'
import { isAccepting, questionDay, type RosterEntry } from './roster'
import { type AnswerRefusal, parseAnswer } from './rules/answer-values'
import { commentRequired } from './rules/comment-required'
import { type ExceptionStep, exceptionSteps } from './rules/exception-rule'
import { type ForecastConflict, settledForecasts } from './rules/forecast-rule'
import { mayAnswer } from './rules/owed-reports'
import { trendOf } from './rules/trend'

export interface SubmitInput {
  readonly cycle: string
  readonly project: string
  /** `unchanged` confirms the last report with one click; otherwise the fields as the client sent them, not yet trusted. */
  readonly answer:
    | 'unchanged'
    | { readonly fields: unknown /** The forecasts as the form had drawn them. */; readonly drawn?: unknown }
  /** When the answer left its sender, by the channel's clock: one that was overtaken on its way changes nothing. */
  readonly sentAt?: Date
  /** Which projects the returned question lists; defaults to those asked of the person when this one is among them. */
  readonly scope?: QuestionScope
}

export type SubmitRefusal =
  | AnswerRefusal
  | {
      readonly ok: false
      readonly reason:
        | 'unknown-cycle'
        | 'cycle-closed'
        | 'cut-off-passed'
        | 'unknown-project'
        | 'nothing-to-confirm'
        | 'overall-required'
        | 'date-before-start'
        | 'comment-required'
      readonly field: string | null
    }
  | ({ readonly ok: false; readonly reason: 'forecast-changed' } & ForecastConflict)

export type SubmitOutcome =
  /** `changed` is false when the same answer, or one sent later, was recorded already: nothing is written. */
  { readonly ok: true; readonly changed: boolean; readonly question: QuestionModel } | SubmitRefusal

/**
 * Records a project manager's answer (DESIGN 3.3 to 3.5): parsed once, checked by the rules, put in the outbox. It never waits
 * for SharePoint. A project that does not exist and a project of somebody else get the same refusal, before anything is read
 * from the answer.
 */
export const submitStatusReport = async (ctx: Context, actor: Actor, input: SubmitInput): Promise<SubmitOutcome> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const outcome = await submit(ctx, actor, input)
    if (outcome !== 'stale' && (outcome.ok || attempt > 0)) return outcome
    // Refused, or accepted, by what another copy has changed since, perhaps: judged again by what holds now.
    await ctx.outbox.catchUp(judgedBy(input))
  }
  throw new Error(`report ${input.cycle}:${input.project} changes faster than it can be answered`)
}

const TRIES = 10

/** An answer counts by the cycle and the report as the last copy of the service to change them left them. */
const judgedBy = ({ cycle, project }: SubmitInput): readonly ListChange[] => [
  { list: StatusCycles.name, keys: [cycle] },
  { list: StatusReports.name, keys: [reportKeyOf(cycle, project)] },
]

const submit = async (ctx: Context, actor: Actor, input: SubmitInput): Promise<SubmitOutcome | 'stale'> => {
  const known = ctx.answers.known(judgedBy(input))
  const cycle = ctx.lists.find(StatusCycles, input.cycle)
  if (!cycle) return refuse('unknown-cycle')
  const facts = cycleFactsOf(ctx, cycle)
  const entry = facts.roster.of(input.project)
  if (!entry || !allowed(ctx, actor, entry, facts)) return refuse('unknown-project')
  if (cycle.state !== 'open') return refuse('cycle-closed')
  if (!isAccepting(cycle, facts.now)) return refuse('cut-off-passed')

  const last = facts.last.answered.get(entry.project.number)
  const answer = answerFrom(input, entry, last)
  if (!answer.ok) return answer
  const before = facts.last.published.get(entry.project.number) ?? last
  const refusal = checkAnswer(answer.values, entry, before)
  if (refusal) return refusal

  const { number: project } = entry.project
  const change = isSame(answer.values, entry.report) ? null : changeOf(ctx, actor, facts, entry, before, answer.values)
  const report = reportKeyOf(cycle.code, project)
  const sentAt = input.sentAt ?? null
  const verdict = await ctx.answers.record({ cycle: cycle.code, project, report, known, sentAt, change })
  if (verdict === 'stale') return verdict
  const changed = verdict === 'recorded' && change !== null
  if (changed) refreshAsked(ctx, actor, cycle.code, entry)
  return { ok: true, changed, question: questionAfter(ctx, actor, input, entry) }
}

const refuse = (
  reason: Exclude<Exclude<SubmitRefusal, AnswerRefusal>['reason'], 'forecast-changed'>,
  field: string | null = null,
): SubmitRefusal => ({
  ok: false,
  reason,
  field,
})

const allowed = (ctx: Context, actor: Actor, entry: RosterEntry, facts: CycleFacts): boolean => {
  const { project } = entry
  const held = new Set<Relation>(relationsHeld(ctx, actor.person)(project))
  const days = [questionDay(facts.cycle, facts.now), localDay(facts.now)]
  // Whoever stands in for an absent manager acts as the delegate of those days.
  if (mayAnswer(actor.person, project, facts.absences, days)) held.add('delegate')
  return mayOn(actor, 'report.answer', held, project.confidentiality)
}

type Answer = { readonly ok: true; readonly values: AnswerValues } | SubmitRefusal

const answerFrom = (input: SubmitInput, entry: RosterEntry, last: ReportRow | undefined): Answer => {
  const start = prefillOf(entry, last)
  if (input.answer !== 'unchanged') {
    const parsed = parseAnswer(input.answer.fields)
    if (!parsed.ok) return parsed
    // Every form asks for it: an answer without it was cut off on its way.
    if (parsed.values.overall === undefined) return refuse('overall-required', 'overall')
    const drawn = parseAnswer(input.answer.drawn ?? {})
    const settled = settledForecasts(parsed.values, drawn.ok ? drawn.values : {}, start)
    if (!settled.ok) return { ok: false, reason: 'forecast-changed', ...settled.conflict }
    return { ok: true, values: { ...start, ...parsed.values, ...settled.values } }
  }
  // A second click on "unchanged" confirms what this cycle already holds.
  if (entry.report) {
    const { forecastEnd, forecastCost } = entry.report
    return { ok: true, values: { ...start, forecastEnd, forecastCost } }
  }
  if (!last?.overall) return refuse('nothing-to-confirm')
  // Unchanged means that what was said still holds; only what was achieved belongs to its own period.
  const { comment, next, issues, decisionsRequested } = last
  return { ok: true, values: { ...start, comment, next, issues, decisionsRequested } }
}

const checkAnswer = (
  values: AnswerValues,
  { project }: RosterEntry,
  before: ReportRow | undefined,
): SubmitRefusal | null => {
  if (values.overall === null) return refuse('overall-required', 'overall')
  if (values.forecastEnd !== null && project.startDate !== null && values.forecastEnd < project.startDate)
    return refuse('date-before-start', 'forecastEnd')
  if (values.comment === null && commentRequired(values, before ?? null)) return refuse('comment-required', 'comment')
  return null
}

const isSame = (values: AnswerValues, report: ReportRow | undefined): boolean =>
  report !== undefined && Object.entries(values).every(([field, value]) => Reflect.get(report, field) === value)

const changeOf = (
  ctx: Context,
  actor: Actor,
  facts: CycleFacts,
  entry: RosterEntry,
  before: ReportRow | undefined,
  values: AnswerValues,
): JudgedAnswer['change'] => {
  const { cycle, settings, now } = facts
  const { project } = entry
  const last = facts.last.answered.get(project.number)
  const key = reportKeyOf(cycle.code, project.number)
  const healthFacts = healthFactsOf(project, facts.milestones.get(project.number) ?? [], values)
  const computed = computedHealth(healthFacts, settings.tolerances, localDay(now))
  const known = ctx.lists.all(ExceptionReports).filter((exception) => exception.project === project.number)
  const steps = exceptionSteps(project.number, cycle.code, healthFacts, settings.tolerances, known)
  const report: OutboxWrite<typeof StatusReports> = {
    list: StatusReports,
    key,
    values: {
      ...values,
      reportKey: key,
      cycle: cycle.code,
      project: project.number,
      state: 'submitted',
      trend: trendOf(values, before ?? null),
      computedHealth: computed.health,
      answeredBy: actor.person,
      answeredAt: isoSeconds(now),
    },
  }
  const exceptions = steps.map((step) => exceptionWrite(step, project.number, cycle.code, values.comment, now))
  const said = steps.map(({ step, exceptionKey }) => `${step} ${exceptionKey}`)
  const detail = { overall: values.overall, computed: computed.health, exceptions: said }
  return {
    writes: [report, ...forecastWrites(entry, prefillOf(entry, last), values), ...exceptions],
    audit: { actor, action: 'report.answer', subject: key, detail },
    readAt: now,
  }
}

/**
 * A forecast that this person changed moves the project too; a blank one says nothing about it. The write names what it
 * replaces, so that an edit made before it reaches SharePoint is not overwritten.
 */
const forecastWrites = ({ project }: RosterEntry, shown: Forecasts, values: AnswerValues): readonly OutboxWrite[] => {
  const changed = forecastFields.filter((field) => values[field] !== null && values[field] !== shown[field])
  const only = (from: Forecasts) => Object.fromEntries(changed.map((field) => [field, from[field]]))
  const write: OutboxWrite<typeof Projects> = {
    list: Projects,
    key: project.number,
    values: only(values),
    replaces: only(project),
  }
  return changed.length > 0 ? [write] : []
}

const exceptionWrite = (
  step: ExceptionStep,
  project: string,
  cycle: string,
  cause: string | null,
  now: Date,
): OutboxWrite<typeof ExceptionReports> => {
  const { exceptionKey, tolerance } = step
  const at = isoSeconds(now)
  if (step.step === 'withdraw')
    return { list: ExceptionReports, key: exceptionKey, values: { state: 'withdrawn', closedAt: at } }
  const { deviation, allowed: tolerated } = step
  const opened = { state: 'open' as const, openedAt: at, closedAt: null, deviation, allowed: tolerated, cause }
  return {
    list: ExceptionReports,
    key: exceptionKey,
    values: { exceptionKey, project, cycle, tolerance, ...opened },
  }
}

/** When a delegate answers, the card of the person who was asked shows it. */
const refreshAsked = (ctx: Context, actor: Actor, cycle: string, { owed }: RosterEntry): void => {
  if (owed.respondent !== null && owed.respondent !== actor.person) refreshSoon(ctx, cycle, [owed.respondent])
}

const questionAfter = (ctx: Context, actor: Actor, input: SubmitInput, entry: RosterEntry): QuestionModel => {
  const cycle = ctx.lists.find(StatusCycles, input.cycle)
  if (!cycle) throw new Error(`cycle ${input.cycle} vanished while an answer was recorded`)
  const facts = cycleFactsOf(ctx, cycle)
  const asked = entriesFor(facts, actor.person, 'asked').some((one) => one.project.number === entry.project.number)
  return questionFor(ctx, facts, actor.person, actor.locale, input.scope ?? (asked ? 'asked' : 'answerable'))
}
