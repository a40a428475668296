import { list } from './kit/list'

export const exceptionState = ['open', 'decided', 'withdrawn'] as const
export const exceptionTolerance = ['time', 'cost'] as const

/** PRINCE2 exception report: opened when a tolerance is forecast to be exceeded. */
export const ExceptionReports = list('ExceptionReports', 'exceptionKey', {
  /** `<project number>:<tolerance>:<cycle>` of the cycle in which it opened. */
  exceptionKey: { kind: 'text', maxLength: 120, required: true, unique: true },
  project: { kind: 'ref', list: 'Projects', required: true, indexed: true },
  cycle: { kind: 'ref', list: 'StatusCycles', indexed: true },
  tolerance: { kind: 'choice', options: exceptionTolerance, required: true },
  state: { kind: 'choice', options: exceptionState, required: true, indexed: true },
  openedAt: { kind: 'instant' },
  closedAt: { kind: 'instant' },
  /** Deviation when it opened and the tolerance it broke: days, or percent of the approved cost. */
  deviation: { kind: 'number' },
  allowed: { kind: 'number' },
  cause: { kind: 'note' },
})
