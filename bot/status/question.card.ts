import type { Locale } from '../../src/context'
import type { Translate } from '../../src/i18n/text'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { Card, DrawnCard } from '../../src/ports/messaging'
import type { QuestionModel, QuestionProject } from '../../src/status/question-view'
import {
  bytesOf,
  CARD_BYTES_MAX,
  cardOf,
  columns,
  type Element,
  heading,
  linkRun,
  quiet,
  runs,
} from '../cards/elements'
import { awaitedBlock, type Drawing, openBlock, type Room, recordedBlock } from './project-block'
import type { QuestionState } from './question-state'

/**
 * The question of a cycle to one manager: all their projects in one message. Never longer than `CARD_BYTES_MAX` by itself; around
 * an open form that is full of text, the other projects wait until it is saved or left.
 */
export const questionCard = (model: QuestionModel, locale: Locale, state: QuestionState = {}): DrawnCard => {
  const t = translate(locale)
  const draw = (room: Room, projects = model.projects): Card => {
    const drawing: Drawing = { t, format: formatsIn(locale), model, room }
    const blocks = projects.map((project) => block(drawing, project, state))
    return cardOf([header(drawing, state), ...blocks, footer(drawing)], [], true)
  }
  const card = (['forms', 'lines', 'bare'] as const)
    .map((room) => draw(room))
    .find((drawn) => bytesOf(drawn) <= CARD_BYTES_MAX)
  const open = model.projects.filter(({ number }) => number === state.open?.project)
  return { card: card ?? draw('bare', open.length > 0 ? open : model.projects), summary: summaryOf(t, model) }
}

const summaryOf = (t: Translate, model: QuestionModel): string => {
  const waiting = model.projects.length - model.answered
  return waiting === 0
    ? t('bot:question.summaryDone', { title: model.cycle.title })
    : t('bot:question.summary', { title: model.cycle.title, count: waiting })
}

const block = (drawing: Drawing, project: QuestionProject, state: QuestionState): Element => {
  const notice = state.notice?.project === project.number ? state.notice.text : null
  if (drawing.model.cycle.accepting && state.open?.project === project.number)
    return openBlock(drawing, project, state.open)
  return project.recorded === null
    ? awaitedBlock(drawing, project, notice)
    : recordedBlock(drawing, project, project.recorded, notice)
}

const header = ({ t, format, model }: Drawing, { lead, progress }: QuestionState): Element => {
  const { cycle, person, projects, answered } = model
  const waiting = projects.length - answered
  const greeting =
    lead ??
    (waiting === 0
      ? t('bot:question.allDone', { name: person.firstName })
      : t('bot:question.greeting', { name: person.firstName, count: waiting }))
  const until = cycle.accepting
    ? lead === undefined &&
      cycle.cutOff &&
      t('bot:question.until', { date: format.date(cycle.cutOff), time: format.time(cycle.cutOff) })
    : t('bot:question.closed')
  return columns([
    {
      width: 'stretch',
      items: [
        heading(t('bot:question.title', { title: cycle.title })),
        quiet([greeting, until].filter(Boolean).join(' ')),
      ],
    },
    {
      width: 'auto',
      middle: true,
      items: [
        runs([
          {
            text: t('bot:question.progress', progress ?? { answered, total: projects.length }),
            weight: 'Bolder',
            size: 'Medium',
          },
        ]),
      ],
    },
  ])
}

const footer = ({ t, model }: Drawing): Element => {
  const delegates = [...new Set(model.projects.flatMap(({ delegate }) => (delegate === null ? [] : [delegate])))]
  const absent =
    delegates.length === 0 ? '' : t('bot:question.delegates', { names: delegates.join(', '), count: delegates.length })
  return runs(
    [
      ...(absent === '' ? [] : [{ text: `${absent} `, size: 'Small' as const, isSubtle: true }]),
      linkRun(t('bot:action.openTab'), model.tabUrl),
    ],
    { separator: true, spacing: 'Medium' },
  )
}
