import type { Log } from '../../context'

/** While somebody reads a list, its rows are at most this old; with nobody looking, an edit made elsewhere may wait longer. */
const ATTENDED_MS = 30_000
const IDLE_MS = 120_000
/** While SharePoint announces changes; must stay below what the outbox keeps of written rows (outbox-table.ts). */
const ANNOUNCED_PACE_MS = 5 * 60_000
/** Nobody reads a list any more when the last read is this long ago. */
const ABSENCE_MS = 60_000
/** Timers are not exact: a list that is due within this time is taken along. */
const SLACK_MS = 1_000
/** Notices of other copies are gathered this long, so that a burst of answers costs one delta. */
const SOON_MS = 500
/** Announcements of SharePoint are gathered longer, and one delta follows another this late. */
const GATHER_MS = 2_000
const APART_MS = 10_000
const LONGEST_BACKOFF_MS = 5 * 60_000

export interface Poller {
  start(): void
  stop(): void
  /** Somebody read a row of this list. */
  attended(list: string): void
  /** One list changed elsewhere: synchronise it shortly. */
  soon(list: string): void
  /** SharePoint announced a change of this list. One that may be the echo of our own writes is looked at as late as a poll would. */
  announced(list: string, mayBeEcho: boolean): void
  /** For so many milliseconds from now, changes of every list are announced; not positive: they are not. */
  subscribedUntil(ms: number): void
}

/**
 * Calls `sync` again and again for the lists that are due: sooner for those that somebody reads, later after failures, rarely while
 * announcements come. Never two at a time. A list costs a resource unit each time, so those that nobody looks at are not asked
 * for at the pace of the others. `lists` were complete when the poller starts; `sync` resolves to the number of rows that changed.
 */
export const createPoller = (
  lists: readonly string[],
  sync: (lists?: readonly string[]) => Promise<number>,
  log: Log,
): Poller => {
  let timer: NodeJS.Timeout | undefined
  let wantedTimer: NodeJS.Timeout | undefined
  let wantedAt = Number.POSITIVE_INFINITY
  const wanted = new Set<string>()
  let running = false
  let polling = false
  const lastRead = new Map<string, number>()
  const lastSync = new Map<string, number>()
  /** Lists with an announcement that may be an echo: the next poll looks at them whatever their pace. */
  const echoes = new Set<string>()
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

  const since = (times: ReadonlyMap<string, number>, list: string): number =>
    performance.now() - (times.get(list) ?? Number.NEGATIVE_INFINITY)
  const isWatched = (list: string): boolean => since(lastRead, list) < ABSENCE_MS
  const paceOf = (watched: boolean): number => {
    if (failures === 0 && isAnnounced()) return ANNOUNCED_PACE_MS
    return watched ? ATTENDED_MS : IDLE_MS
  }
  const isDue = (list: string): boolean =>
    echoes.has(list) || since(lastSync, list) >= paceOf(isWatched(list)) - SLACK_MS

  const poll = async (): Promise<void> => {
    const due = lists.filter(isDue)
    const startedAt = performance.now()
    // What is announced from here on may be newer than what the sync reads.
    const told = due.filter((list) => echoes.delete(list))
    for (const list of due) wanted.delete(list)
    if (wanted.size === 0) {
      clearTimeout(wantedTimer)
      wantedAt = Number.POSITIVE_INFINITY
    }
    polling = true
    try {
      const found = due.length === 0 ? 0 : await sync(due.length === lists.length ? undefined : due)
      for (const list of due) lastSync.set(list, startedAt)
      failures = 0
      if (found > 0 && isAnnounced() && performance.now() - lastAnnounced > ANNOUNCED_PACE_MS) {
        lastAnnounced = Number.NEGATIVE_INFINITY
        log.warn({ found }, 'SharePoint did not announce these changes; lists are polled as without announcements')
      }
    } catch (error) {
      for (const list of told) echoes.add(list)
      failures += 1
      log.warn({ failures, reason: String(error) }, 'Synchronisation failed; readers keep what is known')
    } finally {
      polling = false
    }
    if (!running) return
    const pace = echoes.size > 0 ? ATTENDED_MS : paceOf(lists.some(isWatched))
    schedule(failures === 0 ? pace : Math.min(LONGEST_BACKOFF_MS, pace * 2 ** Math.min(failures - 1, 5)))
  }

  const syncWanted = async (): Promise<void> => {
    const changed = [...wanted]
    wanted.clear()
    wantedAt = Number.POSITIVE_INFINITY
    await sync(changed).catch((error: unknown) => {
      log.warn({ lists: changed, reason: String(error) }, 'Synchronisation failed')
      // Nobody announces these changes again, and the next poll may be minutes away.
      for (const list of changed) want(list, ATTENDED_MS)
    })
  }

  const want = (list: string, ms: number): void => {
    wanted.add(list)
    if (!running) return
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
      for (const list of lists) lastSync.set(list, performance.now())
      schedule(ATTENDED_MS)
      // Told while the lists were being read: the read may have passed there already.
      for (const list of wanted) want(list, SOON_MS)
    },
    stop() {
      running = false
      clearTimeout(timer)
      clearTimeout(wantedTimer)
    },
    attended(list) {
      lastRead.set(list, performance.now())
      const old = since(lastSync, list) > ATTENDED_MS + SLACK_MS
      // Somebody comes back after a quiet time: do not let them wait for the slow pace to end.
      if (running && !polling && failures === 0 && !isAnnounced() && old) schedule(0)
    },
    soon: (list) => want(list, SOON_MS),
    announced(list, mayBeEcho) {
      const now = performance.now()
      lastAnnounced = now
      if (mayBeEcho) {
        echoes.add(list)
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
