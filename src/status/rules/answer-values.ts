import { z } from 'zod'
import { health } from '../../lists/codes'
import { plainText } from '../../lists/kit/plain-text'
import { ANSWER_TEXT_MAX, type AnswerValues } from '../question-view'

const reasons = [
  'invalid-answer',
  'unknown-field',
  'invalid-health',
  'invalid-date',
  'invalid-amount',
  'invalid-percent',
  'invalid-text',
  'too-long',
  'markup',
] as const
type Reason = (typeof reasons)[number]

/** Why an answer is refused, and for which field; the words are `errors:<reason>`. */
export interface AnswerRefusal {
  readonly ok: false
  readonly reason: Reason
  readonly field: string | null
}

export type ParsedAnswer = { readonly ok: true; readonly values: Partial<AnswerValues> } | AnswerRefusal

/** Tags and formatted links have no place in an answer: it is plain text, shown in cards, pages, slides and sheets. */
const MARKUP = /<[a-z/!?][^>]*>|!?\[[^\]]*\]\([^)]*\)/i
const MAX_EUROS = 1e13

const blankToNull = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)

interface Fault {
  readonly message: Reason
  readonly abort: boolean
}

/** Checks carry their reason as message, so that the first fault can be returned as it is. */
const because = (message: Reason): { readonly message: Reason } => ({ message })

const text = z.preprocess(
  blankToNull,
  z
    .string({ error: 'invalid-text' })
    // Nothing else is asked of a text that is too long: looking for markup in megabytes would hold the service.
    .max(ANSWER_TEXT_MAX, { message: 'too-long', abort: true } satisfies Fault)
    .refine((value) => !MARKUP.test(value), because('markup'))
    .transform((value) => plainText(value).trim() || null)
    .nullable(),
)

const healthCode = z.preprocess(blankToNull, z.enum(health, { error: 'invalid-health' }).nullable())

const BELGIAN_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
/** Clients without a date picker send what was typed: `31/12/2027` is read as a Belgian means it. */
const toIsoDate = (value: unknown): unknown => {
  const parts = typeof value === 'string' ? BELGIAN_DATE.exec(value.trim()) : null
  if (!parts) return blankToNull(value)
  const [, day = '', month = '', year = ''] = parts
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const date = z.preprocess(
  toIsoDate,
  z.iso
    .date({ error: 'invalid-date' })
    .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', because('invalid-date'))
    .nullable(),
)

const NUMBER = /^\d+(\.\d{1,2})?$/
/** Points that can be nothing but separators of thousands: `250.000` alone could be what a number input makes of 250. */
const GROUPED = /^\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d{1,2})?|\.\d{3},\d{1,2})$/
/** Inputs of cards arrive as text: `2 264 000`, `2.264.000,50 €`. Anything else stays text and is refused. */
const toNumber = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  const bare = value.replace(/[\s€]/g, '')
  const digits = (GROUPED.test(bare) ? bare.replaceAll('.', '') : bare).replace(',', '.')
  return NUMBER.test(digits) ? Number(digits) : blankToNull(value)
}

const amount = z.preprocess(
  toNumber,
  z
    .number({ error: 'invalid-amount' })
    .min(0, because('invalid-amount'))
    .max(MAX_EUROS, because('invalid-amount'))
    .nullable(),
)

const percent = z.preprocess(
  toNumber,
  z
    .number({ error: 'invalid-percent' })
    .int(because('invalid-percent'))
    .min(0, because('invalid-percent'))
    .max(100, because('invalid-percent'))
    .nullable(),
)

const schema = z
  .strictObject({
    overall: healthCode,
    schedule: healthCode,
    cost: healthCode,
    scope: healthCode,
    risk: healthCode,
    resources: healthCode,
    benefits: healthCode,
    comment: text,
    achieved: text,
    next: text,
    issues: text,
    decisionsRequested: text,
    forecastEnd: date,
    forecastCost: amount,
    percentComplete: percent,
  })
  .partial()

const present = (values: object): Partial<AnswerValues> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/**
 * Reads what a card, a tab or another client sent as an answer. Fields that are absent stay absent (the caller keeps what
 * stands), blank ones become null. The first fault is returned; nothing but spaces and line ends is repaired in silence.
 */
export const parseAnswer = (raw: unknown): ParsedAnswer => {
  const result = schema.safeParse(raw)
  if (result.success) return { ok: true, values: present(result.data) }
  const [issue] = result.error.issues
  if (issue?.code === 'unrecognized_keys')
    return { ok: false, reason: 'unknown-field', field: (issue.keys[0] ?? '').replace(/[^\w-]/g, '').slice(0, 40) }
  const field = issue?.path[0]
  const reason = reasons.find((known) => known === issue?.message) ?? 'invalid-answer'
  return { ok: false, reason, field: typeof field === 'string' ? field : null }
}
