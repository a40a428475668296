import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { type Wording, wordingOf } from '../../reports/pack/wording'
import { type Definition, localTime } from '../../reports/xlsx/sheet'
import { type NamedFile, tableFile } from '../../reports/xlsx/table-file'
import { bodiesOverview } from '../bodies-overview'
import type { BodyRow } from '../bodies-view'
import { filtered, groupedBy, sorted } from './list-rows'
import type { Column, ListState } from './list-state'

/** The list under the filters, in the order and with the columns of the page, as an Excel workbook with a real table. */
export const exportBodies = async (ctx: Context, actor: Actor, state: ListState): Promise<NamedFile> => {
  const wording = wordingOf(actor.locale)
  const { t } = wording
  const rows = sorted(filtered(bodiesOverview(ctx, actor).rows, state), state)
  return tableFile(ctx, wording, {
    file: t('committees:list.file'),
    title: t('committees:page.title'),
    frozen: 1,
    columns: columnsOf(state, wording),
    rows: groupedBy(rows, state.group).flatMap((group) => group.rows),
  })
}

/** What groups the page is a column of the workbook also where the page does not show it as one. */
const columnsOf = (state: ListState, wording: Wording): readonly Definition<BodyRow>[] => {
  const definitions = definitionsOf(wording)
  const grouping = state.group === 'none' || state.columns.includes(state.group) ? [] : [state.group]
  const [first = 'title', ...others] = state.columns
  return [first, ...grouping, ...others].flatMap((column) => definitions[column])
}

const definitionsOf = ({ t }: Wording): Readonly<Record<Column, readonly Definition<BodyRow>[]>> => ({
  title: [{ title: t('committees:column.title'), kind: 'text', width: 48, value: (row) => row.title }],
  code: [{ title: t('committees:column.code'), kind: 'text', width: 16, value: (row) => row.code }],
  kind: [
    {
      title: t('committees:column.kind'),
      kind: 'text',
      width: 24,
      value: (row) => t(`committees:bodyKind.${row.kind}`),
    },
  ],
  level: [
    {
      title: t('committees:column.level'),
      kind: 'text',
      width: 16,
      value: (row) => (row.level === null ? null : t(`committees:bodyLevel.${row.level}`)),
    },
  ],
  programme: [
    {
      title: t('committees:column.programme'),
      kind: 'text',
      width: 36,
      value: (row) => row.programme?.title ?? null,
    },
  ],
  cadence: [
    {
      title: t('committees:column.cadence'),
      kind: 'text',
      width: 20,
      value: (row) => (row.cadence === null ? null : t(`committees:cadence.${row.cadence}`)),
    },
  ],
  chair: [{ title: t('committees:column.chair'), kind: 'text', width: 26, value: (row) => row.chair }],
  secretary: [{ title: t('committees:column.secretary'), kind: 'text', width: 26, value: (row) => row.secretary }],
  members: [
    { title: t('committees:column.voters'), kind: 'number', width: 10, value: (row) => row.voters },
    { title: t('committees:column.advisers'), kind: 'number', width: 14, value: (row) => row.advisers },
  ],
  next: [
    {
      title: t('committees:column.next'),
      kind: 'dateTime',
      width: 18,
      value: (row) => localTime(row.nextMeeting),
    },
  ],
})
