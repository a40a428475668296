import { list } from './kit/list'

export const importState = ['running', 'done', 'undone'] as const

export const ImportBatches = list('ImportBatches', 'code', {
  code: { kind: 'text', maxLength: 80, required: true, unique: true },
  fileName: { kind: 'text', required: true },
  sha256: { kind: 'text', maxLength: 64, indexed: true },
  state: { kind: 'choice', options: importState, required: true },
  startedAt: { kind: 'instant' },
  finishedAt: { kind: 'instant' },
  projectsCreated: { kind: 'number', decimals: 0 },
  reportsCreated: { kind: 'number', decimals: 0 },
  bodiesCreated: { kind: 'number', decimals: 0 },
  membershipsCreated: { kind: 'number', decimals: 0 },
  rejectedRows: { kind: 'number', decimals: 0 },
  unreadCells: { kind: 'number', decimals: 0 },
  /** What `undo` needs: JSON, the keys of created rows and the previous values of changed ones. */
  ledger: { kind: 'note' },
})
