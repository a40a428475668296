import { z } from 'zod'
import type { Call, GraphCaller, RowReply } from '../http/caller'
import { GraphFailure } from '../http/failure'
import type { ListReplica } from '../replica'
import { type ListItem, parseItem } from './item'

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})

export interface SyncedList {
  readonly replica: ListReplica
  readonly listId: string
  /** Where the next delta goes on; null before the first complete read, and after SharePoint forgot our place. */
  cursor: Pick<Call, 'path' | 'query'> | null
  /** Items to be read again, by id: we wrote them while a page that shows them otherwise was on its way, and a delta may never bring them again. */
  readonly doubtful: Set<string>
}

export interface SyncReport {
  changed(list: string, keys: readonly string[]): void
  synced(list: string): void
  failed(list: string, failure: GraphFailure): void
}

/** A list whose pages are being followed. `seen` gathers the ids of a complete read; null for a delta. */
interface Reading {
  readonly list: SyncedList
  readonly call: Call
  /** Mark of the whole read, and of the page that is asked for now. */
  readonly mark: number
  readonly pageMark: number
  readonly seen: Set<string> | null
  readonly restarts: number
}

const MAX_RESTARTS = 2

/**
 * Brings lists up to date: the next page of every list travels in one `$batch`, until each list has its deltaLink. A list
 * without a cursor is read completely and compared, which is also what a 410 asks for (GRAPH-FACTS 1.9).
 */
export const syncLists = async (
  caller: GraphCaller,
  siteId: string,
  lists: readonly SyncedList[],
  follow: (link: string) => Pick<Call, 'path' | 'query'>,
  report: SyncReport,
): Promise<void> => {
  let readings = lists.map((list) => startReading(siteId, list, 0))
  while (readings.length > 0) {
    const replies = await caller.batch(readings.map((reading) => reading.call))
    readings = readings.flatMap((reading, index) => {
      const reply = replies[index]
      return reply ? takeReply(siteId, reading, reply, follow, report) : []
    })
  }
  await rereadItems(caller, siteId, lists, report)
}

const MAX_REREADS = 5

/**
 * Settles doubtful items: a newer foreign edit must not be lost. What cannot be read now, or changes faster than it is read, stays
 * doubtful until the next synchronisation.
 */
const rereadItems = async (
  caller: GraphCaller,
  siteId: string,
  lists: readonly SyncedList[],
  report: SyncReport,
): Promise<void> => {
  let isFailed = false
  for (let round = 0; round < MAX_REREADS && !isFailed; round += 1) {
    const open = lists.flatMap((list) => [...list.doubtful].map((itemId) => ({ list, itemId })))
    if (open.length === 0) return
    const marks = open.map(({ list }) => list.replica.startRead())
    const replies = await caller.batch(
      open.map(({ list, itemId }) => ({
        method: 'GET',
        path: `/sites/${siteId}/lists/${list.listId}/items/${itemId}`,
        query: { $expand: 'fields' },
      })),
    )
    for (const [index, { list, itemId }] of open.entries()) {
      const reply = replies[index]
      const { name } = list.replica.of
      if (reply instanceof GraphFailure) {
        if (reply.code !== 'not-found') {
          report.failed(name, reply)
          isFailed = true
          continue
        }
        report.changed(name, list.replica.gone(itemId))
        list.doubtful.delete(itemId)
        continue
      }
      const taken = list.replica.take([parseItem(reply?.body)], marks[index] ?? 0)
      report.changed(name, taken.keys)
      if (taken.doubtful.length === 0) list.doubtful.delete(itemId)
    }
  }
}

const startReading = (siteId: string, list: SyncedList, restarts: number): Reading => ({
  list,
  call: {
    method: 'GET',
    ...(list.cursor ?? {
      path: `/sites/${siteId}/lists/${list.listId}/items/delta`,
      // On the first call only: it travels in the links (GRAPH-FACTS 1.9).
      query: { $expand: 'fields' },
    }),
  },
  mark: list.replica.startRead(),
  pageMark: list.replica.startRead(),
  seen: list.cursor ? null : new Set(),
  restarts,
})

/** What is still to be read of this list: nothing, the next page, or everything again. */
const takeReply = (
  siteId: string,
  reading: Reading,
  reply: RowReply,
  follow: (link: string) => Pick<Call, 'path' | 'query'>,
  report: SyncReport,
): readonly Reading[] => {
  const { list } = reading
  const { name } = list.replica.of
  if (reply instanceof GraphFailure) {
    if (reply.code === 'resync' && reading.restarts < MAX_RESTARTS) {
      list.cursor = null
      return [startReading(siteId, list, reading.restarts + 1)]
    }
    report.failed(name, reply)
    return []
  }
  const read = page.parse(reply.body)
  const items = latest(read.value.map(parseItem))
  for (const item of items) if (item.deleted === undefined) reading.seen?.add(item.id)
  const taken = list.replica.take(items, reading.pageMark)
  report.changed(name, taken.keys)
  for (const itemId of taken.doubtful) list.doubtful.add(itemId)
  const next = read['@odata.nextLink']
  if (next !== undefined) {
    return [{ ...reading, call: { method: 'GET', ...follow(next) }, pageMark: list.replica.startRead() }]
  }
  if (reading.seen) report.changed(name, list.replica.keepOnly(reading.seen, reading.mark))
  const delta = read['@odata.deltaLink']
  list.cursor = delta === undefined ? null : follow(delta)
  report.synced(name)
  return []
}

/** A row may come several times in one page: the last one counts. */
const latest = (items: readonly ListItem[]): readonly ListItem[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
]
