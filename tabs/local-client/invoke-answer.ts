import { at } from './at'
import type { InvokeAnswer } from './tenant-api'

/** Why the bot did not take an answer: in its own words when it gives some, else its status. */
export type Refusal = { readonly words: string } | { readonly status: number }

/**
 * A refusal of the bot (`application/vnd.microsoft.error` with a message, or a plain message); null when it answered with a
 * card, which the tenant has put in place of the old one.
 */
export const refusalIn = (answer: InvokeAnswer): Refusal | null => {
  const { body } = answer
  const type = at(body, 'type')
  const value = at(body, 'value')
  const words = at(value, 'message') ?? (type === 'application/vnd.microsoft.activity.message' ? value : undefined)
  if (typeof words === 'string' && words !== '') return { words }
  const status = Number(at(body, 'statusCode') ?? answer.status)
  return status >= 400 ? { status } : null
}
