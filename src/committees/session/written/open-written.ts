import type { Actor } from '../../../access/actor'
import { isoSeconds, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { Meetings } from '../../../lists/committees/meetings'
import { blankValues, type Values } from '../../../lists/kit/list'
import { minutesKey } from '../../agenda/rules/found-items'
import type { Claims } from '../../escalation/arbitration'
import { takenFrom } from '../../escalation/option-projects'
import { findBody } from '../../find-body'
import { rulesOf } from '../../rules/body-rules'
import { memberId, membershipOn } from '../../rules/membership'
import { type Refused, refused } from '../in-session'
import { nextMeeting } from '../numbering'
import { newVote } from '../votes/open-vote'
import { sendVoteCards } from '../votes/vote-cards'
import { sittingOn } from './who-may-be-asked'

export interface WrittenInput {
  readonly title: string
  /** UTC ISO 8601. */
  readonly deadline: string
  readonly questions: readonly {
    readonly title: string
    readonly question: string | null
    /** Competing claims between which it asks to decide. */
    readonly options: Claims | null
  }[]
  /** Key of the meeting whose minutes, under review, the first question is about. */
  readonly minutes: string | null
}

type WrittenOutcome = { readonly ok: true; readonly key: string; readonly decisions: readonly string[] } | Refused

/**
 * A decision between meetings: members vote by card or in the tab until the deadline, or until all of them have. It begins as a whole: a
 * copy of the service that dies meanwhile leaves nothing of it, or all of it with its cards to be sent by the clock.
 */
export const openWritten = async (
  ctx: Context,
  actor: Actor,
  code: string,
  input: WrittenInput,
): Promise<WrittenOutcome> => {
  const found = findBody(ctx, actor, code)
  if (!found) return refused('unknown-body')
  if (!found.may('meeting.run')) return refused('not-allowed')
  const now = ctx.clock.now()
  if (new Date(input.deadline) <= now) return refused('deadline-passed')
  if (input.minutes !== null && !areInReview(ctx, code, input.minutes)) return refused('no-minutes')
  const voters = membershipOn(found.memberships, code, localDay(new Date(input.deadline)))
    .filter(({ voice }) => voice === 'vote')
    .map(memberId)
  if (voters.length === 0) return refused('no-voters')
  const isUnknown = input.questions.some(({ options }) => options && !takenFrom(ctx, actor, options, null))
  if (isUnknown) return refused('unknown-project')
  await ctx.outbox.catchUp()
  const number = await nextMeeting(ctx, code)
  const key = `${code}:${number}`
  const meeting: Values<typeof Meetings> = {
    ...blankValues(Meetings),
    meetingKey: key,
    body: code,
    number,
    title: input.title,
    form: 'written',
    state: 'open',
    deadline: isoSeconds(new Date(input.deadline)),
    chair: found.chair,
    secretary: found.secretary,
    openedAt: isoSeconds(now),
  }
  const items = input.questions.map(
    ({ title, question, options }, index): Values<typeof AgendaItems> => ({
      ...blankValues(AgendaItems),
      itemKey: `${key}:${index + 1}`,
      meeting: key,
      rank: index + 1,
      title,
      kind: 'decision',
      state: 'accepted',
      ...sourceOf(index === 0 ? input.minutes : null),
      proposedBy: actor.person,
      question,
      options: options && JSON.stringify(options),
    }),
  )
  const secret = rulesOf(found.body).secret
  const closesAt = new Date(input.deadline)
  // Who joins the body before the deadline is asked when they have.
  const sitting = sittingOn(found.memberships, code, localDay(now))
  const votes: Awaited<ReturnType<typeof newVote>>[] = []
  for (const item of items)
    votes.push(await newVote(ctx, meeting, { item, question: item.question ?? item.title, secret, closesAt }))
  await ctx.procedures.open({
    votes: votes.map(({ box }) => box),
    voters: voters.filter((person) => sitting.has(person) && ctx.directory.person(person) !== undefined),
    writes: [
      { list: Meetings, key, values: meeting },
      ...items.map((values) => ({ list: AgendaItems, key: values.itemKey, values })),
      ...votes.map(({ decision }) => decision),
    ],
    audit: [
      { actor, action: 'written.open', subject: key, detail: { ...input, day: localDay(now) } },
      ...votes.map(({ number: subject, detail }) => ({ actor, action: 'vote.open', subject, detail })),
    ],
  })
  ctx.live.changed('Votes')
  const decisions = votes.map(({ number: decision }) => decision)
  for (const decision of decisions) sendVoteCards(ctx, decision)
  return { ok: true, key, decisions }
}

const areInReview = ({ lists }: Pick<Context, 'lists'>, body: string, key: string): boolean => {
  const minuted = lists.find(Meetings, key)
  return minuted?.body === body && minuted.minutesState === 'review'
}

const sourceOf = (minutes: string | null): Pick<Values<typeof AgendaItems>, 'source' | 'sourceKey'> =>
  minutes === null ? { source: 'person', sourceKey: null } : { source: 'minutes', sourceKey: minutesKey(minutes) }
