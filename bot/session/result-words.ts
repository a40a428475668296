import type { VoteCardModel } from '../../src/committees/session/votes/vote-card-view'
import type { Translate } from '../../src/i18n/text'

type Closed = NonNullable<VoteCardModel['closed']>

/** A sign and a word, never a colour alone. */
const signs = { adopted: '✔', conditional: '✔', deferred: '⏸', rejected: '✖' } as const

export const resultLine = (t: Translate, { result }: Pick<Closed, 'result'>): string =>
  result === null ? t('session:result.none') : `${signs[result]} ${t(`session:result.${result}`)}`
