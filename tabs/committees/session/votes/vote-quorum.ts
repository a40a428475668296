import type { VoteView } from '../../../../src/committees/session/session-view'

export interface VoteQuorum {
  readonly ok: boolean
  /** Voters that it counts, and of how many; null where it was checked once, when the meeting opened. */
  readonly of: { readonly counted: number; readonly base: number } | null
}

/**
 * The quorum of this very vote, which is what its result rests on: who is recused may not count, and who comes or goes later changes
 * the quorum of the meeting alone. Null where the body asks for none.
 */
export const quorumOfVote = ({ reasons }: Pick<VoteView, 'reasons'>): VoteQuorum | null => {
  for (const reason of reasons) {
    if (reason.code === 'quorum.opening') return { ok: true, of: null }
    if (reason.code === 'quorum') return { ok: reason.ok, of: { counted: reason.counted, base: reason.base } }
  }
  return null
}
