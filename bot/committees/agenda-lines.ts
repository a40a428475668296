import type { AgendaCardLine, AgendaCardMeeting } from '../../src/committees/agenda/pack/notice-models'
import type { Formats } from '../../src/i18n/format'
import type { Translate } from '../../src/i18n/text'
import { columns, container, type Element, plain, quiet, runs } from '../cards/elements'

/** So many items stand on a card; the tab has them all, and the card says how many there are. */
const SHOWN_AT_MOST = 12

/** When and where the meeting is, on one line. */
export const meetingLine = (t: Translate, format: Formats, { startsAt, place }: AgendaCardMeeting): Element =>
  plain(
    [startsAt === null ? t('agenda:when.none') : format.dateTime(startsAt), ...(place ? [place] : [])].join(' · '),
    {
      spacing: 'Small',
    },
  )

/** The agenda as a list: what, about when where that is told, by whom, for what, how long. */
export const agendaLines = (
  t: Translate,
  lines: readonly (AgendaCardLine & { readonly time?: string | null })[],
): readonly Element[] => [
  ...lines.slice(0, SHOWN_AT_MOST).map((line, index) =>
    container(
      [
        columns([
          {
            width: 'stretch',
            items: [
              runs([{ text: `${index + 1}. ${line.title}` }]),
              quiet(
                [
                  ...(line.time ? [t('agenda:card.at', { time: line.time })] : []),
                  t(`agenda:kind.${line.kind}`),
                  ...(line.presenter === null ? [] : [line.presenter]),
                ].join(' · '),
              ),
            ],
          },
          { width: 'auto', items: [plain(t('agenda:minutes', { count: line.minutes ?? 0 }))] },
        ]),
      ],
      { separator: true, spacing: 'Small' },
    ),
  ),
  ...(lines.length > SHOWN_AT_MOST ? [quiet(t('agenda:card.more', { count: lines.length - SHOWN_AT_MOST }))] : []),
]
