import type { VoteCardModel } from '../../src/committees/session/votes/vote-card-view'
import type { Translate } from '../../src/i18n/text'

type Closed = NonNullable<VoteCardModel['closed']>

/** A sign and a word, never a colour alone. */
const signs = { adopted: '✔', conditional: '✔', deferred: '⏸', rejected: '✖' } as const

export const resultLine = (t: Translate, { result, ofGate }: Pick<Closed, 'result' | 'ofGate'>): string =>
  result === null
    ? t('session:result.none')
    : `${signs[result]} ${t(ofGate ? `common:gate.${result}` : `session:result.${result}`)}`
