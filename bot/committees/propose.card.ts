import type { ProposeModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import { agendaKind } from '../../src/lists/committees/agenda-items'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, type Element, execute, heading, openUrl, plain, strong, submit } from '../cards/elements'

/**
 * A form to put an item forward, as a message or in a `dialog`, whose bar says what the card would say in its heading; once it is, the
 * same card says where it is.
 */
export const proposeCard = (model: ProposeModel, locale: Locale, dialog = false): DrawnCard => {
  const t = translate(locale)
  const { done } = model
  const headed = (title: string): readonly Element[] => (dialog ? [] : [heading(title)])
  if (done) {
    const title = t('agenda:card.proposed')
    const said = t('agenda:card.proposedText', { title: done.title, meeting: done.meeting })
    return {
      card: cardOf([...headed(title), plain(said)], [openUrl(t('agenda:card.open'), done.tabUrl)]),
      summary: title,
    }
  }
  const title = t('agenda:card.propose')
  const label = t('agenda:action.propose')
  const payload = { stamp: model.stamp }
  const put = dialog
    ? submit(label, payload)
    : execute({ verb: 'agenda.propose', payload, title: label, primary: true, inputs: true })
  return {
    card: cardOf(
      [...headed(title), ...(model.refusal === null ? [] : [strong(model.refusal)]), ...inputs(model, locale)],
      [put],
      true,
    ),
    summary: title,
  }
}

/** A message is longer than that in theory only, and a card has its limit. */
export const BACKGROUND_MAX = 4_000

const inputs = ({ meetings, typed }: ProposeModel, locale: Locale): readonly Element[] => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const named = ({ title, startsAt }: ProposeModel['meetings'][number]): string =>
    startsAt === null ? title : `${title}, ${format.dateTime(startsAt)}`
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'meeting',
      label: t('agenda:field.meeting'),
      style: 'compact',
      isRequired: true,
      errorMessage: t('agenda:card.choose'),
      value: typed.meeting,
      choices: meetings.map((meeting) => ({ title: named(meeting), value: meeting.key })),
    },
    {
      type: 'Input.Text',
      id: 'title',
      label: t('agenda:field.title'),
      isRequired: true,
      errorMessage: t('agenda:card.fill'),
      maxLength: 255,
      value: typed.title,
    },
    {
      type: 'Input.ChoiceSet',
      id: 'kind',
      label: t('agenda:field.kind'),
      style: 'expanded',
      value: typed.kind,
      choices: agendaKind.map((kind) => ({ title: t(`agenda:kind.${kind}`), value: kind })),
    },
    {
      type: 'Input.Number',
      id: 'minutes',
      label: t('agenda:field.minutes'),
      min: 1,
      max: 480,
      value: Number(typed.minutes) || 15,
    },
    {
      type: 'Input.Text',
      id: 'question',
      label: t('agenda:field.question'),
      isMultiline: true,
      maxLength: 4_000,
      value: typed.question,
    },
    ...(typed.background === null
      ? []
      : [
          {
            type: 'Input.Text',
            id: 'background',
            label: t('agenda:field.background'),
            isMultiline: true,
            maxLength: BACKGROUND_MAX,
            value: typed.background,
          },
        ]),
  ]
}
