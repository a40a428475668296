import { setTimeout as delay } from 'node:timers/promises'
import type { QueryResult } from 'pg'
import type { Log } from '../../context'
import { CONNECTIONS, poolOn } from './connections'

/** How pg-boss 10 begins what it says of jobs that have ended, well or not. */
const ENDING = /^\s*WITH (results|deleted_jobs) AS/
const AGAIN_MS = 500
const MOST_TRIES = 60

export interface JobConnections {
  executeSql(text: string, values?: unknown[]): Promise<Pick<QueryResult, 'rows'>>
  /** What fails from now on is not tried again. */
  leave(): void
  close(): Promise<void>
}

/**
 * The connections of pg-boss. It does not wait for an answer when it says that a job has ended: an error, as of a database that restarts at
 * that moment, would be heard by nobody and end the process. It is said again instead; a job of which it cannot be said is done once more.
 */
export const jobConnections = (url: string, log: Log): JobConnections => {
  const pool = poolOn(url, CONNECTIONS.jobs, 'gouvernail jobs')
  pool.on('error', (error) => log.warn({ error: error.message }, 'idle connection of the jobs lost'))
  let leaving = false

  const insistently = async (text: string, values?: unknown[]): Promise<Pick<QueryResult, 'rows'>> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await pool.query(text, values)
      } catch (error) {
        if (leaving || tries === MOST_TRIES) {
          log.warn({ error: String(error) }, 'the end of a job was not noted: it will be done again')
          return { rows: [{ count: 0 }] }
        }
        await delay(AGAIN_MS, undefined, { ref: false })
      }
    }
  }
  return {
    executeSql: (text, values) => (ENDING.test(text) ? insistently(text, values) : pool.query(text, values)),
    leave: () => {
      leaving = true
    },
    close: () => pool.end(),
  }
}
