import { axes } from '../lists/codes'
import type { AnswerValues } from './question-view'

/** The fields of an answer as the inputs of a card or of a form. */
export const shortFields = [
  'overall',
  'forecastEnd',
  'forecastCost',
  'percentComplete',
  'comment',
  'decisionsRequested',
] as const
export const detailTexts = ['achieved', 'next', 'issues'] as const
export const detailFields = [...axes, ...detailTexts] as const
export const answerFields = [...shortFields, ...detailFields] as const
export type AnswerField = (typeof answerFields)[number]

const asText = (value: string | number | null): string => (value === null ? '' : String(value))

/** What the form starts with, as the text of its inputs. */
export const typedFrom = (values: AnswerValues): Record<AnswerField, string> => ({
  overall: asText(values.overall),
  forecastEnd: asText(values.forecastEnd),
  forecastCost: asText(values.forecastCost),
  comment: asText(values.comment),
  decisionsRequested: asText(values.decisionsRequested),
  percentComplete: asText(values.percentComplete),
  schedule: asText(values.schedule),
  cost: asText(values.cost),
  scope: asText(values.scope),
  risk: asText(values.risk),
  resources: asText(values.resources),
  benefits: asText(values.benefits),
  achieved: asText(values.achieved),
  next: asText(values.next),
  issues: asText(values.issues),
})
