import {
  type AnswerField,
  answerFields,
  detailFields,
  detailTexts,
  shortFields,
  typedFrom,
} from '../../../src/status/answer-fields'
import { type AnswerValues, forecastFields } from '../../../src/status/question-view'

/** An answer being typed. It outlives its dialog, so that a form closed by mistake loses nothing. */
export interface AnswerDraft {
  readonly typed: Readonly<Record<AnswerField, string>>
  /** Forecasts as the form had drawn them: what somebody else changed meanwhile is then told, never overwritten. */
  readonly drawn: Readonly<Record<string, string>>
  readonly details: boolean
}

export const draftOf = (prefill: AnswerValues): AnswerDraft => {
  const typed = typedFrom(prefill)
  return {
    typed,
    drawn: Object.fromEntries(forecastFields.map((field) => [field, typed[field]])),
    details: detailTexts.some((field) => typed[field] !== ''),
  }
}

/** What is sent: the fields on show, as typed. The service alone judges them. */
export const sentOf = ({
  typed,
  drawn,
  details,
}: AnswerDraft): { readonly fields: object; readonly drawn: object } => ({
  fields: Object.fromEntries(
    [...shortFields, ...(details ? detailFields : [])].map((field) => [field, typed[field].trim()]),
  ),
  drawn,
})

/** Once told that somebody else changed a forecast, the person who saves again has decided. */
export const afterRefusal = (draft: AnswerDraft, code: string, field: AnswerField | null): AnswerDraft => ({
  ...draft,
  details: draft.details || detailFields.some((one) => one === field),
  drawn:
    code === 'forecast-changed'
      ? Object.fromEntries(Object.entries(draft.drawn).filter(([name]) => name !== field))
      : draft.drawn,
})

export const isAnswerField = (name: unknown): name is AnswerField => answerFields.some((field) => field === name)
