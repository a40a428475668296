import { useCallback, useMemo, useRef, useState } from 'react'
import type { Column } from '../../../src/portfolio/grid/grid-view'
import { mayEditField, type PortfolioRow } from '../../../src/portfolio/portfolio-view'
import type { EditorProps, Move } from '../editors/editor-props'
import type { Edits } from '../edits/use-edits'
import { fieldOfColumn, valueIn } from './grid-fields'
import type { Cell, GridContent } from './grid-items'
import { cellId, type Editing } from './lines'

interface Input {
  readonly content: GridContent
  readonly columns: readonly Column[]
  readonly edits: Edits
  readonly active: Cell
  readonly setActive: (cell: Cell) => void
  readonly grid: HTMLElement | null
}

export interface GridEditing {
  readonly editing: Editing | null
  /** Opens the editor of a cell; false when the person may not edit it or nothing can be edited there. */
  startEdit(cell: Cell): boolean
  readonly editor: Pick<EditorProps, 'onCommit' | 'onInvalid' | 'onCancel'>
}

const rowAt = (content: GridContent, key: string): PortfolioRow | undefined =>
  content.rows.find((row) => row.number === key)

/** Which cell is being edited and what happens when it is done; the rows stay as they are until then. */
export const useGridEditing = (input: Input): GridEditing => {
  const [editing, setEditing] = useState<Editing | null>(null)
  const latest = useRef({ ...input, editing })
  latest.current = { ...input, editing }

  const startEdit = useCallback((cell: Cell): boolean => {
    const { content, columns } = latest.current
    const field = fieldOfColumn[columns[cell.column] ?? 'health']
    const row = rowAt(content, cell.key)
    if (!field || !row || !mayEditField(row.rights, field)) return false
    const anchor = document.getElementById(cellId(cell.key, cell.column))?.getBoundingClientRect()
    if (!anchor) return false
    latest.current.setActive(cell)
    setEditing({ key: cell.key, field, anchor, row })
    return true
  }, [])

  const editor = useMemo(() => {
    const leave = (): void => {
      setEditing(null)
      // The editor disappears with the focus in it: the grid takes it back unless the person already went elsewhere.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) latest.current.grid?.focus({ preventScroll: true })
      })
    }
    const moveOn = (move: Move): void => {
      if (move === 'stay') return
      const { active, columns } = latest.current
      const step = move === 'next' ? 1 : -1
      for (let column = active.column + step; column >= 0 && column < columns.length; column += step)
        if (startEdit({ key: active.key, column })) return
    }
    const done = (keep: (row: PortfolioRow, open: Editing) => void, move: Move): void => {
      const { editing: open } = latest.current
      leave()
      if (open) keep(open.row, open)
      moveOn(move)
    }
    return {
      onCommit: (value, move) => done((row, open) => latest.current.edits.edit(row, open.field, value), move),
      onInvalid: (typed, message) =>
        done(
          (row, open) =>
            latest.current.edits.keepDraft({
              number: row.number,
              field: open.field,
              value: typed,
              base: valueIn(row, open.field),
              etag: row.etag,
              readable: false,
              message,
            }),
          'stay',
        ),
      onCancel: leave,
    } satisfies GridEditing['editor']
  }, [startEdit])

  return { editing, startEdit, editor }
}
