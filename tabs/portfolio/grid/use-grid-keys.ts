import type { KeyboardEvent } from 'react'
import type { Column } from '../../../src/portfolio/grid/grid-view'
import type { Selection } from '../use-selection'
import { type Cell, type GridContent, moved } from './grid-items'

interface Input {
  readonly content: GridContent
  readonly columns: readonly Column[]
  readonly active: Cell
  readonly setActive: (cell: Cell) => void
  readonly startEdit: (cell: Cell) => boolean
  readonly toggleGroup: (group: string) => void
  readonly explain: (number: string) => void
  readonly selection: Selection
  readonly undo: () => void
  readonly close: () => void
  /** Lines of one page. */
  readonly page: number
}

/**
 * Keys of the grid while none of its editors is open (ARIA grid pattern): arrows, Home, End and page keys move; Enter or F2
 * edit, or explain where nothing can be edited; Space selects; Control+A selects all; Control+Z undoes the last edit.
 */
export const useGridKeys =
  (input: Input) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return
    const { content, columns, active } = input
    const item = content.items.find((one) => one.key === active.key) ?? content.items[0]
    if (!item) return
    const control = event.ctrlKey || event.metaKey
    const row = item.kind === 'row' ? item.row : null
    const from: Cell = { key: item.key, column: Math.min(active.column, columns.length - 1) }
    const act = (): boolean => {
      if (control && event.key.toLowerCase() === 'a') input.selection.toggleAll()
      else if (control && event.key.toLowerCase() === 'z') input.undo()
      else if (event.key === 'Escape') input.close()
      else if (event.key === ' ' && row) input.selection.toggle(row.number, event.shiftKey)
      else if (event.key === 'F2' && row) input.startEdit(from)
      else if (event.key === 'Enter' && row) {
        if (columns[from.column] === 'project' || !input.startEdit(from)) input.explain(row.number)
      } else if ((event.key === 'Enter' || event.key === ' ') && item.kind === 'group') input.toggleGroup(item.group)
      else {
        const cell = moved(content.items, columns.length, from, event.key, input.page, control)
        if (!cell) return false
        input.setActive(cell)
      }
      return true
    }
    if (act()) event.preventDefault()
  }
