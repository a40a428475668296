import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../context'
import type { List } from '../../lists/kit/list'
import type { OutboxWrite, UpsertOutcome } from '../../ports/outbox'
import { inSpans } from '../../telemetry/trace'
import type { ClaimedWrite, OutboxTable, RowRevision } from './outbox-table'

export interface OutboxWorkerOptions {
  readonly table: OutboxTable
  /** The lists this version knows: rows of others wait for a copy of the service that does. */
  readonly lists: readonly List[]
  /**
   * Writes rows in as few `$batch`es as it can; outcomes in the order given. A throw means: none was written, try later. Nothing
   * is begun any more once the rows are not held: another copy may be writing newer values.
   */
  write(rows: readonly OutboxWrite[], held: () => boolean): Promise<readonly UpsertOutcome[]>
  /** Called once rows are gone from the outbox, after the replica has taken the written rows in. */
  settled(rows: readonly RowRevision[]): void
  /** Rows that wait, as far as this copy knows. */
  pending(): number
  readonly log: Log
}

/** Rows of one `$batch` (GRAPH-FACTS 2). */
export const BATCH = 20
const MOST_BATCHES = 5
/** Another copy may have left work behind: look at least this often. */
const IDLE_MS = 5_000
const BACKOFF_FIRST_MS = 500
const BACKOFF_MAX_MS = 120_000

export interface OutboxWorker {
  /** Looks again after `delayMs`, or earlier if it was going to. */
  wake(delayMs: number): void
  /** Finishes the batch in hand and stops. */
  stop(): Promise<void>
}

/** Brings outbox rows into SharePoint; any number of copies may run one. */
export const startOutboxWorker = (options: OutboxWorkerOptions): OutboxWorker => {
  const { table, log } = options
  let timer: NodeJS.Timeout | undefined
  let dueAt = Number.POSITIVE_INFINITY
  let running: Promise<void> | undefined
  let stopped = false
  const names = options.lists.map((list) => list.name)

  const wake = (delayMs: number): void => {
    const at = Date.now() + Math.max(0, delayMs)
    if (stopped || at >= dueAt) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(start, at - Date.now())
    timer.unref()
  }

  const start = (): void => {
    dueAt = Number.POSITIVE_INFINITY
    // The pass in hand claims until nothing is due, and plans the next one itself.
    if (running !== undefined) return
    running = runPass()
      .catch((error: unknown) => {
        log.error({ error: String(error) }, 'outbox pass failed')
        return IDLE_MS
      })
      .then((next) => {
        running = undefined
        wake(next)
      })
  }

  /** Empties what is due; returns when to look again. */
  const runPass = async (): Promise<number> => {
    while (!stopped) {
      // Full batches only, unless less than one waits: what is left over waits for company until it is due.
      const full = Math.min(MOST_BATCHES, Math.floor(options.pending() / BATCH))
      const lease = leaseOf(table.leaseMs)
      const claimed = await table.claim(names, BATCH * Math.max(1, full))
      if (claimed.length === 0) break
      await writeClaimed(options, claimed, lease)
    }
    const next = await table.nextDue(names)
    return Math.min(IDLE_MS, Math.max(10, next ?? IDLE_MS))
  }

  wake(0)
  return {
    wake,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

interface Lease {
  /** By two clocks: one may stand still while the machine sleeps, the other be set back. */
  held(): boolean
  renewedAt(at: Instant): void
}

interface Instant {
  readonly wall: number
  readonly steady: number
}

const instant = (): Instant => ({ wall: Date.now(), steady: performance.now() })

/** A lease that is about to be asked for: it is counted from before the asking. */
const leaseOf = (ms: number): Lease => {
  let from = instant()
  return {
    held: () => Math.max(Date.now() - from.wall, performance.now() - from.steady) < ms,
    renewedAt: (at) => {
      from = at
    },
  }
}

const writeClaimed = async (
  options: OutboxWorkerOptions,
  claimed: readonly ClaimedWrite[],
  lease: Lease,
): Promise<void> => {
  const outcomes = await attempt(options, claimed, lease)
  const paired = claimed.map((row, index) => ({ row, outcome: outcomes[index] ?? UNSAID }))
  await finish(
    options,
    paired.flatMap(({ row, outcome }) => (outcome.outcome === 'ok' ? [row] : [])),
  )
  await putOff(
    options,
    paired.flatMap(({ row, outcome }) => (outcome.outcome === 'retry' ? [{ row, ...outcome }] : [])),
  )
  await park(
    options,
    paired.flatMap(({ row, outcome }) => (outcome.outcome === 'refused' ? [{ row, ...outcome }] : [])),
  )
}

const UNSAID: UpsertOutcome = { outcome: 'retry', afterMs: null, reason: 'no outcome given' }

const attempt = async (
  { table, lists, write, log }: OutboxWorkerOptions,
  claimed: readonly ClaimedWrite[],
  lease: Lease,
): Promise<readonly UpsertOutcome[]> => {
  const byName = new Map(lists.map((list) => [list.name, list]))
  const rows = claimed.flatMap(({ list: name, key, fields, replaces }) => {
    const list = byName.get(name)
    return list === undefined
      ? []
      : [{ list, key, values: fields, ...(Object.keys(replaces).length > 0 ? { replaces } : {}) }]
  })
  const renew = async (): Promise<void> => {
    const at = instant()
    if (await table.renew(claimed)) lease.renewedAt(at)
    else log.warn({ rows: claimed.length }, 'outbox rows were taken over by another copy')
  }
  const renewal = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ error: String(error) }, 'outbox lease not renewed'))
  }, table.renewMs)
  try {
    const traced = claimed.map(({ list, key, traceparent: parent }) => ({ parent, attributes: { list, key } }))
    return await inSpans('outbox.write', traced, () => write(rows, lease.held))
  } catch (error) {
    return rows.map(() => ({ outcome: 'retry', afterMs: null, reason: String(error) }))
  } finally {
    clearInterval(renewal)
  }
}

