import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Clock, Log } from '../../context'
import type { List, Patch } from '../../lists/kit/list'
import type { KnownRows } from '../../ports/answers'
import type { ListChange } from '../../ports/lists'
import type { Outbox, OutboxWrite, PendingSource } from '../../ports/outbox'
import { inSpan, traceparent } from '../../telemetry/trace'
import { entriesOf, type NewEntry } from '../audit'
import { done, gathered } from '../gathered'
import { inNotices, type Notices } from '../notices'
import { changesOf, OutboxMirror } from './outbox-mirror'
import {
  type NewWrite,
  outboxTable,
  type PendingWrite,
  type RowName,
  type RowRevision,
  type StoredWrite,
} from './outbox-table'
import { BATCH, type OutboxWorkerOptions, startOutboxWorker } from './outbox-worker'

export interface OutboxOptions {
  readonly pool: Pool
  readonly notices: Notices
  readonly lists: readonly List[]
  readonly clock: Clock
  readonly log: Log
  /** How long a fresh write waits for others to share its request; 3 s unless told. Readers see it at once all the same. */
  readonly debounceMs?: number
  /** How long the rows of a process that died wait for another to take them over; 45 s unless told. */
  readonly leaseSeconds?: number
}

type Write = OutboxWorkerOptions['write']
/** Brings this copy's rows of a list up to date with SharePoint. */
type CatchUp = (list: string) => Promise<void>

export interface StoredOutbox extends Outbox {
  /** What waits, for the list store to lay over its rows. */
  readonly source: PendingSource
  /** Begins to bring rows into SharePoint through the Graph door, the lists being loaded. Until then writes are kept, and all that was met is held. */
  start(write: Write, catchUp?: CatchUp): void
  /** Seconds that the oldest row has been waiting for SharePoint; nought when none does. */
  oldest(): Promise<number>
  /** Rows that SharePoint refused for good, as `list key: reason`: kept until somebody puts them right. */
  refused(): Promise<readonly string[]>
  /** For what is stored together with something else, by a statement of its own. */
  readonly joined: JoinedOutbox
  close(): Promise<void>
  /** Resolves when the other copies have been told of everything. */
  told(): Promise<void>
}

export interface JoinedOutbox {
  known(rows: readonly ListChange[]): KnownRows
  /** As the function `put_outbox` of the database takes them. */
  rows(writes: readonly OutboxWrite[]): readonly NewWrite[]
  /** How long so many rows may wait for company. */
  delayMs(rows: number): number
  /** To be called with the rows as they were stored. */
  took(stored: readonly PendingWrite[], delayMs: number): void
}

const DEBOUNCE_MS = 3_000
const POLL_MS = 100
const CATCH_UP_AGAIN_MS = 5_000
const HURRY_EVERY_MS = 1_000
/** Screens elsewhere show what was put a moment later: one notice tells of many answers. */
const TELL_AFTER_MS = 100

