import { type Request, type RequestHandler, Router } from 'express'
import type { Context } from '../../context'
import { Projects } from '../../lists/projects'
import { callerOf } from './api'
import { refuse } from './errors'

/**
 * Streams of one person to this copy: nobody has as many pages open. Beyond it a new one is refused rather than an old one ended, whose
 * page would come back at once.
 */
const MOST_STREAMS = 20
const RETRY_SECONDS = 30
const HEARTBEAT_MS = 20_000
/** Several rows often change together: one event per list is enough for all of them. */
const GATHER_MS = 100
/** Another copy, which a page has read from, may have heard of a change so much later. */
const LAG_MS = 2_000
/** Longer ago, a page reads everything again. */
const OLDEST_MS = 600_000

export interface EventStreams {
  readonly router: Router
  /** Ends every stream, so that the server can close. */
  close(): void
}

/**
 * `GET /events`: server-sent events that say which lists changed (`{ list }`) and whether SharePoint is out of reach
 * (`{ stale }`). Row keys stay here: a reader may not know of every row. A reader who reconnects reads everything again, so
 * events carry no ids; one who comes for the first time says since how many milliseconds it has been reading (`?reading=`), and is told of
 * what has changed meanwhile.
 */
export const eventStreams = (ctx: Context): EventStreams => {
  const readers = new Set<(event: object) => void>()
  const endings = new Set<() => void>()
  const streamsOf = new Map<string, number>()
  const changed = new Set<string>()
  const lastChanged = new Map<string, number>()
  let gathering: NodeJS.Timeout | undefined
  let stale = isStale(ctx)

  const broadcast = (event: object): void => {
    for (const write of readers) write(event)
  }
  const announce = (list: string): void => {
    changed.add(list)
    lastChanged.set(list, performance.now())
    gathering ??= setTimeout(() => {
      gathering = undefined
      for (const name of changed) broadcast({ list: name })
      changed.clear()
    }, GATHER_MS)
  }
  const stopListening = [ctx.lists.onChange(({ list }) => announce(list)), ctx.live.onChange(announce)]
  const watch = setInterval(() => {
    const now = isStale(ctx)
    if (now !== stale) broadcast({ stale: now })
    stale = now
  }, 2_000)
  watch.unref()

  const stream: RequestHandler = (req, res) => {
    const { signedIn, actor } = callerOf(req)
    const { person } = signedIn
    const open = streamsOf.get(person) ?? 0
    if (open >= MOST_STREAMS) {
      const values = { seconds: RETRY_SECONDS }
      return refuse(res, { status: 429, code: 'too-many', values, retryAfter: RETRY_SECONDS }, actor.locale)
    }
    streamsOf.set(person, open + 1)
    res.status(200).set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
    res.flushHeaders()
    const write = (event: object): void => {
      res.write(`data: ${JSON.stringify(event)}\n\n`)
    }
    write({ stale })
    readers.add(write)
    const since = performance.now() - readingMs(req) - LAG_MS
    for (const [list, at] of lastChanged) if (at >= since) write({ list })
    const heartbeat = setInterval(() => res.write(': alive\n\n'), HEARTBEAT_MS)
    /** Nothing may be written to a stream that has ended: it would end the process. */
    const forget = (): void => {
      if (!readers.delete(write)) return
      endings.delete(end)
      const left = (streamsOf.get(person) ?? 1) - 1
      if (left > 0) streamsOf.set(person, left)
      else streamsOf.delete(person)
      clearInterval(heartbeat)
      clearTimeout(expiry)
    }
    const end = (): void => {
      forget()
      res.end()
    }
    // The stream ends with the token it was opened with; the reader comes back with a fresh one.
    const expiry = setTimeout(end, Math.max(0, signedIn.expiresAt.getTime() - Date.now()))
    endings.add(end)
    res.once('close', forget)
  }

  return {
    router: Router().get('/events', stream),
    close: () => {
      for (const stop of stopListening) stop()
      clearInterval(watch)
      clearTimeout(gathering)
      for (const end of [...endings]) end()
    },
  }
}

const readingMs = ({ query }: Pick<Request, 'query'>): number => {
  const said = Number(query.reading)
  return said > 0 ? Math.min(said, OLDEST_MS) : 0
}

/** The projects stand for all lists: one poll reads them all. */
const isStale = (ctx: Context): boolean => ctx.lists.freshness(Projects).failure !== null
