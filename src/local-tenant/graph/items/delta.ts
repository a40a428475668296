import type { ItemEntity, ListEntity } from '../../store/entities'
import {
  countOption,
  type GraphCall,
  GraphError,
  type GraphReply,
  invalidRequest,
  ok,
  onlySelected,
  option,
} from '../exchange'
import { findList } from '../lists/find'
import { type GraphParts, graphUrl, withQuery } from '../parts'
import type { GraphRoute } from '../router'
import { readExpand } from './field-reads'
import { deletedBody, itemBody, itemsContext } from './item-body'

const PAGE = 200
const DAY_MS = 86_400_000

/** What a token remembers: where in the list's history its holder stands. */
interface Token {
  /** Changes up to this one are known. */
  readonly change: number
  /** Last id of a full enumeration under way; null once only changes are reported. */
  readonly afterId: number | null
  /** Milliseconds of the epoch. */
  readonly issued: number
}

const write = ({ change, afterId, issued }: Token): string =>
  Buffer.from(`1;${change};${afterId ?? ''};${issued}`).toString('base64url')

const read = (text: string): Token => {
  const parts = /^1;(\d+);(\d*);(\d+)$/.exec(Buffer.from(text, 'base64url').toString('utf8'))
  if (!parts) throw invalidRequest('The delta token is malformed.')
  return { change: Number(parts[1]), afterId: parts[2] ? Number(parts[2]) : null, issued: Number(parts[3]) }
}

/** `GET …/items/delta` (GRAPH-FACTS 1.9). Costs one unit with a token, two without. */
export const deltaRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: '/sites/{site}/lists/{list}/items/delta',
    operation: 'item.read',
    units: (call) => (call.query.has('token') ? 1 : 2),
    handle: (call) => delta(parts, call),
  },
]

const delta = (parts: GraphParts, call: GraphCall): GraphReply => {
  const list = findList(parts, call)
  const table = parts.state.table(list.id)
  const issued = parts.state.instant().getTime()
  const given = call.query.get('token')
  const link = (token: Token): string => deltaLink(parts, call, list, write(token))
  if (given === 'latest') {
    return pageOf(parts, list, [], { '@odata.deltaLink': link({ change: table.lastChange, afterId: null, issued }) })
  }
  const token = given === undefined ? { change: table.lastChange, afterId: 0, issued } : read(given)
  if (given !== undefined) refuseOld(parts, token, issued, link({ change: table.lastChange, afterId: 0, issued }))
  const top = Math.min(countOption(call, 'top') ?? PAGE, parts.faults.current.largestPage)
  const rows = token.afterId === null ? changesSince(parts, list, token.change) : fullFrom(parts, list, token.afterId)
  const shown = rows.slice(0, top)
  const last = shown.at(-1)
  const bodies = shown.map((item) => rowBody(parts, call, list, item))
  if (parts.faults.current.repeatDeltaRows && bodies[0] !== undefined) bodies.push(bodies[0])
  if (last === undefined || rows.length <= top) {
    const change = token.afterId === null ? (last?.change ?? token.change) : token.change
    return pageOf(parts, list, bodies, { '@odata.deltaLink': link({ change, afterId: null, issued }) })
  }
  const next = token.afterId === null ? { change: last.change, afterId: null, issued } : { ...token, afterId: last.id }
  return pageOf(parts, list, bodies, { '@odata.nextLink': link(next) })
}

const changesSince = (parts: GraphParts, list: ListEntity, change: number): readonly ItemEntity[] => {
  const table = parts.state.table(list.id)
  if (table.lastChange <= change) return []
  return [...table.items.values()].filter((item) => item.change > change).sort((a, b) => a.change - b.change)
}

const fullFrom = (parts: GraphParts, list: ListEntity, afterId: number): readonly ItemEntity[] =>
  parts.state
    .liveItems(list.id)
    .filter((item) => item.id > afterId)
    .sort((a, b) => a.id - b.id)

const rowBody = (parts: GraphParts, call: GraphCall, list: ListEntity, item: ItemEntity): object =>
  item.deleted
    ? deletedBody(list, item)
    : onlySelected(call, itemBody(parts, list, item, { select: readExpand(option(call, 'expand')), inPage: true }))

const pageOf = (parts: GraphParts, list: ListEntity, value: readonly object[], links: object): GraphReply =>
  ok({ '@odata.context': `${itemsContext(parts, list)}/delta`, ...links, value })

/** The options of the first call travel in the links. */
const deltaLink = (parts: GraphParts, call: GraphCall, list: ListEntity, token: string): string => {
  const query = [...call.query].filter(([name]) => name !== 'token')
  return withQuery(`${graphUrl(parts)}/sites/${list.siteId}/lists/${list.id}/items/delta`, [...query, ['token', token]])
}

/** 410 with a fresh start in `Location`: the holder enumerates again and compares. */
const refuseOld = (parts: GraphParts, token: Token, now: number, restart: string): void => {
  const expired = now - token.issued > parts.faults.current.deltaTokenDays * DAY_MS
  if (!expired && !parts.faults.takeDeltaGone()) return
  throw new GraphError(
    410,
    'resyncChangesApplyDifferences',
    'The delta token is no longer valid. Enumerate again and compare.',
    'resyncRequired',
    { Location: restart },
  )
}