/** The outbox on PostgreSQL: what it promises is said by the port in `context.ts`. */
export const createOutbox = async (options: OutboxOptions): Promise<StoredOutbox> => {
  const { pool, notices, lists, clock, log, debounceMs = DEBOUNCE_MS } = options
  const table = outboxTable(pool, options.leaseSeconds)
  const mirror = new OutboxMirror()
  let worker: ReturnType<typeof startOutboxWorker> | undefined
  /** Null until the lists are loaded: before that nothing would show that they hold what another copy has written. */
  let catchUp: CatchUp | null = null
  let reading = Promise.resolve()
  let lettingGo = Promise.resolve()

  /** Where the last reading of all rows ended; null reads even those again that were written long before it. */
  let seen: string | null = null
  const readAll = async (): Promise<readonly StoredWrite[]> => {
    const { rows, upTo } = await table.readSince(seen)
    seen = upTo
    return rows
  }

  /** Reads what other copies changed, one read after the other, so that the last one tells the latest state. */
  const readRows = gathered(async (asked: readonly (readonly ListChange[] | undefined)[]) => {
    const changes = asked.includes(undefined) ? undefined : asked.flatMap((some) => some ?? [])
    const names = changes?.flatMap(({ list, keys }) => keys.map((key) => ({ list, key })))
    const rows = names ? await table.read(names) : await readAll()
    mirror.hold(rows)
    const gone = mirror.goneFrom(rows, names)
    if (gone.length > 0) letGo(gone)
    return done
  })
  const catchUpWith = (changes?: readonly ListChange[]): Promise<void> => {
    const read = readRows(changes)
    reading = read.catch((error: unknown) => log.warn({ error: String(error) }, 'pending writes could not be read'))
    return read
  }
  const refresh = async (changes?: readonly ListChange[]): Promise<void> => {
    // Logged above; the next notice or poll reads again.
    await catchUpWith(changes).catch(() => undefined)
  }

  /**
   * Another copy has brought these rows into SharePoint. They stay laid over the lists until this copy has fetched them, or an
   * answer would vanish for a moment. Not awaited by the reads: SharePoint may be slow.
   */
  const letGo = (gone: readonly RowRevision[]): void => {
    const fetchRows = catchUp
    if (fetchRows === null) return
    const each = changesOf(gone).map((change) => letGoOf(change, fetchRows))
    lettingGo = Promise.all([lettingGo, ...each]).then(() => undefined)
  }
  const letGoOf = async (change: ListChange, fetchRows: CatchUp): Promise<void> => {
    try {
      await fetchRows(change.list)
      const names = change.keys.map((key) => ({ list: change.list, key }))
      mirror.drop(mirror.goneFrom(await table.read(names), names))
    } catch (error) {
      log.warn({ list: change.list, error: String(error) }, 'rows written by another copy could not be fetched yet')
      setTimeout(() => refresh([change]), CATCH_UP_AGAIN_MS).unref()
    }
  }
  notices.on('outbox', (body) => void refresh([changeOf(body)]))
  notices.onReconnect(() => {
    // It may be another server, which counts its transactions from elsewhere.
    seen = null
    void refresh()
  })
  const stored = await readAll()
  mirror.hold(stored.filter(({ written }) => !written))
  // What was written before this copy began is in the lists that it is about to read.
  mirror.drop(stored.filter(({ written }) => written))

  const tellOthers = gathered(async (told: readonly (readonly RowName[])[]) => {
    for (const { list, keys } of changesOf(told.flat())) {
      for (const group of inNotices([...new Set(keys)])) await notices.publish('outbox', { list, keys: group })
    }
    return done
  }, TELL_AFTER_MS)

  // A full `$batch` has nothing to wait for.
  const delayFor = (rows: number): number => (mirror.size() + rows >= BATCH ? 0 : debounceMs)
  // Not awaited: what is stored is stored, a notice takes its time to arrive anyway, and the next batch need not wait for it.
  const tell = (rows: readonly RowName[]): void => {
    tellOthers(rows).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'other copies were not told of rows of the outbox'),
    )
  }
  const took = (stored: readonly PendingWrite[], delayMs: number): void => {
    if (stored.length === 0) return
    mirror.hold(stored)
    worker?.wake(delayMs)
    tell(stored)
  }

  const put = gathered(async (puts: readonly LoggedWrites[]) => {
    const rows = merged(puts)
    const delayMs = delayFor(rows.length)
    const entries = puts.flatMap((each) => each.entries)
    took(await table.put(rows, delayMs, entries), delayMs)
    return done
  })

  const settled = (rows: readonly RowRevision[]): void => {
    mirror.drop(rows)
    tell(rows)
  }

  return {
    source: mirror,
    pending: () => mirror.size(),
    catchUp: catchUpWith,
    put: async (writes, audit = []) => {
      if (writes.length + audit.length === 0) return
      await inSpan('outbox.put', { attributes: { rows: writes.length } }, () =>
        put({ writes, traceparent: traceparent(), entries: entriesOf(clock, audit) }),
      )
    },
    drained: async (timeoutMs = 30_000, rows) => {
      const of = rows?.map(({ list, key }) => ({ list: list.name, key }))
      const upTo = await table.lastRevision()
      const deadline = Date.now() + timeoutMs
      for (let turn = 0; ; turn += 1) {
        const askedAt = performance.now()
        const { waiting, refused } = await table.waiting(upTo, of)
        const tookMs = performance.now() - askedAt
        if (refused.length > 0) throw new Error(`SharePoint refused rows of the outbox: ${refused.join('; ')}`)
        if (waiting === 0) {
          // What another copy wrote must be in this copy's lists as well.
          if (mirror.size() > 0) await refresh().then(() => lettingGo)
          return
        }
        if (Date.now() > deadline) throw new Error(`${waiting} rows still wait in the outbox after ${timeoutMs} ms`)
        if (turn % (HURRY_EVERY_MS / POLL_MS) === 0) {
          await table.hurry()
          worker?.wake(0)
        }
        // Counting tens of thousands of rows must not keep the database from those who write them.
        await delay(Math.max(Math.min(POLL_MS, 10 * (turn + 1)), Math.min(HURRY_EVERY_MS, 10 * tookMs)))
      }
    },
    start: (write, fetchRows) => {
      catchUp = fetchRows ?? (async () => undefined)
      if (mirror.size() > 0) void refresh()
      worker ??= startOutboxWorker({ table, lists, write, settled, log, pending: () => mirror.size() })
    },
    oldest: () => table.oldest(),
    refused: async () => (await table.waiting(Number.MAX_SAFE_INTEGER)).refused,
    joined: {
      known: (rows) =>
        rows.flatMap(({ list, keys }) =>
          keys.map((key) => ({ list, key, revision: mirror.revisionOf({ list, key }) })),
        ),
      rows: (writes) => merged([{ writes, traceparent: traceparent() }]),
      delayMs: delayFor,
      took,
    },
    told: () => tellOthers.idle(),
    close: async () => {
      await worker?.stop()
      await reading
      await lettingGo
      await tellOthers.idle()
    },
  }
}

