import type { VoteCardModel, VoteReminderModel } from '../../src/committees/session/votes/vote-card-view'
import type { Locale } from '../../src/context'
import type { Translate } from '../../src/i18n/text'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, container, type Element, heading, openUrl, plain, quiet, strong } from '../cards/elements'
import { resultLine } from './result-words'
import { ballotPart } from './vote.card'
import { fullest, optionsPart } from './vote-options'

/** A written procedure ends soon and waits for a vote: each is cast here, and the same card then says so. */
export const voteReminderCard = (model: VoteReminderModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const title = t('session:card.reminder', { title: model.title })
  const date = formatsIn(locale).dateTime(model.deadline)
  const card = fullest((length) =>
    cardOf(
      [
        heading(title),
        quiet(model.bodyTitle),
        plain(t('session:card.reminderLead', { date }), { spacing: 'Small' }),
        ...model.votes.map((vote) => votePart(t, vote, optionsPart(vote.closed ? [] : vote.options, length, locale))),
      ],
      [openUrl(t('session:card.openProcedure'), model.url)],
    ),
  )
  return { card, summary: title }
}

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
