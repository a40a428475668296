import { lazy } from 'react'

const load = async () => ({ default: (await import('./cell-editor')).CellEditor })

/** The editor of a cell, which reading the portfolio does without. */
export const CellEditor = lazy(load)

/** To be called when somebody comes near a cell, so that the editor is there when they open it. */
export const prepareCellEditor = (): void => {
  // A failure is met again, and told, when the editor is opened.
  load().catch(() => undefined)
}
