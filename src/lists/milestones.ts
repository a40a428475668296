import { list } from './kit/list'

export const Milestones = list('Milestones', 'milestoneKey', {
  /** `<project number>:<rank>` */
  milestoneKey: { kind: 'text', maxLength: 80, required: true, unique: true },
  project: { kind: 'ref', list: 'Projects', required: true, indexed: true },
  title: { kind: 'text', required: true },
  rank: { kind: 'number', min: 0, decimals: 0 },
  baselineDate: { kind: 'date' },
  forecastDate: { kind: 'date' },
  actualDate: { kind: 'date' },
  /** A body decides whether the project goes on from here: go, conditional go, defer or stop. */
  gate: { kind: 'flag' },
})
