import type { Formats } from '../../src/i18n/format'
import type { Translate } from '../../src/i18n/text'
import { typedFrom } from '../../src/status/answer-fields'
import type { QuestionModel, QuestionProject, RecordedAnswer } from '../../src/status/question-view'
import {
  actionSet,
  type CardAction,
  columns,
  container,
  type Element,
  execute,
  quiet,
  runs,
  strong,
} from '../cards/elements'
import { healthAndTrend, healthMark } from '../cards/health-mark'
import { type Drawn, drawnText } from './answer-fields'
import { answerForm, framedForm, refusalLine } from './answer-form'
import type { OpenForm } from './question-state'

/** What every block of the card is drawn with. */
export interface Drawing {
  readonly t: Translate
  readonly format: Formats
  readonly model: QuestionModel
  readonly room: Room
}

/**
 * How much one project may take, so that the card stays small whatever the number of projects: `forms` carries every form
 * inside; `lines` has the facts on one line and forms opened by the service; `bare` has names and buttons.
 */
export type Room = 'forms' | 'lines' | 'bare'

type StatusVerb = 'status.confirm' | 'status.save' | 'status.edit' | 'status.details' | 'status.view'

const nameOf = (project: QuestionProject): string => `${project.number} · ${project.title}`
const now = (drawing: Drawing): Date => new Date(drawing.model.generatedAt)

const button = (
  { model }: Drawing,
  project: QuestionProject,
  verb: StatusVerb,
  title: string,
  { drawn, ...look }: { primary?: boolean; inputs: boolean; drawn?: Drawn },
): CardAction => {
  const payload = { cycle: model.cycle.code, project: project.number }
  return execute({ verb, title, payload: drawn ? { ...payload, drawn: drawnText(drawn) } : payload, ...look })
}

const onBehalf = ({ t }: Drawing, project: QuestionProject): readonly string[] =>
  project.onBehalfOf === null ? [] : [t('bot:question.onBehalfOf', { name: project.onBehalfOf })]

/** Answered: one quiet line, and the way back to the form while answers are accepted. */
export const recordedBlock = (
  drawing: Drawing,
  project: QuestionProject,
  recorded: RecordedAnswer,
  notice: string | null,
): Element => {
  const { t, format, model } = drawing
  const when = t('bot:question.recordedAt', {
    day: format.age(recorded.answeredAt, now(drawing)),
    time: format.time(recorded.answeredAt),
  })
  const said = [
    healthAndTrend(t, recorded.overall, recorded.trend, true),
    ...(recorded.forecastEnd === null ? [] : [t('bot:question.endOn', { date: format.date(recorded.forecastEnd) })]),
    ...(recorded.answeredBy === model.person.name ? [] : [t('bot:question.answeredBy', { name: recorded.answeredBy })]),
  ]
  const edit = button(drawing, project, 'status.edit', t('bot:action.edit'), { inputs: false })
  return container(
    [
      columns([
        { width: 'auto', items: [runs([{ text: '✔', color: 'Good' }])], middle: true },
        { width: 'stretch', items: [strong(nameOf(project)), quiet([when, ...said].join(' · '))] },
        ...(model.cycle.accepting ? [{ width: 'auto' as const, items: [actionSet([edit])], middle: true }] : []),
      ]),
      ...computedLine(project),
      ...(notice === null ? [] : [refusalLine(notice)]),
    ],
    { style: 'good', spacing: 'Medium' },
  )
}

/** Awaited: the last report, what has moved, and the two buttons. */
export const awaitedBlock = (drawing: Drawing, project: QuestionProject, notice: string | null): Element =>
  container(
    [
      ...awaitedHead(drawing, project),
      ...facts(drawing, project),
      ...(drawing.room === 'bare' ? [] : computedLine(project)),
      ...(notice === null ? [] : [refusalLine(notice)]),
      ...(drawing.model.cycle.accepting ? [actionSet(awaitedActions(drawing, project))] : []),
    ],
    { separator: true, spacing: 'Medium' },
  )

const awaitedHead = (drawing: Drawing, project: QuestionProject): readonly Element[] => {
  const { t, format } = drawing
  const { last } = project
  const said = healthAndTrend(t, last?.overall ?? null, last?.trend ?? null)
  const age = last?.at
    ? t('bot:question.lastReport', { age: format.age(last.at, now(drawing)) })
    : t(last === null ? 'bot:question.noReport' : 'bot:question.lastReportUndated')
  return [
    columns([
      { width: 'stretch', items: [strong(nameOf(project)), quiet([age, ...onBehalf(drawing, project)].join(' · '))] },
      {
        width: 'auto',
        items: [runs([healthMark(last?.overall ?? null), { text: said }], { horizontalAlignment: 'Right' })],
      },
    ]),
  ]
}

