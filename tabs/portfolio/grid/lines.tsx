import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import { type CSSProperties, memo, Suspense } from 'react'
import { type Column, type Grouping, shownHealths } from '../../../src/portfolio/grid/grid-view'
import {
  type EditableField,
  mayEditField,
  type PortfolioRow,
  type PortfolioView,
} from '../../../src/portfolio/portfolio-view'
import { HealthCount, healthKey } from '../../ui/health'
import type { Anchor } from '../../ui/popup'
import { CellEditor } from '../editors/cell-editor-when-needed'
import type { EditorProps } from '../editors/editor-props'
import type { Draft } from '../edits/unsaved'
import { CellContent, type CellContext } from './cells'
import { fieldOfColumn, type GridField, isTyped, valueIn } from './grid-fields'
import { type GridItem, groupHeading } from './grid-items'

/** Heading, group and project rows all have this height in pixels. */
export const LINE = 32

export const cellId = (key: string, column: number): string => `pf-${key}-${column}`.replace(/[^\w-]/g, '_')

export interface LineProps {
  readonly index: number
  /** Pixels below the heading; null keeps the line right under it while its group is on screen. */
  readonly top: number | null
  readonly columns: readonly Column[]
  readonly activeColumn: number | null
  readonly context: CellContext
}

export interface Editing {
  readonly key: string
  readonly field: GridField
  readonly anchor: Anchor
  /** The row as the person saw it when they began: what somebody else saves meanwhile must meet their edit, not vanish. */
  readonly row: PortfolioRow
}

const placeOf = (top: number | null): CSSProperties =>
  top === null
    ? { position: 'sticky', top: LINE, zIndex: 2 }
    : { position: 'absolute', top: 0, transform: `translateY(${top}px)` }

type RowProps = LineProps & {
  readonly row: PortfolioRow
  readonly selected: boolean
  readonly explained: boolean
  readonly editing: Editing | null
  readonly drafts: ReadonlyMap<string, Draft>
  readonly view: PortfolioView
  readonly editor: Pick<EditorProps, 'onCommit' | 'onInvalid' | 'onCancel'>
}

const isRight: ReadonlySet<Column> = new Set(['cost', 'approvedCost'])

const draftOf = (drafts: RowProps['drafts'], row: PortfolioRow, field: EditableField | undefined): Draft | undefined =>
  field && drafts.size > 0 ? [...drafts.values()].find((d) => d.number === row.number && d.field === field) : undefined

/** One project. */
export const RowLine = memo((props: RowProps) => {
  const { row, index, top, columns, activeColumn, selected, explained, editing, drafts, context, view, editor } = props
  const { t } = context
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`pf-line pf-row${selected ? ' pf-selected' : ''}${explained ? ' pf-explained' : ''}`}
      style={placeOf(top)}
      data-key={row.number}
    >
      {columns.map((column, i) => {
        const field = fieldOfColumn[column]
        const draft = draftOf(drafts, row, field)
        const editable = field !== undefined && mayEditField(row.rights, field)
        const open = editing !== null && field === editing.field && editing.key === row.number
        return (
          <div
            key={column}
            id={cellId(row.number, i)}
            role="gridcell"
            aria-colindex={i + 1}
            aria-readonly={!editable}
            data-cell={i}
            className={`pf-cell pf-c-${column}${isRight.has(column) ? ' pf-right' : ''}${editable ? ' pf-editable' : ''}${activeColumn === i ? ' pf-active' : ''}`}
          >
            {column === 'project' ? (
              <input
                type="checkbox"
                className="pf-check"
                tabIndex={-1}
                checked={selected}
                readOnly
                aria-label={t('portfolio:grid.select', { number: row.number })}
              />
            ) : null}
            {open && field ? (
              <Suspense fallback={null}>
                <CellEditor
                  key={row.number}
                  {...editor}
                  number={row.number}
                  field={field}
                  value={draft ? draft.value : valueIn(row, field)}
                  view={view}
                  anchor={editing.anchor}
                />
              </Suspense>
            ) : null}
            {open && field && isTyped(field) ? null : draft ? (
              <span className="pf-draft" title={draft.message}>
                <ErrorCircle16Filled aria-hidden />
                {draft.readable ? (
                  <CellContent column={column} row={{ ...row, [draft.field]: draft.value }} context={context} />
                ) : (
                  String(draft.value ?? '')
                )}
              </span>
            ) : (
              <CellContent column={column} row={row} context={context} />
            )}
          </div>
        )
      })}
    </div>
  )
})

type GroupProps = LineProps & {
  readonly item: Extract<GridItem, { kind: 'group' }>
  readonly grouping: Grouping
  readonly collapsed: boolean
  readonly view: PortfolioView
}

/** The heading of a group: how many projects, who leads them, how they answer, and their declared health. */
export const GroupLine = memo((props: GroupProps) => {
  const { item, grouping, collapsed, index, top, columns, activeColumn, context, view } = props
  const title = groupTitle(item.group, grouping, context)
  const Chevron = collapsed ? ChevronRight16Regular : ChevronDown16Regular
  return (
    <div role="row" aria-rowindex={index + 2} className="pf-line pf-group" style={placeOf(top)} data-key={item.key}>
      <div
        id={cellId(item.key, 0)}
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columns.length}
        data-cell={0}
        className={activeColumn === null ? 'pf-cell' : 'pf-cell pf-active'}
      >
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!collapsed}
          aria-label={context.t('portfolio:group.toggle', { group: title })}
        >
          <Chevron aria-hidden />
        </button>
        <b className="pf-clip">{title}</b>
        <span className="gv-caption pf-clip">{groupFacts(item, grouping, context, view)}</span>
        <span className="pf-space" />
        {shownHealths.map((code) => {
          const count = item.rows.filter((row) => (row.declared ?? 'none') === code).length
          return count === 0 ? null : <HealthCount key={code} health={code === 'none' ? null : code} count={count} />
        })}
      </div>
    </div>
  )
})

const groupTitle = (key: string, grouping: Grouping, { t, names }: CellContext): string => {
  const named = groupHeading(grouping, key, names)
  if (named) return named
  switch (grouping) {
    case 'phase':
      return key === 'request' || key === 'preparation' || key === 'execution' || key === 'closure'
        ? t(`codes:phase.${key}`)
        : t('portfolio:grid.noPhase')
    case 'health':
      return t(healthKey(key === 'green' || key === 'amber' || key === 'red' ? key : null))
    case 'manager':
      return t('portfolio:grid.noManager')
    default:
      return t('portfolio:grid.noProgramme')
  }
}

const groupFacts = (
  item: GroupProps['item'],
  grouping: Grouping,
  { t, names }: CellContext,
  view: PortfolioView,
): string => {
  const lead =
    grouping === 'programme'
      ? names.person(view.programmes.find((programme) => programme.code === item.group)?.programmeManager ?? null)
      : ''
  const owed = item.rows.filter((row) => row.answer.state !== 'notOwed')
  const answered = owed.filter((row) => row.answer.state === 'answered').length
  return [
    t('portfolio:group.projects', { count: item.rows.length }),
    ...(lead === '' ? [] : [t('portfolio:group.programmeOf', { name: lead })]),
    ...(owed.length === 0 ? [] : [t('portfolio:group.answers', { answered, owed: owed.length })]),
  ].join(' · ')
}
