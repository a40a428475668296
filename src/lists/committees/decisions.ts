import { list } from '../kit/list'

export const decisionResult = ['adopted', 'conditional', 'deferred', 'rejected'] as const
/** `arbitration` settles competing claims: its options and their consequences are kept with it. */
export const decisionType = ['ordinary', 'arbitration', 'escalation', 'minutes'] as const
/** `withdrawn`: put to the vote by mistake, or with another text than meant; it has no result, and its number is not used again. */
export const voteState = ['open', 'closed', 'withdrawn'] as const

/** The numbered register of all bodies. A vote under way is a decision without a result. */
export const Decisions = list('Decisions', 'number', {
  /** `D-2026-118`, counted over all bodies within the year. */
  number: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true, indexed: true },
  body: { kind: 'ref', list: 'Bodies', required: true, indexed: true },
  meeting: { kind: 'ref', list: 'Meetings', indexed: true },
  item: { kind: 'ref', list: 'AgendaItems', indexed: true },
  project: { kind: 'ref', list: 'Projects', indexed: true },
  programme: { kind: 'ref', list: 'Programmes', indexed: true },
  type: { kind: 'choice', options: decisionType, required: true },
  question: { kind: 'note' },
  text: { kind: 'note' },
  result: { kind: 'choice', options: decisionResult, indexed: true },
  conditions: { kind: 'note' },
  /** Options of an arbitration with their consequences, and the one that was chosen, JSON. */
  options: { kind: 'note' },
  decidedAt: { kind: 'instant', indexed: true },
  recordedBy: { kind: 'person' },
  voteState: { kind: 'choice', options: voteState, indexed: true },
  /** What whoever withdrew the vote said of it. */
  withdrawnBecause: { kind: 'note' },
  secret: { kind: 'flag' },
  votesFor: { kind: 'number', min: 0, decimals: 0 },
  votesAgainst: { kind: 'number', min: 0, decimals: 0 },
  abstentions: { kind: 'number', min: 0, decimals: 0 },
  recusals: { kind: 'number', min: 0, decimals: 0 },
  /** Why the vote gave this result, as the rules explained it, JSON. */
  explanation: { kind: 'note' },
  /** The exception or the decision of a lower body that was escalated here. */
  escalatedFrom: { kind: 'text', maxLength: 150, indexed: true },
})
