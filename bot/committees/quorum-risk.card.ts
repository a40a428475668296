import type { QuorumRiskModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, container, heading, openUrl, plain, quiet, strong } from '../cards/elements'
import { meetingLine } from './agenda-lines'

/** To the secretary, once: the quorum will not be there, because of whom, and what can be done about it. */
export const quorumRiskCard = (model: QuorumRiskModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const { meeting, counted, required, missingRoles, away, proxiesHelp } = model
  const title = t('agenda:card.quorumRisk', { meeting: meeting.title })
  const roles = missingRoles.map((role) => t(`committees:memberRole.${role}`)).join(', ')
  const isShort = required !== null && counted < required
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, formatsIn(locale), meeting),
        ...(isShort ? [strong(t('agenda:card.quorumShort', { counted, required }))] : []),
        ...(roles === '' ? [] : [strong(t('agenda:card.quorumRoles', { roles }))]),
        plain(t('agenda:card.quorumAway', { names: away.join(', ') }), { spacing: 'Small' }),
        container(
          [
            quiet(t('agenda:card.quorumTodo')),
            ...(proxiesHelp && isShort ? [plain(t('agenda:card.quorumProxy'))] : []),
            plain(t('agenda:card.quorumMove')),
          ],
          { separator: true, spacing: 'Medium' },
        ),
      ],
      [openUrl(t('agenda:card.open'), meeting.tabUrl)],
    ),
    summary: title,
  }
}
