import type { Clock, Log } from '../context'
import type { List } from '../lists/kit/list'
import { rowOf, rowsOf } from '../lists/kit/row'
import type { Freshness, ListChange } from '../ports/lists'
import type { Call, GraphCaller } from './http/caller'
import { type GraphFailure, MissingLists } from './http/failure'
import type { ReplicatedLists } from './ports'
import { createReplica, type ListReplica } from './replica'
import type { SiteUserOf } from './row-mapping'
import { createPoller } from './rows/poller'
import type { SiteLists } from './rows/site-lists'
import { type SyncedList, syncLists } from './rows/sync'
import { upsertRows } from './rows/upsert'
import type { WriteScope } from './rows/write-scope'
import { createWriter } from './rows/writer'

export interface ListStoreParts {
  readonly lists: readonly List[]
  readonly application: GraphCaller
  as(assertion: string): GraphCaller
  readonly siteId: () => Promise<string>
  /** Which lists the site has; asked once at the start. */
  readonly siteLists: () => Promise<SiteLists>
  readonly siteUser: SiteUserOf
  /** Path and query of a nextLink or deltaLink. */
  follow(link: string): Pick<Call, 'path' | 'query'>
  readonly clock: Clock
  readonly log: Log
}

/** SharePoint announces changes up to minutes after them. */
const ECHO_MS = 5 * 60_000

/** The lists in memory, kept fresh by delta queries; see `ReplicatedLists`. */
export const createListStore = (
  parts: ListStoreParts,
): ReplicatedLists & { listIdOf(list: string): string | undefined } => {
  const { lists, application, clock, log } = parts
  const listeners = new Set<(change: ListChange) => void>()
  const freshness = new Map<string, Freshness>()
  const failures = new Map<string, GraphFailure>()
  /** When the product itself last wrote to a list, on any copy of the service. */
  const ownWrites = new Map<string, number>()
  const replicas = new Map(lists.map((of) => [of.name, newReplica(of, parts)]))
  const synced = new Map<string, SyncedList>()

  const changed = (list: string, keys: readonly string[]): void => {
    if (keys.length === 0) return
    for (const listener of listeners) listener({ list, keys })
  }

  const replicaOf = (of: List): ListReplica => {
    const replica = replicas.get(of.name)
    if (!replica) throw new TypeError(`${of.name} is not a list of this site`)
    return replica
  }

  const report = {
    changed,
    synced(list: string) {
      failures.delete(list)
      freshness.set(list, { syncedAt: clock.now().toISOString(), failure: null })
    },
    failed(list: string, failure: GraphFailure) {
      failures.set(list, failure)
      freshness.set(list, { syncedAt: freshness.get(list)?.syncedAt ?? null, failure: failure.message })
      log.warn({ list, code: failure.code, requestId: failure.detail.requestId }, 'A list could not be synchronised')
    },
  }

  /** Reads of Graph follow one another: two at once could take in an older state after a newer one. Resolves to the rows that changed. */
  let tail: Promise<unknown> = Promise.resolve()
  const sync = (only?: readonly string[]): Promise<number> => {
    const run = async (): Promise<number> => {
      const wanted = [...synced.values()].filter(({ replica }) => only === undefined || only.includes(replica.of.name))
      let found = 0
      const counting = {
        ...report,
        changed: (list: string, keys: readonly string[]) => {
          found += keys.length
          changed(list, keys)
        },
      }
      await syncLists(application, await parts.siteId(), wanted, parts.follow, counting)
      const failure = wanted.map(({ replica }) => failures.get(replica.of.name)).find((one) => one !== undefined)
      if (failure) throw failure
      return found
    }
    const done = tail.then(run, run)
    tail = done.catch(() => undefined)
    return done
  }

  const poller = createPoller(
    lists.map((of) => of.name),
    sync,
    log,
  )

  const scopeOf = async (caller: GraphCaller, writer: string | null): Promise<WriteScope> => ({
    caller,
    writer,
    siteId: await parts.siteId(),
    listId(of) {
      const known = synced.get(of.name)
      if (!known) throw new Error(`${of.name} is not loaded yet`)
      // Before the write leaves: its announcement may be quicker than its answer.
      ownWrites.set(of.name, performance.now())
      return known.listId
    },
    replica: replicaOf,
    siteUser: parts.siteUser,
    changed(list, keys) {
      ownWrites.set(list, performance.now())
      changed(list, keys)
    },
  })

  return {
    all(of) {
      poller.attended(of.name)
      return rowsOf(of, replicaOf(of).view().rows)
    },
    find(of, key) {
      poller.attended(of.name)
      const row = replicaOf(of).view().find(key)
      return row && rowOf(of, row)
    },
    freshness: (of) => freshness.get(of.name) ?? { syncedAt: null, failure: null },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    asApplication: createWriter(() => scopeOf(application, null)),
    as: (assertion) => createWriter(() => scopeOf(parts.as(assertion), objectIdOf(assertion))),
    async start() {
      const site = await parts.siteLists()
      const missing = lists.filter((of) => site.idOf(of.name) === undefined).map((of) => of.name)
      if (missing.length > 0) throw new MissingLists(missing)
      for (const of of lists) {
        const listId = site.idOf(of.name)
        if (listId) synced.set(of.name, { replica: replicaOf(of), listId, cursor: null, doubtful: new Set() })
      }
      await sync()
      poller.start()
    },
    stop: () => poller.stop(),
    async syncNow(wanted) {
      await sync(wanted?.map(({ name }) => name))
    },
    listIdOf: (list) => synced.get(list)?.listId,
    applyRemote({ list }) {
      ownWrites.set(list, performance.now())
      poller.soon(list)
    },
    announced: (list) => poller.announced(list, performance.now() - (ownWrites.get(list) ?? -ECHO_MS) < ECHO_MS),
    subscribedUntil: (end) => poller.subscribedUntil(end.getTime() - clock.now().getTime()),
    overlay(source) {
      for (const [name, replica] of replicas) replica.overlay(() => source.pending(name))
      source.onChange(({ list, keys }) => {
        replicas.get(list)?.invalidate()
        changed(list, keys)
      })
    },
    async upsertMany(writes, held) {
      const unloaded = writes.find(({ list }) => !synced.has(list.name))
      if (unloaded) return writes.map(() => ({ outcome: 'retry', afterMs: null, reason: 'lists are not loaded yet' }))
      return upsertRows(await scopeOf(application, null), writes, held)
    },
    faults: (list) => replicas.get(list)?.faults() ?? [],
  }
}

const newReplica = (of: List, { log, clock }: ListStoreParts): ListReplica =>
  createReplica(
    of,
    (fault) => log.warn({ ...fault }, 'A row could not be read as its list declares'),
    () => clock.now(),
  )

/** Object id in a token that was verified before it came here; null when the token names none. */
const objectIdOf = (assertion: string): string | null => {
  const payload = assertion.split('.')[1] ?? ''
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8') || '{}')
  const oid: unknown = typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'oid') : null
  return typeof oid === 'string' ? oid.toLowerCase() : null
}
