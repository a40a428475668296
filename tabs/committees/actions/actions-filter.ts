import type { ActionRow } from '../../../src/committees/actions/actions-view'
import { folded, soughtIn } from '../../../src/committees/register/search-text'

export const scopes = ['mine', 'bodies', 'all'] as const
export type Scope = (typeof scopes)[number]

export interface ActionsFilter {
  readonly scope: Scope
  readonly search: string
  /** Also what is done or cancelled. */
  readonly closed: boolean
  readonly overdue: boolean
}

export const filterOf = (query: URLSearchParams, usual: Scope): ActionsFilter => ({
  scope: scopes.find((scope) => scope === query.get('scope')) ?? usual,
  search: query.get('q') ?? '',
  closed: query.get('closed') === '1',
  overdue: query.get('overdue') === '1',
})

export const queryOf = ({ scope, search, closed, overdue }: ActionsFilter): URLSearchParams => {
  const query = new URLSearchParams({ scope })
  if (search !== '') query.set('q', search)
  if (closed) query.set('closed', '1')
  if (overdue) query.set('overdue', '1')
  return query
}

/**
 * The scope with which the page opens when its address names none: their own actions when some are open, so that finished ones do not
 * keep a person on a page with nothing to do; else those of their bodies, else all that they may see.
 */
export const usualScope = (rows: readonly ActionRow[]): Scope =>
  rows.some(({ mine, state }) => mine && state === 'open')
    ? 'mine'
    : rows.some(({ ofMyBodies }) => ofMyBodies)
      ? 'bodies'
      : 'all'

export const inScope = (rows: readonly ActionRow[], scope: Scope): readonly ActionRow[] =>
  scope === 'all' ? rows : rows.filter(({ mine, ofMyBodies }) => (scope === 'mine' ? mine : ofMyBodies))

export const filtered = (
  rows: readonly ActionRow[],
  { scope, search, closed, overdue }: ActionsFilter,
): readonly ActionRow[] => {
  const sought = soughtIn(search)
  return inScope(rows, scope).filter((row) => {
    if (row.state !== 'open' && !closed) return false
    if (overdue && row.daysLate === 0) return false
    const text = folded([row.number, row.title, row.ownerName, row.bodyTitle, row.project].join('\n'))
    return sought.every((part) => text.includes(part))
  })
}
