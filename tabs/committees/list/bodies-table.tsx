import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import type { BodyRow } from '../../../src/committees/bodies-view'
import { type BodyGroup, groupedBy } from '../../../src/committees/list/list-rows'
import type { Column, Grouping, ListState } from '../../../src/committees/list/list-state'
import { bodyLevel } from '../../../src/lists/bodies'
import { toggledGroup } from '../../../src/portfolio/grid/chosen'
import { columnsWithin, useWidth } from '../../ui/columns-within'
import { useSession } from '../../ui/session'
import { BodyLine } from './body-line'

/** Pixels; the body takes what is left. */
const widths: Readonly<Record<Column, number>> = {
  title: 260,
  code: 110,
  kind: 176,
  level: 110,
  programme: 210,
  cadence: 184,
  chair: 172,
  secretary: 172,
  members: 190,
  next: 140,
}
const leavesFirst: readonly Column[] = [
  'code',
  'level',
  'programme',
  'secretary',
  'cadence',
  'kind',
  'members',
  'chair',
  'next',
]
/** The margins of the region on both sides. */
const MARGINS = 32

interface TableProps {
  readonly rows: readonly BodyRow[]
  readonly state: ListState
  readonly onState: (change: Partial<ListState>) => void
}

/** The bodies under the headings of their groups, with the chosen columns that fit. */
export const BodiesTable = ({ rows, state, onState }: TableProps) => {
  const { t } = useSession()
  const [width, ref] = useWidth()
  const columns = columnsWithin(state.columns, width, { widths, leavesFirst, spare: MARGINS })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={ref} className="cm-scroll" aria-label={t('committees:list.label')} tabIndex={0}>
      <table className="gv-table cm-bodies">
        <colgroup>
          {columns.map((column) => (
            <col key={column} style={column === 'title' ? undefined : { width: widths[column] }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column} column={column} state={state} onState={onState} />
            ))}
          </tr>
        </thead>
        {groupedBy(rows, state.group).map((group) => (
          <tbody key={group.key}>
            {state.group === 'none' ? null : (
              <GroupHead
                group={group}
                grouping={state.group}
                span={columns.length}
                closed={state.closed.includes(keyOf(group))}
                onToggle={() => onState({ closed: toggledGroup(state.closed, keyOf(group)) })}
              />
            )}
            {state.group !== 'none' && state.closed.includes(keyOf(group))
              ? null
              : group.rows.map((row) => <BodyLine key={row.code} row={row} columns={columns} />)}
          </tbody>
        ))}
      </table>
    </section>
  )
}

/** A group in the address; the one without a key needs a word as well. */
const keyOf = ({ key }: BodyGroup): string => key || 'none'

/** A column's name; pressed, it sorts by the column, and pressed again the other way round. */
const Head = ({ column, state, onState }: Omit<TableProps, 'rows'> & { column: Column }) => {
  const { t } = useSession()
  const name = t(`committees:column.${column}`)
  const active = state.sort === column
  return (
    <th
      scope="col"
      className={`cm-col-${column}`}
      aria-sort={!active ? 'none' : state.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        className="cm-sort"
        title={t('committees:list.sort', { column: name })}
        onClick={() => onState({ sort: column, descending: active && !state.descending })}
      >
        {name}
        {active ? <span aria-hidden="true">{state.descending ? ' ↓' : ' ↑'}</span> : null}
      </button>
    </th>
  )
}

interface GroupHeadProps {
  readonly group: BodyGroup
  readonly grouping: Exclude<Grouping, 'none'>
  readonly span: number
  readonly closed: boolean
  readonly onToggle: () => void
}

/** The heading of a group opens and closes it. */
const GroupHead = ({ group, grouping, span, closed, onToggle }: GroupHeadProps) => {
  const { t } = useSession()
  const Chevron = closed ? ChevronRight16Regular : ChevronDown16Regular
  const level = bodyLevel.find((each) => each === group.key)
  const title =
    grouping === 'programme'
      ? (group.rows[0]?.programme?.title ?? t('committees:group.noProgramme'))
      : level
        ? t(`committees:bodyLevel.${level}`)
        : t('committees:group.noLevel')
  return (
    <tr className="cm-group">
      <th scope="rowgroup" colSpan={span}>
        <button type="button" aria-expanded={!closed} onClick={onToggle}>
          <Chevron aria-hidden />
          <b>{title}</b>
          <span className="gv-caption">{t('committees:group.bodies', { count: group.rows.length })}</span>
        </button>
      </th>
    </tr>
  )
}
