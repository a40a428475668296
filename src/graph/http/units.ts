/**
 * SharePoint's price of a request in resource units (GRAPH-FACTS 3.1): 1 for one item, a delta with a token or a download;
 * 2 for many items and for every write; 5 for anything about permissions. Other services do not draw on this quota: 0.
 */
export const unitsOf = (method: string, path: string, query: Readonly<Record<string, string>> = {}): number => {
  if (!/^\/(sites|drives|shares)(\/|$)/.test(path)) return 0
  if (path.includes('/permissions') || (query.$expand ?? '').includes('permissions')) return 5
  if (method !== 'GET') return 2
  if (/\/delta(\(.*\))?$/.test(path)) return query.token || path.includes("token='") ? 1 : 2
  return /\/(lists|items|columns|children|versions|drives|sites)$/.test(path) ? 2 : 1
}

/** Splits a relative URL into its path and decoded query. */
export const splitUrl = (url: string): { readonly path: string; readonly query: Record<string, string> } => {
  const at = url.indexOf('?')
  if (at < 0) return { path: url, query: {} }
  return { path: url.slice(0, at), query: Object.fromEntries(new URLSearchParams(url.slice(at + 1))) }
}

/** Joins a path and plain query values into a relative URL. */
export const joinUrl = (path: string, query: Readonly<Record<string, string>> = {}): string => {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}
