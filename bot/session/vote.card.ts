import type { OwnBallot } from '../../src/committees/session/session-view'
import type { VoteCardModel } from '../../src/committees/session/votes/vote-card-view'
import type { Locale } from '../../src/context'
import type { Translate } from '../../src/i18n/text'
import { formatsIn, translate } from '../../src/i18n/translate'
import { vote } from '../../src/lists/committees/ballots'
import type { DrawnCard } from '../../src/ports/messaging'
import {
  actionSet,
  type CardAction,
  cardOf,
  container,
  type Element,
  execute,
  heading,
  openUrl,
  plain,
  quiet,
  strong,
} from '../cards/elements'
import { resultLine, resultPart } from './result-words'
import { fullest, optionsPart, TITLES } from './vote-options'

/** A vote for those without the panel: four buttons in one's own name, and as many for each proxy; afterwards its result. */
export const voteCard = (model: VoteCardModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const { number, title, bodyTitle, question, options, closed } = model
  const head: readonly Element[] = [
    heading(t('session:card.title', { title })),
    quiet(`${bodyTitle} · ${number}`),
    ...(question && question !== title ? [plain(question, { spacing: 'Small' })] : []),
  ]
  const body = closed ? closedPart(t, closed) : openPart(t, model, locale)
  const summary = closed
    ? t('session:card.result', { title, result: resultLine(t, closed) })
    : t('session:card.summary', { title })
  const open = t(model.deadline === null ? 'session:card.open' : 'session:card.openProcedure')
  const card = fullest((length) =>
    cardOf(
      [...head, ...optionsPart(options, closed ? Math.min(length, TITLES) : length, locale), ...body],
      [openUrl(open, model.url)],
    ),
  )
  return { card, summary }
}

const closedPart = (t: Translate, closed: NonNullable<VoteCardModel['closed']>): readonly Element[] => [
  ...resultPart(t, closed),
  ...(closed.quorum ? [] : [quiet(t('session:card.noQuorum'))]),
]

const openPart = (t: Translate, model: VoteCardModel, locale: Locale): readonly Element[] => [
  ...model.ballots.map((ballot) => ballotPart(t, model.number, ballot)),
  ...(model.ballots.length === 0 ? [plain(t('session:card.noVoice'))] : []),
  quiet(
    [
      ...(model.secret ? [t('session:card.secret')] : []),
      model.deadline === null
        ? t('session:card.changeable')
        : t('session:card.deadline', { date: formatsIn(locale).dateTime(model.deadline) }),
    ].join(' '),
  ),
]

/** What may be cast in one name. `about` goes with each press: on a card about several votes, which card it was. */
export const ballotPart = (
  t: Translate,
  decision: string,
  ballot: OwnBallot,
  about: Readonly<Record<string, string>> = {},
): Element => {
  const { voter, self, name, hasCast } = ballot
  const who = self ? [] : [strong(t('session:card.inNameOf', { name }))]
  return container(
    [...who, ...(hasCast ? [plain(castLine(t, ballot))] : []), actionSet(buttons(t, decision, ballot, about))],
    {
      id: `ballot-${decision}-${voter}`,
      separator: !self,
    },
  )
}

const castLine = (t: Translate, { vote: cast }: OwnBallot): string =>
  cast === null
    ? t('session:card.castSecret')
    : t('session:card.cast', { vote: t(`session:vote.${cast}`).toLowerCase() })

const buttons = (
  t: Translate,
  decision: string,
  { voter, vote: cast }: OwnBallot,
  about: Readonly<Record<string, string>>,
): readonly CardAction[] =>
  vote.map((option) => ({
    ...execute({
      verb: 'vote.cast',
      payload: { decision, voter, vote: option, ...about },
      title: t(`session:vote.${option}`),
      primary: option === cast,
      inputs: false,
    }),
  }))
