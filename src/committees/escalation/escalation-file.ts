import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { Decisions } from '../../lists/committees/decisions'
import { ExceptionReports } from '../../lists/exception-reports'
import { Projects } from '../../lists/projects'
import { StatusReports } from '../../lists/status-reports'
import type { Wording } from '../../reports/pack/wording'
import { isOfGate } from '../agenda/find-agenda'
import type { Decision } from '../register/find-decision'
import { arbitrationIn, type Claims } from './arbitration'
import { decidedOnTheWay } from './origin'

/** What is escalated: an exception report, or a decision that a lower body could not take. */
export type Escalated =
  | { readonly kind: 'exception'; readonly key: string }
  | { readonly kind: 'decision'; readonly key: string }

/** The file that travels with it: title and question of the item, and its background as text. */
export interface EscalationFile {
  readonly title: string
  readonly project: string | null
  readonly background: string
  /** The options of an arbitration, for the body above to decide between. */
  readonly options: Claims | null
}

const REPORTS_SHOWN = 4

/** The file of an exception: what broke, how the project went, what it costs, what was decided about it. */
export const exceptionFile = (ctx: Context, key: string, wording: Wording): EscalationFile | undefined => {
  const exception = ctx.lists.find(ExceptionReports, key)
  const project = exception && ctx.lists.find(Projects, exception.project)
  if (!exception || !project) return undefined
  const { t, format } = wording
  const amount = (value: number | null): string =>
    value === null ? '?' : exception.tolerance === 'time' ? format.signedDays(value) : format.signedPercent(value / 100)
  const facts = t('followUp:escalation.exceptionFacts', {
    tolerance: t(`followUp:tolerance.${exception.tolerance}`),
    deviation: amount(exception.deviation),
    allowed: amount(exception.allowed),
    date: exception.openedAt === null ? '?' : format.date(exception.openedAt),
  })
  return {
    title: t('followUp:escalation.exceptionTitle', { number: project.number, title: project.title }),
    project: project.number,
    background: paragraphs(
      facts,
      exception.cause && t('followUp:escalation.cause', { cause: exception.cause }),
      followedFrom(ctx, decidedOnTheWay(ctx, key), wording),
      historyOf(ctx, project.number, wording),
      costsOf(ctx, project.number, wording),
      decisionsOn(ctx, project.number, wording),
    ),
    options: null,
  }
}

/** The file of a decision: question, result, votes, and the history of its project; the options of an arbitration go with it as such. */
export const decisionFile = (ctx: Context, decision: Decision, body: string, wording: Wording): EscalationFile => {
  const { t } = wording
  const arbitration = arbitrationIn(decision.options)
  const votes =
    decision.votesFor === null
      ? null
      : t('followUp:escalation.votes', {
          for: decision.votesFor,
          against: decision.votesAgainst ?? 0,
          abstain: decision.abstentions ?? 0,
        })
  return {
    title: decision.title,
    project: decision.project,
    background: paragraphs(
      factsOf(ctx, decision, body, wording),
      followedFrom(ctx, decidedOnTheWay(ctx, decision.number).slice(1), wording),
      decision.text,
      votes,
      decision.project && historyOf(ctx, decision.project, wording),
      decision.project && costsOf(ctx, decision.project, wording),
    ),
    options: arbitration && { options: arbitration.options, proposed: arbitration.proposed ?? arbitration.chosen },
  }
}

/** Which decision of which body, when, and what came of it. */
const factsOf = (ctx: Context, decision: Decision, body: string, wording: Wording): string =>
  wording.t('followUp:escalation.decisionFacts', {
    number: decision.number,
    body,
    date: decision.decidedAt === null ? '?' : wording.format.date(decision.decidedAt),
    result: resultOf(ctx, decision, wording),
  })

/** The decisions of bodies below by which it has come so far, the last first. */
const followedFrom = (ctx: Context, decisions: readonly Decision[], wording: Wording): string | null =>
  decisions.length === 0
    ? null
    : wording.t('followUp:escalation.from', {
        list: decisions
          .map((each) => factsOf(ctx, each, ctx.lists.find(Bodies, each.body)?.title ?? each.body, wording))
          .join(' '),
      })

const resultOf = (ctx: Context, decision: Decision, { t }: Wording): string => {
  const { result } = decision
  if (result === null) return '?'
  return t(isOfGate(ctx, decision) ? `common:gate.${result}` : `followUp:result.${result}`).toLowerCase()
}

const paragraphs = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join('\n')

const historyOf = (ctx: Context, project: string, { t, healthWithin }: Wording): string | null => {
  const reports = ctx.lists
    .all(StatusReports)
    .filter((report) => report.project === project && report.overall !== null)
    .toSorted((a, b) => b.cycle.localeCompare(a.cycle))
    .slice(0, REPORTS_SHOWN)
  if (reports.length === 0) return null
  const list = reports.map(({ cycle, overall }) => `${cycle} ${healthWithin(overall)}`).join(', ')
  return t('followUp:escalation.history', { list })
}

const costsOf = (ctx: Context, number: string, { t, format }: Wording): string | null => {
  const project = ctx.lists.find(Projects, number)
  if (!project || project.approvedCost === null) return null
  const forecast = project.forecastCost === null ? '?' : format.money(project.forecastCost)
  return t('followUp:escalation.costs', { approved: format.money(project.approvedCost), forecast })
}

const decisionsOn = (ctx: Context, project: string, { t }: Wording): string | null => {
  const taken = ctx.lists
    .all(Decisions)
    .filter((decision) => decision.project === project && decision.result !== null)
    .toSorted((a, b) => b.number.localeCompare(a.number))
    .slice(0, REPORTS_SHOWN)
  if (taken.length === 0) return null
  return t('followUp:escalation.decisions', {
    list: taken.map(({ number, title }) => `${number} ${title}`).join(' ; '),
  })
}
