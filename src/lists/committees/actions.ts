import { list } from '../kit/list'

export const actionState = ['open', 'done', 'cancelled'] as const

/** What somebody has to do after a meeting; also a Planner task. */
export const Actions = list('Actions', 'number', {
  /** `A-2026-042`, counted over all bodies within the year. */
  number: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true },
  body: { kind: 'ref', list: 'Bodies', indexed: true },
  meeting: { kind: 'ref', list: 'Meetings', indexed: true },
  item: { kind: 'ref', list: 'AgendaItems', indexed: true },
  decision: { kind: 'ref', list: 'Decisions', indexed: true },
  project: { kind: 'ref', list: 'Projects', indexed: true },
  owner: { kind: 'person', indexed: true },
  dueOn: { kind: 'date', indexed: true },
  state: { kind: 'choice', options: actionState, required: true, indexed: true },
  doneAt: { kind: 'instant' },
  /** Why it takes longer, in the owner's words; the day first agreed stays readable. */
  reason: { kind: 'note' },
  firstDueOn: { kind: 'date' },
  remindedAt: { kind: 'instant' },
  /** When the chair and the secretary were told that it is long overdue. */
  escalatedAt: { kind: 'instant' },
  /** When a done action was opened again: what Planner completed before then no longer counts. */
  reopenedAt: { kind: 'instant' },
  plannerTask: { kind: 'text', indexed: true },
  /** Planner shows the task as completed. */
  plannerClosed: { kind: 'flag' },
  /** What action and task said alike when they were last compared, as JSON: what the task says otherwise since was changed in Planner. */
  plannerAgreed: { kind: 'note' },
})
