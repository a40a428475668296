import { list } from './kit/list'

/** One budget year of a project, Belgian public budgeting: approved, committed (engagé), paid (liquidé), forecast; euros. */
export const BudgetLines = list('BudgetLines', 'budgetKey', {
  /** `<project number>:<year>:<label>` */
  budgetKey: { kind: 'text', maxLength: 120, required: true, unique: true },
  project: { kind: 'ref', list: 'Projects', required: true, indexed: true },
  title: { kind: 'text', required: true },
  year: { kind: 'number', min: 1990, max: 2100, decimals: 0, required: true },
  approved: { kind: 'money', min: 0 },
  committed: { kind: 'money', min: 0 },
  paid: { kind: 'money', min: 0 },
  forecast: { kind: 'money', min: 0 },
})
