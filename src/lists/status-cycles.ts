import { list } from './kit/list'

export const cycleState = ['open', 'closed', 'published'] as const
export type CycleState = (typeof cycleState)[number]

export const StatusCycles = list('StatusCycles', 'code', {
  /** `2026-11`, or another code when the recurrence is not monthly. */
  code: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true },
  state: { kind: 'choice', options: cycleState, required: true, indexed: true },
  openedAt: { kind: 'instant' },
  openedBy: { kind: 'person' },
  cutOff: { kind: 'instant' },
  closedAt: { kind: 'instant' },
  publishedAt: { kind: 'instant' },
  /** Numbers of the projects that owe a report, fixed at opening: one per line, shortened where there are thousands (`owedText`). */
  owed: { kind: 'note' },
  snapshotVersion: { kind: 'number', min: 0, decimals: 0 },
  importBatch: { kind: 'ref', list: 'ImportBatches', indexed: true },
})
