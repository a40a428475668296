import type { TextKey, Translate } from '../../src/i18n/text'
import { type Axis, axes, health } from '../../src/lists/codes'
import { type AnswerField, detailTexts } from '../../src/status/answer-fields'
import { columns, container, type Element, runs } from '../cards/elements'
import { inputId } from './answer-fields'

/** What the inputs hold when the card is drawn. */
export interface FormState {
  readonly project: string
  readonly values: Record<AnswerField, string>
  /** Shows the health of each axis and the three texts of a full report. */
  readonly details: boolean
}

const labels = {
  overall: 'bot:field.overall',
  forecastEnd: 'bot:field.forecastEnd',
  forecastCost: 'bot:field.forecastCost',
  comment: 'bot:field.comment',
  decisionsRequested: 'bot:field.decisionsRequested',
  percentComplete: 'bot:field.percentComplete',
  achieved: 'bot:field.achieved',
  next: 'bot:field.next',
  issues: 'bot:field.issues',
} as const satisfies Partial<Record<AnswerField, TextKey>>
type Labelled = keyof typeof labels

const asDate = (typed: string): string | undefined => (/^\d{4}-\d\d-\d\d$/.test(typed) ? typed : undefined)
const asNumber = (typed: string): number | undefined => {
  const value = Number(typed)
  return typed.trim() === '' || !Number.isFinite(value) ? undefined : value
}

/**
 * The answer form of one project. Inputs carry no client-side rules: a rule broken in one form would block the buttons of
 * every other project, and the same rules hold on the server, which names what is wrong and keeps what was typed.
 */
export const answerForm = (t: Translate, form: FormState): readonly Element[] => {
  const base = (field: Labelled) => ({ id: inputId(form.project, field), label: t(labels[field]) })
  const text = (field: Labelled, multiline: boolean): Element => ({
    type: 'Input.Text',
    ...base(field),
    ...(multiline ? { isMultiline: true } : {}),
    ...(field === 'comment' ? {} : { placeholder: t('bot:field.optional') }),
    ...(form.values[field] === '' ? {} : { value: form.values[field] }),
  })
  const number = (field: Labelled): Element => ({
    type: 'Input.Number',
    ...base(field),
    value: asNumber(form.values[field]),
  })
  const short: Element[] = [
    columns([
      { width: 'stretch', items: [healthInput(t, form, 'overall', t('bot:field.overall'))] },
      {
        width: 'stretch',
        items: [{ type: 'Input.Date', ...base('forecastEnd'), value: asDate(form.values.forecastEnd) }],
      },
      { width: 'stretch', items: [number('forecastCost')] },
    ]),
    text('comment', true),
    columns([
      { width: 2, items: [text('decisionsRequested', false)] },
      { width: 1, items: [number('percentComplete')] },
    ]),
  ]
  return form.details ? [...short, ...axisRows(t, form), ...detailTexts.map((field) => text(field, true))] : short
}

const axisRows = (t: Translate, form: FormState): readonly Element[] =>
  [axes.slice(0, 3), axes.slice(3)].map((row) =>
    columns(row.map((axis) => ({ width: 'stretch', items: [healthInput(t, form, axis, t(`codes:axis.${axis}`))] }))),
  )

/** A health to choose. An axis may stay without one; the overall health may not, but can start empty. */
const healthInput = (t: Translate, form: FormState, field: 'overall' | Axis, label: string): Element => ({
  type: 'Input.ChoiceSet',
  id: inputId(form.project, field),
  label,
  placeholder: t('bot:field.choose'),
  ...(form.values[field] === '' ? {} : { value: form.values[field] }),
  choices: [
    ...health.map((value) => ({ title: t(`codes:health.${value}`), value })),
    ...(field === 'overall' ? [] : [{ title: t('bot:field.noDetail'), value: 'none' }]),
  ],
})

/** The form in its own frame, as drawn when the service opens it: with what was refused, if anything was. */
export const framedForm = (
  head: readonly Element[],
  form: readonly Element[],
  refusal: string | null,
  foot: Element,
): Element =>
  container([...head, ...form, ...(refusal === null ? [] : [refusalLine(refusal)]), foot], {
    style: 'emphasis',
    separator: true,
    spacing: 'Medium',
  })

/** A refusal stands beside what it is about, and is marked by a shape as well as a colour. */
export const refusalLine = (refusal: string): Element =>
  runs(
    [
      { text: '■ ', color: 'Attention' },
      { text: refusal, weight: 'Bolder' },
    ],
    { spacing: 'Small' },
  )
