import type { QueryClient } from '@tanstack/react-query'
import type { PortfolioRow, PortfolioView } from '../../../src/portfolio/portfolio-view'

export const portfolioKey = ['portfolio'] as const

/** Shows newer rows in place of the ones on the page. */
export const replaceRows = (queries: QueryClient, changed: readonly PortfolioRow[]): void => {
  const byNumber = new Map(changed.map((row) => [row.number, row]))
  queries.setQueryData<PortfolioView>(portfolioKey, (view) =>
    view ? { ...view, rows: view.rows.map((row) => byNumber.get(row.number) ?? row) } : view,
  )
}

/** The row as the page shows it now. */
export const rowNow = (queries: QueryClient, number: string): PortfolioRow | undefined =>
  queries.getQueryData<PortfolioView>(portfolioKey)?.rows.find((row) => row.number === number)
