import type { VoteCardModel, VoteReminderModel } from '../../src/committees/session/votes/vote-card-view'
import type { Locale } from '../../src/context'
import type { Translate } from '../../src/i18n/text'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import {
  bytesOf,
  CARD_BYTES_MAX,
  cardOf,
  container,
  type Element,
  heading,
  openUrl,
  plain,
  quiet,
  strong,
} from '../cards/elements'
import { resultLine } from './result-words'
import { ballotPart } from './vote.card'
import { fullest, optionsPart } from './vote-options'

/** A written procedure ends soon and waits for a vote: each is cast here, and the same card then says so. */
export const voteReminderCard = (model: VoteReminderModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const title = t('session:card.reminder', { title: model.title })
  const date = formatsIn(locale).dateTime(model.deadline)
  const draw = (votes: VoteReminderModel['votes']) => (length: number, shown: number) =>
    cardOf(
      [
        heading(title),
        quiet(model.bodyTitle),
        plain(t('session:card.reminderLead', { date }), { spacing: 'Small' }),
        ...votes
          .slice(0, shown)
          .map((vote) => votePart(t, vote, optionsPart(vote.closed ? [] : vote.options, length, locale))),
        ...(shown < votes.length ? [plain(t('session:card.furtherVotes', { count: votes.length - shown }))] : []),
      ],
      [openUrl(t('session:card.openProcedure'), model.url)],
    )
  const all = fullest((length) => draw(model.votes)(length, model.votes.length))
  if (bytesOf(all) < CARD_BYTES_MAX) return { card: all, summary: title }
  const waitingFirst = model.votes.toSorted((a, b) => Number(isWaiting(b)) - Number(isWaiting(a)))
  return { card: fullest(draw(waitingFirst), waitingFirst.length), summary: title }
}

const isWaiting = ({ closed, ballots }: VoteCardModel): boolean =>
  closed === null && ballots.some(({ self, hasCast }) => self && !hasCast)

const votePart = (
  t: Translate,
  { number, title, question, secret, ballots, closed }: VoteCardModel,
  options: readonly Element[],
): Element =>
  container(
    [
      plain(`${number} · ${title}`),
      ...(question && question !== title ? [quiet(question)] : []),
      ...options,
      ...(closed ? [strong(resultLine(t, closed))] : ballots.map((each) => ballotPart(t, number, each, ON_REMINDER))),
      ...(secret && !closed ? [quiet(t('session:card.secret'))] : []),
    ],
    { separator: true, spacing: 'Medium' },
  )

/** Tells the answer which card to draw. */
const ON_REMINDER = { card: 'reminder' }
