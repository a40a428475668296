import type { Log } from '../../context'

/** While somebody reads, rows are at most this old; with nobody looking, an edit made elsewhere may wait longer. */
const ATTENDED_MS = 30_000
const IDLE_MS = 120_000
/** Nobody reads any more when the last read is this long ago. */
const ABSENCE_MS = 60_000
/** Notices of other copies are gathered this long, so that a burst of answers costs one delta. */
const SOON_MS = 500
const LONGEST_BACKOFF_MS = 5 * 60_000

export interface Poller {
  start(): void
  stop(): void
  /** Somebody read a row. */
  attended(): void
  /** One list changed elsewhere: synchronise it shortly. */
  soon(list: string): void
}

/** Calls `sync` again and again, sooner while somebody reads, later after failures. Never two at a time. */
export const createPoller = (sync: (list?: string) => Promise<void>, log: Log): Poller => {
  let timer: NodeJS.Timeout | undefined
  let soonTimer: NodeJS.Timeout | undefined
  const wanted = new Set<string>()
  let running = false
  let lastRead = Number.NEGATIVE_INFINITY
  let dueAt = 0
  let failures = 0

  const schedule = (ms: number): void => {
    clearTimeout(timer)
    dueAt = performance.now() + ms
    timer = setTimeout(poll, ms)
    timer.unref()
  }

  const poll = async (): Promise<void> => {
    try {
      await sync()
      failures = 0
    } catch (error) {
      failures += 1
      log.warn({ failures, reason: String(error) }, 'Synchronisation failed; readers keep what is known')
    }
    if (!running) return
    const watched = performance.now() - lastRead < ABSENCE_MS
    const pace = watched ? ATTENDED_MS : IDLE_MS
    schedule(failures === 0 ? pace : Math.min(LONGEST_BACKOFF_MS, pace * 2 ** Math.min(failures - 1, 5)))
  }

  const syncWanted = async (): Promise<void> => {
    const lists = [...wanted]
    wanted.clear()
    soonTimer = undefined
    for (const list of lists) {
      await sync(list).catch((error: unknown) => log.warn({ list, reason: String(error) }, 'Synchronisation failed'))
    }
  }

  return {
    start() {
      running = true
      schedule(ATTENDED_MS)
    },
    stop() {
      running = false
      clearTimeout(timer)
      clearTimeout(soonTimer)
    },
    attended() {
      lastRead = performance.now()
      // Somebody comes back after a quiet time: do not let them wait for the slow pace to end.
      if (running && failures === 0 && dueAt - lastRead > ATTENDED_MS) schedule(0)
    },
    soon(list) {
      if (!running) return
      wanted.add(list)
      soonTimer ??= setTimeout(syncWanted, SOON_MS)
      soonTimer.unref()
    },
  }
}
