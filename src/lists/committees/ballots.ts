import { list } from '../kit/list'

export const vote = ['for', 'against', 'abstain', 'recused'] as const
export type Vote = (typeof vote)[number]

/** One vote, counted once and changed until the vote is closed. In a secret ballot no row says whose it is. */
export const Ballots = list('Ballots', 'ballotKey', {
  /** `<decision>:<voter>`, or `<decision>:<random>` in a secret ballot. */
  ballotKey: { kind: 'text', maxLength: 120, required: true, unique: true },
  decision: { kind: 'ref', list: 'Decisions', required: true, indexed: true },
  /** Whose vote it is, and who cast it: they differ for a proxy. Both blank in a secret ballot. */
  voter: { kind: 'person', indexed: true },
  castBy: { kind: 'person' },
  vote: { kind: 'choice', options: vote, required: true },
  castAt: { kind: 'instant' },
})
