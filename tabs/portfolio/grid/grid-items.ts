import { groupRows, type Names, selectRows } from '../../../src/portfolio/grid/grid-rows'
import type { GridState, Grouping } from '../../../src/portfolio/grid/grid-view'
import type { PortfolioRow, PortfolioView } from '../../../src/portfolio/portfolio-view'

/** A line of the grid: a heading or a project. Keys are stable, so that focus and selection survive a new order. */
export type GridItem =
  | { readonly kind: 'group'; readonly key: string; readonly group: string; readonly rows: readonly PortfolioRow[] }
  | { readonly kind: 'row'; readonly key: string; readonly row: PortfolioRow }

export interface GridContent {
  readonly items: readonly GridItem[]
  /** Rows under the filters, whether their group is open or not. */
  readonly rows: readonly PortfolioRow[]
}

/** The lines of the grid for a state: filtered, ordered, grouped, without the rows of collapsed groups. */
export const gridContent = (view: PortfolioView, state: GridState, names: Names): GridContent => {
  const rows = selectRows(view.rows, state, names)
  const items: GridItem[] = []
  for (const group of groupRows(rows, state.group, view, names)) {
    if (state.group !== 'none')
      items.push({ kind: 'group', key: `group:${group.key}`, group: group.key, rows: group.rows })
    if (state.collapsed.includes(group.key)) continue
    for (const row of group.rows) items.push({ kind: 'row', key: row.number, row })
  }
  return { items, rows }
}

/** A cell of the grid: the key of its line, and its column from 0. */
export interface Cell {
  readonly key: string
  readonly column: number
}

/** Where an arrow key leads; null when the key does not move. Headings have one cell, the column is kept for the rows after. */
export const moved = (
  items: readonly GridItem[],
  columns: number,
  from: Cell,
  key: string,
  page: number,
  control: boolean,
): Cell | null => {
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === from.key),
  )
  const line = (index: number): Cell => ({
    key: items[Math.max(0, Math.min(index, items.length - 1))]?.key ?? from.key,
    column: from.column,
  })
  switch (key) {
    case 'ArrowDown':
      return line(at + 1)
    case 'ArrowUp':
      return line(at - 1)
    case 'PageDown':
      return line(at + page)
    case 'PageUp':
      return line(at - page)
    case 'ArrowRight':
      return { ...from, column: Math.min(from.column + 1, columns - 1) }
    case 'ArrowLeft':
      return { ...from, column: Math.max(from.column - 1, 0) }
    case 'Home':
      return control ? { ...line(0), column: 0 } : { ...from, column: 0 }
    case 'End':
      return control ? { ...line(items.length - 1), column: columns - 1 } : { ...from, column: columns - 1 }
    default:
      return null
  }
}

/** Key of the group that a row belongs to, to say it in a heading. */
export const groupHeading = (grouping: Grouping, key: string, names: Names): string | null => {
  if (key === '') return null
  if (grouping === 'programme') return names.programme(key)
  return grouping === 'manager' ? names.person(key) : null
}
