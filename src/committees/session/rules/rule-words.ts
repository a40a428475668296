import type { Translate } from '../../../i18n/text'
import type { Decisions } from '../../../lists/committees/decisions'
import type { Values } from '../../../lists/kit/list'
import { type KeptReason, readReasons } from './explained'

/**
 * By which rule a vote gave its result, as the register and the minutes keep it: what the quorum lacked, the majority, how a tie was
 * broken. Who was recused, silent or represented stays with the meeting. Nothing where there was no vote.
 */
export const ruleWords = (
  { voteState, explanation }: Pick<Values<typeof Decisions>, 'voteState' | 'explanation'>,
  t: Translate,
): readonly string[] => (voteState === 'closed' ? readReasons(explanation).flatMap((reason) => wordsOf(reason, t)) : [])

const wordsOf = (reason: KeptReason, t: Translate): readonly string[] => {
  switch (reason.code) {
    case 'quorum': {
      const { ok, counted, base } = reason
      return ok ? [] : [t('session:reason.quorum.missing', { counted, base })]
    }
    case 'quorum.check':
      return reason.check.code === 'role' && !reason.check.ok
        ? [t('session:quorum.check.role', { role: t(`committees:memberRole.${reason.check.role}`) })]
        : []
    case 'majority': {
      const { rule, votesFor, votesAgainst, required, of } = reason
      return [t(`session:reason.majority.${rule}`, { for: votesFor, against: votesAgainst, required, of })]
    }
    case 'tie':
      return [
        t(reason.rule === 'chair' ? `session:reason.tie.chair.${reason.casting}` : `session:reason.tie.${reason.rule}`),
      ]
    default:
      return []
  }
}
