import type { Locale } from '../context'
import type { TextKey, Translate } from '../i18n/text'
import { formatsIn, translate } from '../i18n/translate'
import { axes } from '../lists/codes'
import { ANSWER_TEXT_MAX } from './question-view'
import type { ForecastConflict } from './rules/forecast-rule'
import type { SubmitRefusal } from './submit-status-report'

/** Why a command on a cycle was refused; the words are `errors:<reason>`. */
export type CycleRefusal =
  | { readonly ok: false; readonly reason: 'cycle-already-open' | 'cycle-exists'; readonly code: string }
  | { readonly ok: false; readonly reason: 'cut-off-not-later'; readonly cutOff: string }
  | {
      readonly ok: false
      readonly reason:
        | 'forbidden'
        | 'unknown-cycle'
        | 'no-open-cycle'
        | 'no-cycle-planned'
        | 'no-project-owes'
        | 'invalid-cut-off'
        | 'cut-off-passed'
        | 'cycle-not-open'
        | 'cycle-not-closed'
    }

export type Refusal = SubmitRefusal | CycleRefusal

const labels: Record<string, TextKey> = {
  overall: 'status:answer.overall',
  comment: 'status:answer.comment',
  achieved: 'status:answer.achieved',
  next: 'status:answer.next',
  issues: 'status:answer.issues',
  decisionsRequested: 'status:answer.decisionsRequested',
  forecastEnd: 'status:answer.forecastEnd',
  forecastCost: 'status:answer.forecastCost',
  percentComplete: 'status:answer.percentComplete',
}

const labelOf = (field: string, t: Translate): string => {
  const axis = axes.find((name) => name === field)
  if (axis) return t(`codes:axis.${axis}`)
  const key = Object.hasOwn(labels, field) ? labels[field] : undefined
  return key ? t(key) : field
}

/** Both values of a forecast that two people changed. */
const forecastWords = ({ present, typed }: ForecastConflict, locale: Locale): { present: string; typed: string } => {
  const format = formatsIn(locale)
  const words = (value: string | number | null): string => {
    if (value === null) return translate(locale)('errors:no-value')
    return typeof value === 'number' ? format.money(value) : format.date(value)
  }
  return { present: words(present), typed: words(typed) }
}

/** A refusal in the person's words: what is wrong and what to do. */
export const refusalText = (refusal: Refusal, locale: Locale): string => {
  const t = translate(locale)
  return t(`errors:${refusal.reason}`, {
    field: 'field' in refusal && refusal.field !== null ? labelOf(refusal.field, t) : '',
    code: 'code' in refusal ? refusal.code : '',
    cutOff: 'cutOff' in refusal ? formatsIn(locale).dateTime(refusal.cutOff) : '',
    max: ANSWER_TEXT_MAX,
    ...('present' in refusal ? forecastWords(refusal, locale) : {}),
  })
}
