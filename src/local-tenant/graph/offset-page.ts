import { countOption, type GraphCall, option } from './exchange'
import { type GraphParts, graphUrl, withQuery } from './parts'

/** A page of what a call asks for, and the link to the next where there is more; the cursor is an offset. */
export const offsetPage = <T>(
  parts: GraphParts,
  call: GraphCall,
  all: readonly T[],
  usual: number,
  largest: number,
): { readonly rows: readonly T[]; readonly links: object } => {
  const top = Math.min(countOption(call, 'top') ?? usual, largest)
  const start = Number(Buffer.from(option(call, 'skiptoken') ?? '', 'base64url').toString('utf8') || 0)
  const rows = all.slice(start, start + top)
  if (start + top >= all.length) return { rows, links: {} }
  const query = [...call.query].filter(([name]) => !/^\$?skiptoken$/i.test(name))
  const next = Buffer.from(String(start + top)).toString('base64url')
  const link = withQuery(`${graphUrl(parts)}${call.path}`, [...query, ['$skiptoken', next]])
  return { rows, links: { '@odata.nextLink': link } }
}
