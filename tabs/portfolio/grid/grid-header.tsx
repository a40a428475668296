import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Column, GridState } from '../../../src/portfolio/grid/grid-view'
import { useSession } from '../../ui/session'

export interface HeaderProps {
  readonly columns: readonly Column[]
  readonly sort: GridState['sort']
  readonly selection: 'none' | 'some' | 'all'
  readonly onSort: (column: Column) => void
  readonly onSelectAll: () => void
}

const orders = { true: 'descending', false: 'ascending' } as const

/** Moves the focus among the controls of the headings; down goes to the grid itself. */
const onHeadingKey = (event: KeyboardEvent<HTMLElement>): void => {
  const head = event.currentTarget
  const controls = [...head.querySelectorAll<HTMLElement>('button, input')]
  const at = event.target instanceof HTMLElement ? controls.indexOf(event.target) : -1
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: controls.length - 1 }[event.key]
  if (event.key === 'ArrowDown') head.closest<HTMLElement>('[role=grid]')?.focus()
  else if (to === undefined) return
  else controls[to]?.focus()
  event.preventDefault()
}

/**
 * Column headings: a click or Enter sorts, again the other way, a third time not at all. They are one stop of the Tab key, with
 * arrows between them.
 */
export const GridHeader = ({ columns, sort, selection, onSort, onSelectAll }: HeaderProps) => {
  const { t } = useSession()
  const all = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (all.current) all.current.indeterminate = selection === 'some'
  }, [selection])
  const [stop, setStop] = useState<Column | 'all' | undefined>(columns[0])
  // A column may have left since: the first one takes its place.
  const reached = stop === 'all' || (stop && columns.includes(stop)) ? stop : columns[0]
  return (
    <div role="row" tabIndex={-1} aria-rowindex={1} className="pf-head" onKeyDown={onHeadingKey}>
      {columns.map((column, i) => {
        const sorted = sort?.column === column ? sort : null
        const Arrow = sorted?.descending ? ArrowDown12Regular : ArrowUp12Regular
        return (
          <div
            key={column}
            role="columnheader"
            aria-colindex={i + 1}
            aria-sort={sorted ? orders[`${sorted.descending}`] : 'none'}
            className={column === 'cost' || column === 'approvedCost' ? 'pf-right' : undefined}
          >
            {column === 'project' ? (
              <input
                ref={all}
                type="checkbox"
                className="pf-check"
                tabIndex={reached === 'all' ? 0 : -1}
                onFocus={() => setStop('all')}
                checked={selection === 'all'}
                onChange={onSelectAll}
                aria-label={t('portfolio:grid.selectAll')}
              />
            ) : null}
            <button
              type="button"
              tabIndex={reached === column ? 0 : -1}
              onFocus={() => setStop(column)}
              onClick={() => onSort(column)}
            >
              <span className="pf-clip">{t(`portfolio:column.${column}`)}</span>
              {sorted ? <Arrow aria-hidden /> : null}
            </button>
          </div>
        )
      })}
    </div>
  )
}
