import type { ApprovalModel } from '../../src/committees/agenda/pack/notice-models'
import type { Locale } from '../../src/context'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, execute, heading, openUrl, plain, quiet, strong } from '../cards/elements'
import { agendaLines, meetingLine } from './agenda-lines'

/** To the chair, or who stands in for one: the agenda waits for approval, which is one click; afterwards the same card says so. */
export const approvalCard = (model: ApprovalModel, locale: Locale): DrawnCard => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const { meeting, dueOn, lines, over, absence, approvedAt, refusal } = model
  const title = t(approvedAt === null ? 'agenda:card.approval' : 'agenda:card.approved', { meeting: meeting.title })
  const approve = execute({
    verb: 'agenda.approve',
    payload: { meeting: meeting.key },
    title: t('agenda:action.approve'),
    primary: true,
    inputs: false,
  })
  return {
    card: cardOf(
      [
        heading(title),
        meetingLine(t, format, meeting),
        ...(refusal === null ? [] : [strong(refusal)]),
        ...(absence !== null && approvedAt === null ? [plain(t(`committees:absence.${absence}.you`))] : []),
        approvedAt === null
          ? plain(t('agenda:card.approvalLead', { date: format.date(dueOn) }))
          : quiet(t('agenda:card.approvedAt', { at: format.dateTime(approvedAt) })),
        ...(over > 0 ? [strong(t('agenda:card.over', { count: over }))] : []),
        ...agendaLines(t, lines),
      ],
      [...(approvedAt === null ? [approve] : []), openUrl(t('agenda:card.open'), meeting.tabUrl)],
    ),
    summary: title,
  }
}
