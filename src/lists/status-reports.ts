import { health, trend } from './codes'
import { list } from './kit/list'

export const reportState = ['draft', 'submitted', 'published'] as const

export const StatusReports = list('StatusReports', 'reportKey', {
  /** `<cycle>:<project number>`: a second answer overwrites, never doubles. */
  reportKey: { kind: 'text', maxLength: 100, required: true, unique: true },
  cycle: { kind: 'ref', list: 'StatusCycles', required: true, indexed: true },
  project: { kind: 'ref', list: 'Projects', required: true, indexed: true },
  /**
   * As written: an answer stays `submitted`, and is published once its cycle is (`src/status/rules/report-state.ts`). Rows that are
   * written after their publication, such as imported ones, say `published` themselves.
   */
  state: { kind: 'choice', options: reportState, required: true, indexed: true },
  overall: { kind: 'choice', options: health },
  schedule: { kind: 'choice', options: health },
  cost: { kind: 'choice', options: health },
  scope: { kind: 'choice', options: health },
  risk: { kind: 'choice', options: health },
  resources: { kind: 'choice', options: health },
  benefits: { kind: 'choice', options: health },
  trend: { kind: 'choice', options: trend },
  comment: { kind: 'note' },
  achieved: { kind: 'note' },
  next: { kind: 'note' },
  issues: { kind: 'note' },
  decisionsRequested: { kind: 'note' },
  forecastEnd: { kind: 'date' },
  forecastCost: { kind: 'money', min: 0 },
  percentComplete: { kind: 'number', min: 0, max: 100, decimals: 0 },
  /** Health computed from dates, costs and tolerances when the answer was recorded; `overall` is what the manager declares. */
  computedHealth: { kind: 'choice', options: health },
  answeredBy: { kind: 'person' },
  answeredAt: { kind: 'instant', indexed: true },
  /** What an imported source said in its own words, such as a five-point rating. */
  sourceRating: { kind: 'text' },
  importBatch: { kind: 'ref', list: 'ImportBatches', indexed: true },
})