const finish = async (options: OutboxWorkerOptions, written: readonly ClaimedWrite[]): Promise<void> => {
  if (written.length === 0) return
  const gone = await insistently(options.log, () => options.table.settle(written))
  options.settled(gone)
}

const putOff = async (
  { table, log }: OutboxWorkerOptions,
  later: readonly { row: ClaimedWrite; afterMs: number | null; reason: string }[],
): Promise<void> => {
  const [first] = later
  if (first === undefined) return
  log.warn({ rows: later.length, attempts: first.row.attempts + 1, reason: first.reason }, 'outbox will try again')
  const delays = later.map(({ row, afterMs }) => Math.max(afterMs ?? 0, backoff(row)))
  await insistently(log, () =>
    table.retryLater(
      later.map(({ row }) => row),
      delays,
    ),
  )
}

const park = async (
  { table, log }: OutboxWorkerOptions,
  refused: readonly { row: ClaimedWrite; reason: string }[],
): Promise<void> => {
  if (refused.length === 0) return
  for (const { row, reason } of refused) {
    log.error({ list: row.list, key: row.key, reason }, 'SharePoint refuses a row; it stays parked')
  }
  await insistently(log, () =>
    table.park(
      refused.map(({ row }) => row),
      refused.map(({ reason }) => reason),
    ),
  )
}

const MOST_TRIES = 4
const TRY_AGAIN_MS = 100

/**
 * What became of claimed rows is said again when the database does not take it, be it that two copies waited for each other:
 * unsaid, the rows would wait until their lease runs out. Saying it twice changes nothing, a lease names its claim.
 */
const insistently = async <T>(log: Log, say: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await say()
    } catch (error) {
      if (tries === MOST_TRIES) throw error
      log.warn({ tries, error: String(error) }, 'the database did not take what became of outbox rows')
      await delay(TRY_AGAIN_MS * 2 ** tries)
    }
  }
}

/** Doubling from half a second to two minutes, each between half and all of it, so that copies do not march in step. */
const backoff = ({ attempts }: ClaimedWrite): number => {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempts)
  return full * (0.5 + Math.random() / 2)
}
