import type { CardOption } from '../../src/committees/session/votes/vote-card-view'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { Card } from '../../src/ports/messaging'
import { bytesOf, CARD_BYTES_MAX, container, type Element, plain, quiet, strong } from '../cards/elements'

/** How much of the consequences of an option a card says, from all of it to its title alone; -1 leaves the options to the page. */
const lengths = [2_000, 300, 120, 0, -1] as const

/** What was voted on is said by its titles. */
export const TITLES = 0

/** The card that says most and is still carried by every path; of many `parts`, as many of the first as one carries. */
export const fullest = (draw: (length: number, parts: number) => Card, parts = 1): Card => {
  for (const length of lengths) {
    const card = draw(length, parts)
    if (bytesOf(card) < CARD_BYTES_MAX) return card
  }
  return parts > 1 ? fullest(draw, parts - 1) : draw(-1, parts)
}

/** The claims between which a vote decides; the one that is put to the vote, or was chosen, says so in words. */
export const optionsPart = (options: readonly CardOption[], length: number, locale: Locale): readonly Element[] => {
  if (options.length === 0) return []
  if (length < 0) return [quiet(translate(locale)('committees:arbitration.onPage'))]
  return options.map((option, place) => optionPart(option, place + 1, length, locale))
}

const optionPart = (option: CardOption, rank: number, length: number, locale: Locale): Element => {
  const t = translate(locale)
  const { title, consequences, cost, project, isProposed, isChosen } = option
  const key = isChosen ? 'lineChosen' : isProposed ? 'lineProposed' : 'line'
  const line = t(`committees:arbitration.${key}`, { rank, title })
  const facts = [
    ...(cost === null ? [] : [`${t('committees:arbitration.cost')} ${formatsIn(locale).money(cost)}`]),
    ...(project === null ? [] : [`${t('committees:arbitration.project')} ${project}`]),
  ].join(' · ')
  const said = cut(consequences, length)
  return container(
    [
      isChosen || isProposed ? strong(line) : plain(line),
      ...(said === '' ? [] : [quiet(said)]),
      ...(facts === '' || length === 0 ? [] : [quiet(facts)]),
    ],
    { spacing: 'Small' },
  )
}

/** Of a character that two units make, the first alone. */
const HALF = /[\uD800-\uDBFF]$/

const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : length === 0
      ? ''
      : `${text
          .slice(0, length - 1)
          .replace(HALF, '')
          .trimEnd()}…`
