import { at } from './at'
import type { InvokeAnswer } from './tenant-api'

/** What a bot wants of the dialog of an action: a card in it, a sentence instead of it, or its end. */
export type TaskAnswer =
  | { readonly kind: 'card'; readonly title: string | null; readonly card: object }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly status: number }

const CARD = 'application/vnd.microsoft.card.adaptive'

/** Reads the answer to `composeExtension/fetchTask` or `composeExtension/submitAction` (GRAPH-FACTS 5.6). */
export const taskAnswer = ({ status, body }: InvokeAnswer): TaskAnswer => {
  if (status >= 400) return { kind: 'refused', status }
  const task = at(body, 'task')
  const value = at(task, 'value')
  if (at(task, 'type') === 'message' && typeof value === 'string') return { kind: 'message', text: value }
  const attachment = at(value, 'card')
  const card = at(attachment, 'content')
  if (at(task, 'type') === 'continue' && at(attachment, 'contentType') === CARD && typeof card === 'object' && card) {
    const title = at(value, 'title')
    return { kind: 'card', title: typeof title === 'string' ? title : null, card }
  }
  return { kind: 'end' }
}
