import type { Log } from '../../context'

/** While somebody reads, rows are at most this old; with nobody looking, an edit made elsewhere may wait longer. */
const ATTENDED_MS = 30_000
const IDLE_MS = 120_000
/** While SharePoint announces changes; must stay below what the outbox keeps of written rows (outbox-table.ts). */
const ANNOUNCED_PACE_MS = 5 * 60_000
/** Nobody reads any more when the last read is this long ago. */
const ABSENCE_MS = 60_000
/** Notices of other copies are gathered this long, so that a burst of answers costs one delta. */
const SOON_MS = 500
/** Announcements of SharePoint are gathered longer, and one delta follows another this late. */
const GATHER_MS = 2_000
const APART_MS = 10_000
const LONGEST_BACKOFF_MS = 5 * 60_000

export interface Poller {
  start(): void
  stop(): void
  /** Somebody read a row. */
  attended(): void
  /** One list changed elsewhere: synchronise it shortly. */
  soon(list: string): void
  /** SharePoint announced a change of this list. One that may be the echo of our own writes is looked at as late as a poll would. */
  announced(list: string, mayBeEcho: boolean): void
  /** For so many milliseconds from now, changes of every list are announced; not positive: they are not. */
  subscribedUntil(ms: number): void
}

/**
 * Calls `sync` again and again, sooner while somebody reads, later after failures, rarely while announcements come. Never two
 * at a time. `sync` resolves to the number of rows that changed.
 */
export const createPoller = (sync: (lists?: readonly string[]) => Promise<number>, log: Log): Poller => {
  let timer: NodeJS.Timeout | undefined
  let wantedTimer: NodeJS.Timeout | undefined
  let wantedAt = Number.POSITIVE_INFINITY
  const wanted = new Set<string>()
  let running = false
  let lastRead = Number.NEGATIVE_INFINITY
  let dueAt = 0
  let failures = 0
  let subscribedEnd = Number.NEGATIVE_INFINITY
  /** Announcements are trusted once one has come, until a poll finds what none has told. */
  let lastAnnounced = Number.NEGATIVE_INFINITY
  let lastGathered = Number.NEGATIVE_INFINITY

  const isAnnounced = (): boolean => performance.now() < subscribedEnd && lastAnnounced > Number.NEGATIVE_INFINITY

  const schedule = (ms: number): void => {
    clearTimeout(timer)
    dueAt = performance.now() + ms
    timer = setTimeout(poll, ms)
    timer.unref()
  }

  const poll = async (): Promise<void> => {
    // It reads everything.
    wanted.clear()
    clearTimeout(wantedTimer)
    wantedAt = Number.POSITIVE_INFINITY
    try {
      const found = await sync()
      failures = 0
      if (found > 0 && isAnnounced() && performance.now() - lastAnnounced > ANNOUNCED_PACE_MS) {
        lastAnnounced = Number.NEGATIVE_INFINITY
        log.warn({ found }, 'SharePoint did not announce these changes; lists are polled as without announcements')
      }
    } catch (error) {
      failures += 1
      log.warn({ failures, reason: String(error) }, 'Synchronisation failed; readers keep what is known')
    }
    if (!running) return
    const pace = paceNow()
    schedule(failures === 0 ? pace : Math.min(LONGEST_BACKOFF_MS, pace * 2 ** Math.min(failures - 1, 5)))
  }

  const paceNow = (): number => {
    if (failures === 0 && isAnnounced()) return ANNOUNCED_PACE_MS
    return performance.now() - lastRead < ABSENCE_MS ? ATTENDED_MS : IDLE_MS
  }

  const syncWanted = async (): Promise<void> => {
    const lists = [...wanted]
    wanted.clear()
    wantedAt = Number.POSITIVE_INFINITY
    await sync(lists).catch((error: unknown) => log.warn({ lists, reason: String(error) }, 'Synchronisation failed'))
  }

  const want = (list: string, ms: number): void => {
    if (!running) return
    wanted.add(list)
    const at = performance.now() + ms
    if (at >= wantedAt) return
    wantedAt = at
    clearTimeout(wantedTimer)
    wantedTimer = setTimeout(syncWanted, ms)
    wantedTimer.unref()
  }

  return {
    start() {
      running = true
      schedule(ATTENDED_MS)
    },
    stop() {
      running = false
      clearTimeout(timer)
      clearTimeout(wantedTimer)
    },
    attended() {
      lastRead = performance.now()
      // Somebody comes back after a quiet time: do not let them wait for the slow pace to end.
      if (running && failures === 0 && !isAnnounced() && dueAt - lastRead > ATTENDED_MS) schedule(0)
    },
    soon: (list) => want(list, SOON_MS),
    announced(list, mayBeEcho) {
      const now = performance.now()
      lastAnnounced = now
      if (mayBeEcho) {
        if (running && failures === 0 && dueAt - now > ATTENDED_MS) schedule(ATTENDED_MS)
        return
      }
      if (wanted.size === 0) lastGathered = Math.max(now + GATHER_MS, lastGathered + APART_MS)
      want(list, Math.max(GATHER_MS, lastGathered - now))
    },
    subscribedUntil(ms) {
      subscribedEnd = performance.now() + ms
    },
  }
}
