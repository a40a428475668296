import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { toggledGroup } from '../../../src/portfolio/grid/chosen'
import type { Column, GridState } from '../../../src/portfolio/grid/grid-view'
import type { PortfolioView } from '../../../src/portfolio/portfolio-view'
import { useWidth } from '../../ui/columns-within'
import { useSession } from '../../ui/session'
import { prepareCellEditor } from '../editors/cell-editor-when-needed'
import type { Edits } from '../edits/use-edits'
import type { ChangeState } from '../use-grid-state'
import type { Selection } from '../use-selection'
import type { CellContext } from './cells'
import { columnsThatFit, templateOf } from './grid-fields'
import { GridHeader } from './grid-header'
import type { Cell, GridContent } from './grid-items'
import { cellId, GroupLine, LINE, RowLine } from './lines'
import { useGridEditing } from './use-grid-editing'
import { useGridKeys } from './use-grid-keys'

interface GridProps {
  readonly view: PortfolioView
  readonly state: GridState
  readonly content: GridContent
  readonly context: CellContext
  readonly edits: Edits
  readonly selection: Selection
  readonly onState: ChangeState
}

/** The lines on screen, the active one wherever it is, and the heading of the group at the top, which stays in sight. */
const useLines = (content: GridContent, grid: HTMLElement | null, active: Cell) => {
  const { items } = content
  const groups = useMemo(() => items.flatMap((item, i) => (item.kind === 'group' ? [i] : [])), [items])
  const sticky = useRef(-1)
  const activeIndex = items.findIndex((item) => item.key === active.key)
  const getItemKey = useCallback((index: number) => items[index]?.key ?? index, [items])
  const lines = useVirtualizer({
    count: items.length,
    getScrollElement: () => grid,
    estimateSize: () => LINE,
    overscan: 6,
    scrollMargin: LINE,
    scrollPaddingStart: groups.length > 0 ? 2 * LINE : LINE,
    getItemKey,
    rangeExtractor: (range: Range) => {
      sticky.current = groups.findLast((group) => group <= range.startIndex) ?? -1
      const shown = new Set([...defaultRangeExtractor(range), sticky.current, activeIndex].filter((i) => i >= 0))
      return [...shown].sort((a, b) => a - b)
    },
  })
  return { lines, sticky, activeIndex }
}

/** The portfolio as an editable grid (ARIA grid pattern) that draws only the lines on screen. */
export const Grid = ({ view, state, content, context, edits, selection, onState }: GridProps) => {
  const { t } = useSession()
  const [grid, setGrid] = useState<HTMLDivElement | null>(null)
  const [width, observe] = useWidth()
  // The same function at every render: another one would be called, and would measure the page, at every key stroke.
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      setGrid(element)
      observe(element)
    },
    [observe],
  )
  const columns = useMemo(() => columnsThatFit(state.columns, width), [state.columns, width])
  const [active, setActive] = useState<Cell>({ key: content.items[0]?.key ?? '', column: 0 })
  const { lines, sticky, activeIndex } = useLines(content, grid, active)
  const { editing, startEdit, editor } = useGridEditing({ content, columns, edits, active, setActive, grid })
  const toggleGroup = useCallback(
    (group: string) => onState({ collapsed: toggledGroup(state.collapsed, group) }),
    [onState, state.collapsed],
  )
  const explain = useCallback((number: string) => onState({ why: number }), [onState])
  const onKeyDown = useGridKeys({
    content,
    columns,
    active,
    setActive,
    startEdit,
    toggleGroup,
    explain,
    selection,
    undo: edits.undo,
    close: () => onState({ why: null }),
    page: Math.max(1, Math.floor((grid?.clientHeight ?? LINE) / LINE) - 2),
  })
  useEffect(() => {
    if (activeIndex >= 0 && document.activeElement === grid) lines.scrollToIndex(activeIndex)
  }, [activeIndex, grid, lines])

  const onClick = (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element) || event.target.closest('.gv-popup, .pf-editor, .pf-head')) return
    const key = event.target.closest<HTMLElement>('[data-key]')?.dataset.key
    const cell = event.target.closest<HTMLElement>('[data-cell]')
    const item = content.items.find((one) => one.key === key)
    if (!item || !cell) return
    const column = Number(cell.dataset.cell)
    setActive({ key: item.key, column })
    grid?.focus({ preventScroll: true })
    if (item.kind === 'group') toggleGroup(item.group)
    else if (event.target.closest('.pf-check')) selection.toggle(item.row.number, event.shiftKey)
    else if (columns[column] === 'project' || !startEdit({ key: item.key, column })) explain(item.row.number)
  }

  const selected = content.rows.filter((row) => selection.numbers.has(row.number)).length
  const style: CSSProperties & Record<'--pf-columns', string> = { '--pf-columns': templateOf(columns) }
  return (
    <div
      ref={ref}
      role="grid"
      tabIndex={0}
      aria-label={t('portfolio:grid.label')}
      aria-description={t('portfolio:grid.keys')}
      aria-rowcount={content.items.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={
        activeIndex < 0
          ? undefined
          : cellId(
              active.key,
              content.items[activeIndex]?.kind === 'group' ? 0 : Math.min(active.column, columns.length - 1),
            )
      }
      className="pf-grid"
      style={style}
      onFocus={prepareCellEditor}
      onPointerEnter={prepareCellEditor}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <GridHeader
        columns={columns}
        sort={state.sort}
        selection={selected === 0 ? 'none' : selected === content.rows.length ? 'all' : 'some'}
        onSort={(column: Column) => onState({ sort: nextSort(state.sort, column) })}
        onSelectAll={selection.toggleAll}
      />
      <div role="rowgroup" className="pf-body" style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map((line) => {
          const item = content.items[line.index]
          if (!item) return null
          const shared = {
            index: line.index,
            top: line.index === sticky.current ? null : line.start - LINE,
            columns,
            activeColumn: item.key === active.key ? Math.min(active.column, columns.length - 1) : null,
            context,
          }
          return item.kind === 'group' ? (
            <GroupLine
              key={line.index}
              {...shared}
              item={item}
              grouping={state.group}
              collapsed={state.collapsed.includes(item.group)}
              view={view}
            />
          ) : (
            <RowLine
              key={line.index}
              {...shared}
              row={item.row}
              selected={selection.numbers.has(item.row.number)}
              explained={state.why === item.row.number}
              editing={editing?.key === item.key ? editing : null}
              drafts={edits.drafts}
              view={view}
              editor={editor}
            />
          )
        })}
      </div>
    </div>
  )
}

const nextSort = (sort: GridState['sort'], column: Column): GridState['sort'] => {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}
