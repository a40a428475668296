import type { VoteCardModel } from '../../src/committees/session/votes/vote-card-view'
import type { Translate } from '../../src/i18n/text'
import { type Element, plain, quiet, strong } from '../cards/elements'

type Closed = NonNullable<VoteCardModel['closed']>

/** A sign and a word, never a colour alone. */
const signs = { adopted: '✔', conditional: '✔', deferred: '⏸', rejected: '✖' } as const

export const resultLine = (
  t: Translate,
  { result, ofGate, withdrawn }: Pick<Closed, 'result' | 'ofGate' | 'withdrawn'>,
): string => {
  if (withdrawn) return t('session:vote.withdrawn')
  return result === null
    ? t('session:result.none')
    : `${signs[result]} ${t(ofGate ? `common:gate.${result}` : `session:result.${result}`)}`
}

/** The result with its counts; of a vote that was taken back, why. */
export const resultPart = (t: Translate, closed: Omit<Closed, 'quorum'>): readonly Element[] => {
  const { withdrawn, tally } = closed
  if (!withdrawn) return [strong(resultLine(t, closed)), quiet(t('session:card.tally', { ...tally }))]
  return [
    strong(resultLine(t, closed)),
    plain(t('session:vote.withdrawnNothing')),
    ...(withdrawn.because ? [quiet(t('session:vote.withdrawnBecause', { because: withdrawn.because }))] : []),
  ]
}
