import { useCallback, useRef, useState } from 'react'

/** The inner width in pixels of the element that the second value is the ref of; 0 until it is drawn. */
export const useWidth = (): readonly [number, (element: HTMLElement | null) => void] => {
  const [width, setWidth] = useState(0)
  const observer = useRef<ResizeObserver | null>(null)
  const observe = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    setWidth(element.clientWidth)
    observer.current = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.current.observe(element)
  }, [])
  return [width, observe]
}

interface Room<C extends string> {
  /** Pixels that each column needs. */
  readonly widths: Readonly<Record<C, number>>
  /** Columns that may be left out, the first one first. */
  readonly leavesFirst: readonly C[]
  /** Pixels kept for names besides. */
  readonly spare: number
}

/** The chosen columns that fit into a width, in the order chosen; all of them while the width is not known. */
export const columnsWithin = <C extends string>(
  chosen: readonly C[],
  width: number,
  { widths, leavesFirst, spare }: Room<C>,
): readonly C[] => {
  const total = (columns: readonly C[]): number => columns.reduce((sum, column) => sum + widths[column], spare)
  let shown = chosen
  for (const column of leavesFirst) {
    if (width === 0 || total(shown) <= width) break
    shown = shown.filter((one) => one !== column)
  }
  return shown
}