interface TracedWrites {
  readonly writes: readonly OutboxWrite[]
  readonly traceparent: string | null
}

interface LoggedWrites extends TracedWrites {
  readonly entries: readonly NewEntry[]
}

/** One row per list and key, later values winning field by field, in the order met. */
const merged = (puts: readonly TracedWrites[]): readonly NewWrite[] => {
  const rows = new Map<string, NewWrite>()
  const writes = puts.flatMap((put) => put.writes.map((write) => ({ ...write, traceparent: put.traceparent })))
  for (const { list, key, values, replaces = {}, traceparent: trace } of writes) {
    const name = `${list.name} ${key}`
    const before = rows.get(name)
    rows.set(name, {
      list: list.name,
      key,
      fields: { ...before?.fields, ...definedOnly(values) },
      // As in the table: what an earlier write sets anyway is not what SharePoint still holds.
      replaces: { ...without(definedOnly(replaces), before?.fields ?? {}), ...before?.replaces },
      traceparent: trace,
    })
  }
  return [...rows.values()]
}

const without = (values: Patch<List>, known: Patch<List>): Patch<List> =>
  Object.fromEntries(Object.entries(values).filter(([field]) => !(field in known)))

/** `undefined` says nothing about a field; null clears it. */
const definedOnly = (values: Patch<List>): Patch<List> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

const changeOf = (body: unknown): ListChange => {
  // Sent by `tellOthers` of another copy of this very file.
  const { list, keys } = Object(body)
  return { list: String(list), keys: Array.isArray(keys) ? keys.map(String) : [] }
}
