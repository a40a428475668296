import { createHash } from 'node:crypto'
import type { Context } from '../../../context'
import { Decisions } from '../../../lists/committees/decisions'
import type { DrawnCard } from '../../../ports/messaging'
import type { CardKind } from '../../../ports/session'
import { localeOf } from '../../../status/question-for'
import { meetingForService } from '../as-service'
import type { OwnBallot } from '../session-view'
import { voteReminderModel } from '../written/reminder-model'
import { voteCardModel } from './vote-card-model'
import type { VoteCardModel, VoteReminderModel } from './vote-card-view'

/** A card as it is for one person at this moment, and what it shows. */
export interface CurrentCard extends DrawnCard {
  readonly shown: string
}

/** What a message was just replaced with, so that it is not replaced again. */
export interface Replaced {
  /** Activity id of the message. */
  readonly message: string | null
  readonly shown: string
}

const DIGEST_LENGTH = 16

/** Whom the card asks for, with what they have cast: one who comes takes their ballot out of the card of whoever held their proxy. */
const stateOf = (ballots: readonly OwnBallot[]): string => {
  const asked = JSON.stringify(ballots.map(({ voter, hasCast, vote }) => [voter, hasCast, vote]))
  return `open ${createHash('sha256').update(asked).digest('hex').slice(0, DIGEST_LENGTH)}`
}

/** Two cards of a vote that say the same give the same. Of a secret vote the model says no more than that somebody has voted. */
export const shownOf = ({ closed, ballots }: Pick<VoteCardModel, 'closed' | 'ballots'>): string =>
  closed ? 'closed' : stateOf(ballots)

export const shownInReminder = ({ votes }: VoteReminderModel): string => votes.map(shownOf).join(' ')

export const currentVoteCard = async (
  ctx: Context,
  number: string,
  person: string,
): Promise<CurrentCard | undefined> => {
  const meeting = ctx.lists.find(Decisions, number)?.meeting
  const found = meeting ? meetingForService(ctx, meeting) : undefined
  const model = found && (await voteCardModel(ctx, found, number, person))
  return model && { ...ctx.cards.vote(model, localeOf(ctx.directory.person(person))), shown: shownOf(model) }
}

const currentReminder = async (ctx: Context, key: string, person: string): Promise<CurrentCard | undefined> => {
  const found = meetingForService(ctx, key)
  const model = found && (await voteReminderModel(ctx, found, person))
  return (
    model && { ...ctx.cards.voteReminder(model, localeOf(ctx.directory.person(person))), shown: shownInReminder(model) }
  )
}

/**
 * Brings the cards in which these people see a vote up to what it is now: at most one update for each change and person, none when the
 * card says it already. One copy of the service at a time does it for a card, so that the last update is the latest.
 */
export const redrawCards = async (
  ctx: Context,
  number: string,
  people: readonly string[],
  replaced: Replaced | null = null,
): Promise<void> => {
  const meeting = ctx.lists.find(Decisions, number)?.meeting
  for (const person of new Set(people)) {
    await redraw(ctx, { subject: number, kind: 'vote', person }, () => currentVoteCard(ctx, number, person), replaced)
    if (meeting)
      await redraw(
        ctx,
        { subject: meeting, kind: 'reminder', person },
        () => currentReminder(ctx, meeting, person),
        replaced,
      )
  }
}

const redraw = async (
  ctx: Context,
  { subject, kind, person }: { readonly subject: string; readonly kind: CardKind; readonly person: string },
  current: () => Promise<CurrentCard | undefined>,
  replaced: Replaced | null,
): Promise<void> => {
  // Most who vote in the tab have no card, and wait for nobody.
  if (!(await ctx.sessionCards.find(subject, kind, person))) return
  await ctx.locks.exclusive(`card ${kind} ${subject} ${person}`, async () => {
    const card = await ctx.sessionCards.find(subject, kind, person)
    const now = card && (await current())
    if (!card || !now) return
    const { message } = card
    const isReplaced = replaced?.message === message.activityId
    if ((isReplaced ? replaced.shown : card.shown) !== now.shown) {
      const updated = await ctx.messenger.updateCard(message, now.card, now.summary)
      if (!updated.ok)
        ctx.log.warn({ subject, kind, person, reason: updated.reason }, 'the card of a vote was not redrawn')
    }
    if (card.shown !== now.shown) await ctx.sessionCards.sent(subject, kind, person, null, now.shown)
  })
}

/** Without waiting for it: nobody's vote waits for a connector that throttles. */
export const redrawLater = (...asked: Parameters<typeof redrawCards>): void => {
  redrawCards(...asked).catch((error: unknown) =>
    asked[0].log.warn({ decision: asked[1], error: String(error) }, 'the cards of a vote were not redrawn'),
  )
}
