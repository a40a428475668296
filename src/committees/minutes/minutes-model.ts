import type { Wording } from '../../reports/pack/wording'
import { fullTitle, ownTitle } from '../meetings/full-title'
import { attendanceTable, correctionSentence, quorumSentence } from './minuted-attendance'
import { minutedActions, minutedDecision, minutedItem, summaryOf } from './minuted-items'
import type { Fact, MinutesContent, MinutesStatus, NameOf } from './minutes-content'
import type { MinutesSource } from './minutes-source'

/** The minutes from their rows: pure, in the language of the body. */
export const minutesContent = (
  source: MinutesSource,
  status: MinutesStatus,
  nameOf: NameOf,
  wording: Wording,
): MinutesContent => {
  const { body, meeting, items, decisions, actions, openProjects } = source
  const { t } = wording
  const inItem = new Set(items.map(({ itemKey }) => itemKey))
  const isFurther = ({ item }: { item: string | null }): boolean => item === null || !inItem.has(item)
  return {
    locale: wording.locale,
    kicker: t('followUp:minutes.kicker'),
    title: body.title,
    subtitle: ownTitle(meeting.title, body.title),
    status: statusLine(status, wording),
    facts: factsOf(source, nameOf, wording),
    attendance: attendanceTable(source, nameOf, wording),
    quorum: quorumSentence(source, wording),
    corrected: correctionSentence(source, wording),
    items: items.map((item, index) => minutedItem(item, index + 1, source, nameOf, wording)),
    further: {
      decisions: decisions.filter(isFurther).map((decision) => minutedDecision(decision, openProjects, wording, null)),
      actions: minutedActions(actions.filter(isFurther), nameOf, wording),
    },
    summary: summaryOf(source, nameOf, wording),
    headings: {
      attendance: t('followUp:minutes.attendance'),
      items: t('followUp:minutes.items'),
      decisions: t('followUp:minutes.decisions'),
      actions: t('followUp:minutes.actions'),
    },
    signatures: [
      { label: t('committees:column.chair'), value: nameOf(meeting.chair) ?? '' },
      { label: t('committees:column.secretary'), value: nameOf(meeting.secretary) ?? '' },
    ],
    footer: fullTitle(meeting.title, body.title),
  }
}

const statusLine = (status: MinutesStatus, { t, format }: Wording): string => {
  const { version } = status
  if (status.state === 'review') return t('followUp:minutes.status.review', { version })
  const values = { version, date: format.date(status.on), name: status.by, meeting: status.in?.title ?? '' }
  if (status.in === null) return t('followUp:minutes.status.approved', values)
  return t(status.in.written ? 'followUp:minutes.status.approvedWritten' : 'followUp:minutes.status.approvedIn', values)
}

const factsOf = ({ meeting }: MinutesSource, nameOf: NameOf, { t, format }: Wording): readonly Fact[] => {
  const begin = meeting.openedAt ?? meeting.startsAt
  const end = meeting.closedAt ?? meeting.endsAt
  const when =
    meeting.form === 'written'
      ? meeting.deadline && t('followUp:minutes.writtenUntil', { date: format.dateTime(meeting.deadline) })
      : begin &&
        (end
          ? t('followUp:minutes.fromTo', { begin: format.dateTime(begin), end: format.time(end) })
          : format.dateTime(begin))
  const facts: readonly (readonly [string, string | null])[] = [
    [t('followUp:minutes.date'), when],
    [t('followUp:minutes.place'), meeting.place ?? (meeting.joinUrl === null ? null : t('followUp:minutes.online'))],
    [t('committees:column.chair'), nameOf(meeting.chair)],
    [t('committees:column.secretary'), nameOf(meeting.secretary)],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}
