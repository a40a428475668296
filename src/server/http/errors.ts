import type { NextFunction, Request, Response } from 'express'
import { z } from 'zod'
import type { Locale, Log } from '../../context'
import { GraphFailure } from '../../graph/http/failure'
import type { TextKey, TextValues, Translate } from '../../i18n/text'
import { translate } from '../../i18n/translate'
import { isPassing } from '../../jobs/database/postgres'
import { localeOf, requestIdOf } from './request'

/** An answer other than success that the HTTP layer itself gives. */
interface Refusal {
  readonly status: number
  readonly code:
    | 'unauthorised'
    | 'forbidden'
    | 'consent-required'
    | 'not-found'
    | 'invalid-request'
    | 'too-large'
    | 'too-many'
    | 'unavailable'
    | 'internal'
  /** Where the words of the code would name the wrong one. */
  readonly words?: TextKey
  readonly values?: TextValues
  /** The first thing that is wrong with what was sent: said in the person's language as the `detail` of the words. */
  readonly fault?: z.core.$ZodIssue | undefined
  /** Seconds. */
  readonly retryAfter?: number
}

/** Sends `{ error: { code, message, requestId } }` in the person's language. */
export const refuse = (res: Response, refusal: Refusal, locale: Locale): void => {
  const requestId = requestIdOf(res)
  const key: TextKey = refusal.words ?? `errors:${refusal.code}`
  const t = translate(locale)
  const values = refusal.fault ? { detail: faultWords(refusal.fault, t) } : refusal.values
  const message = t(key, { ...values, requestId })
  if (refusal.retryAfter !== undefined) res.setHeader('Retry-After', String(refusal.retryAfter))
  res.setHeader('Cache-Control', 'no-store')
  res.status(refusal.status).json({ error: { code: refusal.code, message, requestId } })
}

/** zod speaks English, and of types: this says what to change, and where. */
const faultWords = (issue: z.core.$ZodIssue, t: Translate): string => {
  const field = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') return t('errors:fault.unknown', { field: issue.keys.join(', ') })
  if (field === '') return t('errors:fault.whole')
  if (issue.code === 'too_big') {
    const kind = issue.origin === 'string' ? 'long' : issue.origin === 'array' ? 'many' : 'big'
    return t(`errors:fault.${kind}`, { field, max: String(issue.maximum) })
  }
  if (issue.code === 'too_small') {
    const isNumber = issue.origin === 'number' || issue.origin === 'int'
    return t(isNumber ? 'errors:fault.small' : 'errors:fault.empty', { field, min: String(issue.minimum) })
  }
  return t('errors:fault.value', { field })
}

/** The last middleware: whatever was thrown becomes words; the stack goes to the log only. */
export const failures =
  (log: Log) =>
  (error: unknown, req: Request, res: Response, next: NextFunction): void => {
    // Half an answer cannot be taken back: express closes the connection.
    if (res.headersSent) {
      next(error)
      return
    }
    const refusal = refusalOf(error)
    if (refusal.status >= 500)
      log.error({ requestId: requestIdOf(res), path: req.path, ...described(error) }, 'request failed')
    refuse(res, refusal, localeOf(req, res))
  }

const DEFAULT_RETRY_SECONDS = 5

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof z.ZodError) return { status: 400, code: 'invalid-request', fault: error.issues[0] }
  if (error instanceof GraphFailure) return ofGraph(error)
  if (isPassing(error))
    return { status: 503, code: 'unavailable', words: 'errors:database', retryAfter: DEFAULT_RETRY_SECONDS }
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined
  if (status === 413) return { status, code: 'too-large' }
  // Thrown by express for an unreadable body, one whose bytes were refused (403), or a path with a broken escape.
  const isUnread = Reflect.get(Object(error), 'type') === 'entity.verify.failed'
  if (isUnread) return { status: 400, code: 'invalid-request', values: { detail: 'UTF-8' } }
  if (status === 400 || status === 415) return { status, code: 'invalid-request', values: { detail: 'JSON' } }
  return { status: 500, code: 'internal' }
}

const ofGraph = ({ code, detail }: GraphFailure): Refusal => {
  switch (code) {
    case 'throttled':
    case 'unavailable': {
      const retryAfter = Math.ceil((detail.retryAfterMs ?? DEFAULT_RETRY_SECONDS * 1_000) / 1_000)
      return { status: 503, code: 'unavailable', retryAfter }
    }
    case 'forbidden':
    case 'consent-required':
      return { status: 403, code }
    case 'not-found':
      return { status: 404, code: 'not-found' }
    default:
      // A conflict or a refused value that reaches this place was not foreseen by its use case.
      return { status: 500, code: 'internal' }
  }
}

const described = (error: unknown): object =>
  error instanceof GraphFailure
    ? { error: error.message, graph: error.detail }
    : { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
