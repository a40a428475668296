import type { Faults } from '../faults'
import type { TenantState } from '../store/state'
import type { SiteUsers } from './lists/site-users'

/** What Graph's resources work on. */
export interface GraphParts {
  readonly state: TenantState
  readonly siteUsers: SiteUsers
  readonly faults: Faults
  /** `http://127.0.0.1:PORT` */
  readonly origin: () => string
}

/** Base of every Graph address, `http://127.0.0.1:PORT/v1.0`. */
export const graphUrl = (parts: GraphParts): string => `${parts.origin()}/v1.0`

/** An address with query options; names keep their dollar sign, values are encoded. */
export const withQuery = (address: string, query: Iterable<readonly [string, string]>): string => {
  const text = [...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return text === '' ? address : `${address}?${text}`
}
