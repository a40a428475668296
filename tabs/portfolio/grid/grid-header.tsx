import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up'
import { useEffect, useRef } from 'react'
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

/** Column headings: a click sorts, again the other way, a third time not at all. By keyboard the menu "Sort" does the same. */
export const GridHeader = ({ columns, sort, selection, onSort, onSelectAll }: HeaderProps) => {
  const { t } = useSession()
  const all = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (all.current) all.current.indeterminate = selection === 'some'
  }, [selection])
  return (
    <div role="row" aria-rowindex={1} className="pf-head">
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
                tabIndex={-1}
                checked={selection === 'all'}
                onChange={onSelectAll}
                aria-label={t('portfolio:grid.selectAll')}
              />
            ) : null}
            <button type="button" tabIndex={-1} onClick={() => onSort(column)}>
              <span className="pf-clip">{t(`portfolio:column.${column}`)}</span>
              {sorted ? <Arrow aria-hidden /> : null}
            </button>
          </div>
        )
      })}
    </div>
  )
}
