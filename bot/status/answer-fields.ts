import { type AnswerField, answerFields } from '../../src/status/answer-fields'
import { forecastFields } from '../../src/status/question-view'

/** What stands in the inputs, as text; a field that is absent was not on the form. */
export type TypedAnswer = Partial<Record<AnswerField, string>>

/** Input ids are `<project>.<field>`: one card asks about many projects. */
export const inputId = (project: string, field: AnswerField): string => `${project}.${field}`

/** The inputs of one project among everything that the client sent. Numbers become text: clients differ in what they send. */
export const typedAnswer = (inputs: Readonly<Record<string, unknown>>, project: string): TypedAnswer => {
  const typed: TypedAnswer = {}
  for (const field of answerFields) {
    const value = inputs[inputId(project, field)]
    if (typeof value === 'string') typed[field] = value
    else if (typeof value === 'number' && Number.isFinite(value)) typed[field] = String(value)
  }
  return typed
}

/**
 * The same inputs as they came, for the use case to judge: a wrong type or a field that no form has is refused there in words,
 * never dropped here in silence. "Not detailed" is a choice in the card and nothing in the answer.
 */
export const sentAnswer = (
  inputs: Readonly<Record<string, unknown>>,
  project: string,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([id]) => id.startsWith(`${project}.`))
      .map(([id, value]) => [id.slice(project.length + 1), value === 'none' ? '' : value]),
  )

/** The forecasts as drawn in a form, as text: they travel in its actions, because a form may be answered days later. */
export type Drawn = Readonly<Record<(typeof forecastFields)[number], string>>

export const drawnText = ({ forecastEnd, forecastCost }: Drawn): string => `${forecastEnd}/${forecastCost}`

/** Undefined for a card that does not say what it had drawn. */
export const drawnIn = (text: string | undefined): Drawn | undefined => {
  const [forecastEnd, forecastCost] = text?.split('/') ?? []
  return forecastEnd === undefined || forecastCost === undefined ? undefined : { forecastEnd, forecastCost }
}

/**
 * A form that is drawn again: a forecast left as it was drawn follows the project, one that was changed keeps what it replaces,
 * unless the person has just been told (`told`) that somebody else changed it too.
 */
export const redrawn = (
  typed: TypedAnswer,
  drawn: Drawn | undefined,
  told: string | null,
): { readonly typed: TypedAnswer; readonly drawn: Partial<Drawn> } => {
  if (drawn === undefined) return { typed, drawn: {} }
  const isLeft = (field: string): boolean =>
    forecastFields.some((known) => known === field && typed[known] === drawn[known])
  return {
    typed: Object.fromEntries(Object.entries(typed).filter(([field]) => !isLeft(field))),
    drawn: Object.fromEntries(Object.entries(drawn).filter(([field]) => !isLeft(field) && field !== told)),
  }
}
