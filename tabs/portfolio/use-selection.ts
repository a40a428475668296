import { useCallback, useMemo, useRef, useState } from 'react'
import type { PortfolioRow } from '../../src/portfolio/portfolio-view'

/** Ticked projects, as the grid sees them. */
export interface Selection {
  readonly numbers: ReadonlySet<string>
  toggle(number: string, range: boolean): void
  toggleAll(): void
}

interface SelectionState {
  readonly selection: Selection
  /** The selected rows that the filters still show: a bulk edit never touches what is not on the page. */
  readonly selected: readonly PortfolioRow[]
  select(numbers: readonly string[]): void
}

/** Which projects are ticked; Shift extends from the last one ticked. */
export const useSelection = (shown: readonly PortfolioRow[]): SelectionState => {
  const [numbers, setNumbers] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const latest = useRef({ shown, numbers })
  latest.current = { shown, numbers }
  const toggle = useCallback((number: string, range: boolean) => {
    const order = latest.current.shown.map((row) => row.number)
    const from = range && last.current !== null ? order.indexOf(last.current) : -1
    const to = order.indexOf(number)
    const span = from < 0 ? [number] : order.slice(Math.min(from, to), Math.max(from, to) + 1)
    last.current = number
    setNumbers((before) => {
      const after = new Set(before)
      const adding = !before.has(number)
      for (const one of span) adding ? after.add(one) : after.delete(one)
      return after
    })
  }, [])
  const toggleAll = useCallback(() => {
    const visible = latest.current.shown.map((row) => row.number)
    setNumbers((before) => (visible.every((number) => before.has(number)) ? new Set() : new Set(visible)))
  }, [])
  const select = useCallback((chosen: readonly string[]) => setNumbers(new Set(chosen)), [])
  const selection = useMemo<Selection>(() => ({ numbers, toggle, toggleAll }), [numbers, toggle, toggleAll])
  const selected = useMemo(
    () => (numbers.size === 0 ? [] : shown.filter((row) => numbers.has(row.number))),
    [numbers, shown],
  )
  return { selection, selected, select }
}
