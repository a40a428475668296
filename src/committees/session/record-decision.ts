import type { Actor } from '../../access/actor'
import { isoSeconds, localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Decisions } from '../../lists/committees/decisions'
import type { OutboxWrite } from '../../ports/outbox'
import { claimsIn, putWith, settledBy } from '../escalation/arbitration'
import { escalatedIn } from '../escalation/origin'
import type { Meeting } from '../meetings/find-meeting'
import { actionsLogged, actionWrites, parsedActions, type ReadyAction } from './actions'
import { forMinutes, mayRecord } from './for-minutes'
import { type Refused, refused } from './in-session'
import { nextDecision } from './numbering'
import { type AgendaItem, type Decision, decisionsOf, factsOf } from './session-facts'
import type { DecisionResult } from './session-view'

export interface DecisionInput {
  /** Of the agenda item; null for what is on no agenda. */
  readonly serial: string | null
  /** A decision of this meeting that was voted, or recorded before. */
  readonly number: string | null
  readonly text: string
  readonly result: DecisionResult
  readonly conditions: string | null
  /** One action per line. */
  readonly actions: string
}

export type DecisionOutcome =
  | { readonly ok: true; readonly number: string; readonly actions: readonly string[] }
  | Refused

/**
 * What the secretary types becomes a numbered decision, with what somebody has to do about it. All of it or nothing. What is typed after the
 * meeting was decided in it.
 */
export const recordDecision = (
  ctx: Context,
  actor: Actor,
  key: string,
  input: DecisionInput,
): Promise<DecisionOutcome> =>
  forMinutes(
    ctx,
    actor,
    key,
    { action: 'decision.record', isTime: mayRecord },
    async (found): Promise<DecisionOutcome> => {
      const item = factsOf(ctx, found).items.find(({ itemKey }) => itemKey === `${key}:${input.serial}`)
      if (input.serial !== null && !item) return refused('unknown-item')
      const standing = decisionsOf(ctx, key).filter(({ voteState }) => voteState !== 'withdrawn')
      const known = knownDecision(standing, input, item)
      if (input.number !== null && !known) return refused('unknown-vote')
      const problem = problemOf(known, input)
      if (problem) return problem
      const actions = parsedActions(ctx, found, input.actions)
      if ('ok' in actions) return actions
      return write(ctx, actor, found.meeting, { input, item, known, actions })
    },
  )

/** Pressed twice, the same text is one decision. */
const knownDecision = (
  decisions: readonly Decision[],
  { number, text, result }: DecisionInput,
  item: AgendaItem | undefined,
): Decision | undefined =>
  decisions.find((decision) =>
    number !== null
      ? decision.number === number
      : decision.item === (item?.itemKey ?? null) &&
        decision.voteState === null &&
        decision.text === text &&
        decision.result === result,
  )

const problemOf = (known: Decision | undefined, { result, conditions }: DecisionInput): Refused | null => {
  if (known?.voteState === 'open') return refused('vote-open')
  // What was voted stands; the body may tie conditions to what it has adopted.
  const voted = known?.voteState === 'closed' ? known.result : null
  const stands = voted === 'conditional' ? 'adopted' : voted
  if (stands !== null && result !== stands && !(stands === 'adopted' && result === 'conditional'))
    return refused('result-contradicts-vote')
  return result === 'conditional' && conditions === null ? refused('conditions-missing') : null
}

const TITLE_MAX = 200

const write = async (
  ctx: Context,
  actor: Actor,
  { meetingKey, body, closedAt }: Meeting,
  of: {
    readonly input: DecisionInput
    readonly item: AgendaItem | undefined
    readonly known: Decision | undefined
    readonly actions: readonly ReadyAction[]
  },
): Promise<DecisionOutcome> => {
  const { input, item, known, actions } = of
  const decidedAt = closedAt ?? isoSeconds(ctx.clock.now())
  const number = known?.number ?? (await nextDecision(ctx, localDay(new Date(decidedAt))))
  const decision: OutboxWrite<typeof Decisions> = {
    list: Decisions,
    key: number,
    values: {
      number,
      title: known?.title ?? item?.title ?? (input.text.split('\n')[0] ?? '').slice(0, TITLE_MAX),
      body,
      meeting: meetingKey,
      text: input.text,
      result: input.result,
      ...kindOf(known, item, input.result),
      conditions: input.result === 'conditional' ? input.conditions : null,
      recordedBy: actor.person,
      ...(known
        ? {}
        : {
            ...{ item: item?.itemKey ?? null, project: item?.project ?? null, decidedAt },
            escalatedFrom: item ? escalatedIn(ctx, item) : null,
          }),
    },
  }
  const made = await actionWrites(ctx, { body, meeting: meetingKey, item, decision: number, actions })
  const { result, text, conditions } = input
  const detail = { meeting: meetingKey, result, text, conditions }
  await ctx.outbox.put(
    [decision, ...made],
    [{ actor, action: 'decision.record', subject: number, detail }, ...actionsLogged(actor, made)],
  )
  return { ok: true, number, actions: made.map((action) => action.key) }
}

/** A decision on an item with options settles them, unless a vote has done so; what was voted without them stands without them. */
const kindOf = (
  known: Decision | undefined,
  item: AgendaItem | undefined,
  result: DecisionResult,
): Partial<Pick<Decision, 'type' | 'options'>> => {
  if (known?.voteState) return {}
  if (known && known.type !== 'ordinary') return settledBy(known, result)
  const claims = item ? claimsIn(item) : null
  return claims ? settledBy(putWith(claims), result) : { type: 'ordinary' }
}
