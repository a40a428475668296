import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { translate } from '../../i18n/translate'
import { Bodies } from '../../lists/bodies'
import { Actions } from '../../lists/committees/actions'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'
import { Projects } from '../../lists/projects'
import { findProject } from '../../projects/find-project'
import { isOfGate } from '../agenda/find-agenda'
import { arbitrationIn, choiceOfVote, wereVotedOn } from '../escalation/arbitration'
import { favourable, optionsView, shownTo } from '../escalation/option-projects'
import { escalatedIn, origin } from '../escalation/origin'
import { findBody } from '../find-body'
import { isLocked } from '../minutes/minutes-source'
import { ruleWords } from '../session/rules/rule-words'
import { decisionsFor, type FoundDecision } from './find-decision'
import type { DecisionRow, DecisionView, RegisterView, Votes } from './register-view'

/** The decisions that this person may read, the newest first. */
export const registerOverview = (ctx: Context, actor: Actor): RegisterView => {
  const { syncedAt, failure } = ctx.lists.freshness(Decisions)
  return {
    rows: decisionsFor(ctx, actor)
      .all()
      .map((found) => decisionRow(ctx, actor, found))
      .sort((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? '') || b.number.localeCompare(a.number)),
    freshness: { syncedAt, stale: failure !== null },
  }
}

const decisionRow = (ctx: Context, actor: Actor, { decision, found, meeting }: FoundDecision): DecisionRow => {
  const project = decision.project === null ? undefined : ctx.lists.find(Projects, decision.project)
  const arbitration = arbitrationIn(decision.options)
  return {
    number: decision.number,
    title: decision.title,
    body: decision.body,
    bodyTitle: found.body.title,
    meeting: meeting?.meetingKey ?? null,
    meetingTitle: meeting?.title ?? null,
    project: decision.project,
    projectTitle: project && findProject(ctx, actor, project.number) ? project.title : null,
    type: decision.type,
    result: decision.result,
    ofGate: isOfGate(ctx, decision),
    conditions: decision.conditions,
    question: decision.question,
    text: decision.text,
    decidedAt: decision.decidedAt,
    arbitration: arbitration && shownTo(ctx, actor, arbitration),
    votes: votesOf(decision),
    escalatedFrom: origin(ctx, decision),
  }
}

const votesOf = (decision: FoundDecision['decision']): Votes | null => {
  const { votesFor, votesAgainst, abstentions, recusals, secret } = decision
  if (votesFor === null && votesAgainst === null && abstentions === null) return null
  return { for: votesFor ?? 0, against: votesAgainst ?? 0, abstain: abstentions ?? 0, recused: recusals ?? 0, secret }
}

/** One decision with what came of it; undefined where the person may not know of it. */
export const decisionPage = (ctx: Context, actor: Actor, number: string): DecisionView | undefined => {
  const found = decisionsFor(ctx, actor).find(number)
  if (!found) return undefined
  const { decision, meeting } = found
  const upper = found.found.body.escalatesTo
  // Sent up more than once: the last time counts.
  const item = ctx.lists
    .all(AgendaItems)
    .findLast((each) => each.state !== 'withdrawn' && escalatedIn(ctx, each) === number)
  const into = item && ctx.lists.find(Meetings, item.meeting)
  const intoBody = into && findBody(ctx, actor, into.body)
  const mayArbitrate = found.may('decision.arbitrate') && !(meeting && isLocked(meeting))
  const isUnresolved = decision.result === 'deferred' || decision.result === 'rejected'
  return {
    decision: decisionRow(ctx, actor, found),
    etag: decision.$item.etag,
    rule: ruleWords(decision, translate(actor.locale)),
    actions: ctx.lists
      .all(Actions)
      .filter((action) => action.decision === number)
      .map(({ number: action, title, owner, dueOn, state }) => ({
        number: action,
        title,
        owner: owner === null ? null : (ctx.directory.person(owner)?.name ?? null),
        dueOn,
        state,
      })),
    escalatedTo:
      into && intoBody ? { body: intoBody.body.title, meeting: into.title, at: into.startsAt ?? into.deadline } : null,
    mayEscalateTo:
      isUnresolved && !item && upper !== null && found.may('decision.escalate')
        ? (ctx.lists.find(Bodies, upper)?.title ?? null)
        : null,
    mayArbitrate,
    mayReword: mayArbitrate && !wereVotedOn(decision),
    mayChoose: mayArbitrate ? choicesOf(decision) : [],
    favoured: optionsView(ctx, actor, arbitrationIn(decision.options))?.projects ?? [],
    projects: mayArbitrate ? favourable(ctx, actor) : [],
  }
}

const choicesOf = (decision: FoundDecision['decision']): readonly number[] => {
  const settled = choiceOfVote(decision)
  const places = arbitrationIn(decision.options)?.options.map((_, place) => place) ?? []
  return places.filter((place) => settled === undefined || settled === place)
}
