import type { Actor } from '../../access/actor'
import { translate } from '../../i18n/translate'

/** Why something about an agenda cannot be done, with its HTTP status. */
export const agendaRefusals = {
  'unknown-meeting': 404,
  'unknown-item': 404,
  'unknown-pack': 404,
  'not-allowed': 403,
  'no-token': 403,
  'meeting-over': 409,
  'not-saved-yet': 409,
  'not-from-here': 409,
  'not-for-decision': 409,
  conflict: 409,
  'not-approved': 409,
  'nothing-to-approve': 409,
  'reason-required': 409,
  'unknown-person': 422,
  'unknown-project': 422,
  'unknown-paper': 422,
  'too-many-papers': 409,
  'paper-name': 409,
  'paper-too-large': 413,
  'paper-kind': 422,
  'paper-content': 422,
  'other-items': 409,
  invalid: 422,
  unavailable: 503,
} as const

export type AgendaRefusal = keyof typeof agendaRefusals

export interface Refused {
  readonly ok: false
  readonly reason: AgendaRefusal
}

export const refused = (reason: AgendaRefusal): Refused => ({ ok: false, reason })

export const refusalWords = (reason: AgendaRefusal, locale: Actor['locale']): string =>
  translate(locale)(`agenda:error.${reason}`)
