import type { Actor } from '../../../access/actor'
import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Decisions } from '../../../lists/committees/decisions'
import type { OutboxWrite } from '../../../ports/outbox'
import type { NewVote } from '../../../ports/session'
import { claimsIn, putWith } from '../../escalation/arbitration'
import { escalatedIn } from '../../escalation/origin'
import type { Meeting } from '../../meetings/find-meeting'
import { inSession, type Refused, refused } from '../in-session'
import { nextDecision } from '../numbering'
import { type AgendaItem, decisionsOf, factsOf, type SessionFacts } from '../session-facts'
import { sendVoteCards } from './vote-cards'

export interface VoteInput {
  /** Of the agenda item. */
  readonly serial: string
  /** What is put to the vote; the question of the item, or its title, unless told. */
  readonly question: string | null
  /** A secret ballot although the body does not ask for it. */
  readonly secret: boolean
}

/** Puts an item to the vote: it has its number from now on, and its result when the vote is closed. */
export const openVote = (
  ctx: Context,
  actor: Actor,
  key: string,
  input: VoteInput,
): Promise<{ readonly ok: true; readonly number: string } | Refused> =>
  inSession(ctx, actor, key, 'meeting.run', async (found) => {
    if (found.meeting.state !== 'open' || found.meeting.form !== 'meeting') return refused('not-open')
    const facts = factsOf(ctx, found)
    const item = facts.items.find(({ itemKey }) => itemKey === `${key}:${input.serial}`)
    if (!item) return refused('unknown-item')
    if (facts.voters.length === 0) return refused('no-voters')
    // Pressed twice, by one person or by two, it is one vote.
    const open = decisionsOf(ctx, key).find((each) => each.item === item.itemKey && each.voteState === 'open')
    if (open) return { ok: true, number: open.number }
    const secret = facts.rules.secret || input.secret
    const question = input.question ?? item.question ?? item.title
    const number = await putToVote(ctx, actor, facts, { item, question, secret, closesAt: null })
    const holders = [...facts.quorum.proxies.holders.values()]
    await wantCards(ctx, facts.meeting, number, [...facts.quorum.inPerson, ...holders])
    sendVoteCards(ctx, number)
    return { ok: true, number }
  })

export interface Asked {
  readonly item: Pick<AgendaItem, 'itemKey' | 'title' | 'project' | 'kind' | 'options'> &
    Partial<Pick<AgendaItem, 'source' | 'sourceKey'>>
  readonly question: string
  readonly secret: boolean
  readonly closesAt: Date | null
}

/** What puts something to the vote: its number, its ballot box, its row and what the log says of it. */
export const newVote = async (
  ctx: Context,
  meeting: Pick<Meeting, 'meetingKey' | 'body'>,
  { item, question, secret, closesAt }: Asked,
) => {
  const now = ctx.clock.now()
  const claims = claimsIn(item)
  const number = await nextDecision(ctx, localDay(now))
  const box: NewVote = { decision: number, meeting: meeting.meetingKey, secret, closesAt, openedAt: now }
  const decision: OutboxWrite<typeof Decisions> = {
    list: Decisions,
    key: number,
    values: {
      number,
      title: item.title,
      body: meeting.body,
      meeting: meeting.meetingKey,
      item: item.itemKey,
      project: item.project,
      escalatedFrom: escalatedIn(ctx, item),
      ...(claims ? putWith(claims) : { type: 'ordinary' }),
      question,
      voteState: 'open',
      secret,
    },
  }
  const detail = { meeting: meeting.meetingKey, item: item.itemKey, question, secret, ...(claims ? { claims } : {}) }
  return { number, box, decision, detail }
}

/** The ballot box first: a vote that pages show can be cast in. */
const putToVote = async (ctx: Context, actor: Actor, { meeting }: SessionFacts, asked: Asked): Promise<string> => {
  const { number, box, decision, detail } = await newVote(ctx, meeting, asked)
  await ctx.votes.open(box)
  await ctx.outbox.put([decision], [{ actor, action: 'vote.open', subject: number, detail }])
  ctx.live.changed('Votes')
  return number
}

/** A panel that was not heard of for this long is closed: an open one calls every minute. */
const PANEL_MS = 150_000

/** Of these people in the room, those who do not have the panel in front of them. */
export const wantCards = async (
  ctx: Context,
  { meetingKey }: Pick<Meeting, 'meetingKey'>,
  number: string,
  room: readonly string[],
): Promise<void> => {
  const now = ctx.clock.now()
  const withPanel = await ctx.floor.seenSince(meetingKey, new Date(now.getTime() - PANEL_MS))
  const people = [...new Set(room)].filter((id) => !withPanel.has(id) && ctx.directory.person(id) !== undefined)
  await ctx.sessionCards.want(number, 'vote', people, now)
}