interface Fact {
  readonly label: string
  readonly value: string
}

const factsOf = ({ t, format, model }: Drawing, project: QuestionProject): readonly Fact[] => {
  const milestoneLabel = (due: string): string =>
    t(due < model.generatedAt.slice(0, 10) ? 'bot:question.lateMilestone' : 'bot:question.nextMilestone')
  const { forecastEnd, forecastCost } = project.prefill
  const unknown = t('bot:question.unknown')
  const next = project.nextMilestone
  return [
    { label: t('bot:question.forecastEnd'), value: forecastEnd === null ? unknown : format.date(forecastEnd) },
    { label: t('bot:question.forecastCost'), value: forecastCost === null ? unknown : format.money(forecastCost) },
    ...(next === null ? [] : [{ label: milestoneLabel(next.due), value: `${next.title}, ${format.date(next.due)}` }]),
  ]
}

const facts = (drawing: Drawing, project: QuestionProject): readonly Element[] => {
  if (drawing.room === 'bare') return []
  return [drawing.room === 'forms' ? factColumns(drawing, project) : factLine(drawing, project)]
}

const factColumns = (drawing: Drawing, project: QuestionProject): Element =>
  columns(
    factsOf(drawing, project).map(({ label, value }) => ({
      width: 'stretch',
      items: [quiet(label), runs([{ text: value }], { spacing: 'None' })],
    })),
  )

const factLine = (drawing: Drawing, project: QuestionProject): Element =>
  runs([
    {
      text: factsOf(drawing, project)
        .map(({ label, value }) => drawing.t('bot:question.fact', { label, value }))
        .join(' · '),
      size: 'Small',
    },
  ])

/** Why dates and costs say worse than the manager: only then, so that the sentence keeps its weight. */
const computedLine = (project: QuestionProject): readonly Element[] => {
  const { health, sentence, worseThanDeclared } = project.computed
  if (!worseThanDeclared || health === null || sentence === null) return []
  return [
    runs(
      [
        { ...healthMark(health), size: 'Small' },
        { text: sentence, size: 'Small' },
      ],
      { spacing: 'Small' },
    ),
  ]
}

const awaitedActions = (drawing: Drawing, project: QuestionProject): readonly CardAction[] => {
  const { t } = drawing
  const values = typedFrom(project.prefill)
  const confirm = button(drawing, project, 'status.confirm', t('bot:action.confirm'), { primary: true, inputs: false })
  const update: CardAction =
    drawing.room === 'forms'
      ? {
          type: 'Action.ShowCard',
          title: t('bot:action.update'),
          card: {
            type: 'AdaptiveCard',
            body: answerForm(t, { project: project.number, values, details: false }),
            actions: [
              button(drawing, project, 'status.save', t('bot:action.save'), {
                primary: true,
                inputs: true,
                drawn: values,
              }),
              button(drawing, project, 'status.details', t('bot:action.details'), { inputs: true, drawn: values }),
            ],
          },
        }
      : button(drawing, project, 'status.edit', t('bot:action.update'), { inputs: false })
  return project.canConfirm ? [confirm, update] : [update]
}

/** The form opened by the service: on request, with details, or again after a refusal with the text as typed. */
export const openBlock = (drawing: Drawing, project: QuestionProject, open: OpenForm): Element => {
  const { t, format } = drawing
  const { last } = project
  const present = typedFrom(project.prefill)
  const values = { ...present, ...open.typed }
  const drawn = { ...present, ...open.drawn }
  const before =
    last === null
      ? t('bot:question.noReport')
      : [
          t('bot:question.before', { cycle: last.cycleTitle, health: healthAndTrend(t, last.overall, null, true) }),
          ...(last.forecastEnd === null ? [] : [t('bot:question.endOn', { date: format.date(last.forecastEnd) })]),
          ...(last.forecastCost === null ? [] : [format.money(last.forecastCost)]),
        ].join(', ')
  const actions = [
    button(drawing, project, 'status.save', t('bot:action.save'), { primary: true, inputs: true, drawn }),
    ...(open.details
      ? []
      : [button(drawing, project, 'status.details', t('bot:action.details'), { inputs: true, drawn })]),
    button(drawing, project, 'status.view', t('bot:action.cancel'), { inputs: false }),
  ]
  return framedForm(
    [strong(nameOf(project)), quiet([before, ...onBehalf(drawing, project)].join(' · '))],
    [...answerForm(t, { project: project.number, values, details: open.details }), ...computedLine(project)],
    open.refusal,
    actionSet(actions),
  )
}
