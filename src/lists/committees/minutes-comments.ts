import { list } from '../kit/list'

export const commentState = ['open', 'settled'] as const

/** What members say of the minutes of a meeting while these are under review. */
export const MinutesComments = list('MinutesComments', 'commentKey', {
  /** `<meeting>:<random>` */
  commentKey: { kind: 'text', maxLength: 120, required: true, unique: true },
  meeting: { kind: 'ref', list: 'Meetings', required: true, indexed: true },
  /** The agenda item that it is about; blank for the minutes as a whole. */
  item: { kind: 'ref', list: 'AgendaItems', indexed: true },
  /** Version of the minutes that was read. */
  version: { kind: 'number', min: 1, decimals: 0 },
  writer: { kind: 'person', indexed: true },
  writtenAt: { kind: 'instant' },
  text: { kind: 'note' },
  state: { kind: 'choice', options: commentState, required: true },
  settledBy: { kind: 'person' },
})
