import type { Drawn, TypedAnswer } from './answer-fields'

/** The form that the service opened, with what was typed so far. */
export interface OpenForm {
  readonly project: string
  readonly typed: TypedAnswer
  /** The forecasts that this form replaces, where they are not the project's present ones. */
  readonly drawn: Partial<Drawn>
  readonly details: boolean
  /** Why the answer was refused, in the reader's words; null when the form was only opened. */
  readonly refusal: string | null
}

/** What the card shows beyond the model: nothing when it is first sent. */
export interface QuestionState {
  /** Stands in place of the greeting and the deadline: why this card comes again. */
  readonly lead?: string
  /** How far the person is when the card does not list all their projects. */
  readonly progress?: { readonly answered: number; readonly total: number }
  readonly open?: OpenForm
  /** A refusal beside a project whose form is not open. */
  readonly notice?: { readonly project: string; readonly text: string }
}
