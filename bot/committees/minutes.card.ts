import type { MinutesModel } from '../../src/committees/minutes/minutes-view'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, execute, heading, openUrl, plain, quiet, strong } from '../cards/elements'

/** To the members of a body: minutes wait for their comments. To its chair, or who stands in for one: approving them is one click, and the card then says so. */
export const minutesCard = (model: MinutesModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const { key, meeting, version, mayApprove, absence, approved, refusal, tabUrl } = model
  const kind = approved ? 'approved' : mayApprove ? 'approval' : 'title'
  const title = t(`followUp:card.minutes.${kind}`, { meeting })
  const approve = execute({
    verb: 'minutes.approve',
    payload: { meeting: key, version: String(version) },
    title: t('followUp:card.minutes.approve'),
    primary: true,
    inputs: false,
  })
  const lead = t(mayApprove ? 'followUp:card.minutes.approvalLead' : 'followUp:card.minutes.lead')
  return {
    card: cardOf(
      [
        heading(title),
        ...(refusal === null ? [] : [strong(refusal)]),
        ...(absence === null || approved ? [] : [plain(t(`committees:absence.${absence}.you`))]),
        approved ? plain(approvedLine(approved, locale), { spacing: 'Small' }) : plain(lead, { spacing: 'Small' }),
        quiet(t('followUp:card.minutes.version', { version })),
      ],
      [
        ...(mayApprove && !approved ? [approve] : []),
        openUrl(t(approved ? 'followUp:card.minutes.read' : 'followUp:card.minutes.open'), tabUrl),
      ],
    ),
    summary: title,
  }
}

const approvedLine = ({ at, in: place }: NonNullable<MinutesModel['approved']>, locale: Locale): string => {
  const t = translate(locale)
  const date = formatsIn(locale).dateTime(at)
  return place === null
    ? t('followUp:card.minutes.approvedAt', { date })
    : t('followUp:card.minutes.approvedIn', { date, meeting: place })
}
