import { confidentiality, health, lifecycle, method, phase, profile } from './codes'
import { list } from './kit/list'

/** Costs in euros; tolerances agreed by the board (PRINCE2): time in calendar days, cost in percent of the approved cost. */
export const Projects = list('Projects', 'number', {
  number: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true, indexed: true },
  programme: { kind: 'ref', list: 'Programmes', indexed: true },
  phase: { kind: 'choice', options: phase, indexed: true },
  lifecycle: { kind: 'choice', options: lifecycle, required: true, indexed: true },
  priority: { kind: 'flag', indexed: true },
  sponsor: { kind: 'person' },
  projectManager: { kind: 'person', indexed: true },
  delegate: { kind: 'person' },
  businessOwner: { kind: 'person' },
  profile: { kind: 'choice', options: profile },
  method: { kind: 'choice', options: method },
  startDate: { kind: 'date' },
  baselineEnd: { kind: 'date' },
  forecastEnd: { kind: 'date' },
  approvedCost: { kind: 'money', min: 0 },
  committedCost: { kind: 'money', min: 0 },
  paidCost: { kind: 'money', min: 0 },
  forecastCost: { kind: 'money', min: 0 },
  toleranceDays: { kind: 'number', min: 0, max: 3650, decimals: 0 },
  toleranceCost: { kind: 'number', min: 0, max: 1000 },
  confidentiality: { kind: 'choice', options: confidentiality, required: true },
  publishedHealth: { kind: 'choice', options: health, indexed: true },
  /** Day of the last publication that showed `publishedHealth`: an old day says that the project no longer answers. */
  publishedOn: { kind: 'date', indexed: true },
  summary: { kind: 'note' },
  /** The number that an imported source gives the project; it keeps years together when a name changes. */
  sourceNumber: { kind: 'text', indexed: true },
  importBatch: { kind: 'ref', list: 'ImportBatches', indexed: true },
})
