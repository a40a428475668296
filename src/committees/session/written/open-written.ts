import type { Actor } from '../../../access/actor'
import { isoSeconds, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { Meetings } from '../../../lists/committees/meetings'
import { blankValues, type Values } from '../../../lists/kit/list'
import { findBody } from '../../find-body'
import { meetingForService } from '../as-service'
import { aloneIn, type Refused, refused } from '../in-session'
import { nextMeeting } from '../numbering'
import { factsOf } from '../session-facts'
import { putToVote } from '../votes/open-vote'
import { sendVoteCards } from '../votes/vote-cards'

export interface WrittenInput {
  readonly title: string
  /** UTC ISO 8601. */
  readonly deadline: string
  readonly questions: readonly { readonly title: string; readonly question: string | null }[]
}

type WrittenOutcome = { readonly ok: true; readonly key: string; readonly decisions: readonly string[] } | Refused

/** A decision between meetings: members vote by card or in the tab until the deadline, or until all of them have. */
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
  if (!found.members.some(({ voice }) => voice === 'vote')) return refused('no-voters')
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
    ({ title, question }, index): Values<typeof AgendaItems> => ({
      ...blankValues(AgendaItems),
      itemKey: `${key}:${index + 1}`,
      meeting: key,
      rank: index + 1,
      title,
      kind: 'decision',
      state: 'accepted',
      source: 'person',
      proposedBy: actor.person,
      question,
    }),
  )
  await ctx.outbox.put([
    { list: Meetings, key, values: meeting },
    ...items.map((values) => ({ list: AgendaItems, key: values.itemKey, values })),
  ])
  await ctx.audit.append(actor, 'written.open', key, { ...input, day: localDay(now) })
  return aloneIn(ctx, key, () => putAllToVote(ctx, actor, key, items, new Date(input.deadline)))
}

const putAllToVote = async (
  ctx: Context,
  actor: Actor,
  key: string,
  items: readonly Values<typeof AgendaItems>[],
  closesAt: Date,
): Promise<WrittenOutcome> => {
  const found = meetingForService(ctx, key)
  if (!found) throw new Error(`the written procedure ${key} vanished while it was opened`)
  const facts = factsOf(ctx, found)
  const people = facts.voters.filter((id) => ctx.directory.person(id) !== undefined)
  const decisions: string[] = []
  for (const item of items) {
    const question = item.question ?? item.title
    const decision = await putToVote(ctx, actor, facts, { item, question, secret: facts.rules.secret, closesAt })
    await ctx.sessionCards.want(decision, 'vote', people, ctx.clock.now())
    sendVoteCards(ctx, decision)
    decisions.push(decision)
  }
  return { ok: true, key, decisions }
}
