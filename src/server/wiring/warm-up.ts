import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../context'
import { GraphFailure } from '../../graph/http/failure'

/** What the service says of itself before its lists are loaded. */
export interface StartHealth {
  /** Why it is not ready yet; null while nothing has failed. */
  waitingFor: string | null
}

export const healthOfStart = (): StartHealth => ({ waitingFor: null })

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/**
 * Loads the lists, and waits for a SharePoint that is out of reach: without them nobody can be told from anybody else, so there
 * is nothing to serve; ending instead would only have an orchestrator restart it in a circle. What waiting does not cure (a
 * missing list, a refused token) ends the start.
 */
export const warmPatiently = async (
  warm: () => Promise<void>,
  health: StartHealth,
  log: Log,
  stop: AbortSignal = new AbortController().signal,
): Promise<void> => {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      await warm()
      return
    } catch (error) {
      if (stop.aborted || !passes(error)) throw error
      health.waitingFor = 'SharePoint cannot be reached; waiting for it'
      log.warn({ error: String(error), againInMs: wait }, 'SharePoint cannot be reached; the service waits for it')
      await delay(wait, undefined, { signal: stop })
    }
  }
}

const passes = (error: unknown): boolean =>
  error instanceof GraphFailure && (error.code === 'unavailable' || error.code === 'throttled')
