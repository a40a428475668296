import { randomUUID } from 'node:crypto'
import PgBoss from 'pg-boss'
import type { Log } from '../context'
import { jobConnections } from './database/job-connections'

/** Named jobs on pg-boss: each runs on one copy of the service at a time, whatever their number. */
export interface Schedule {
  /** Runs `work` on a cron line of the organisation's wall clock. A run that is still going is not joined by another. */
  every(name: string, cron: string, work: () => Promise<void>): Promise<void>
  /** Declares who does the jobs of a name. Delivery is at least once: `work` must bear repetition. */
  handle(name: string, work: (payload: object) => Promise<void>): Promise<void>
  /** Puts a job in the queue; with a `key`, a job of the same key that still waits stands for both. */
  enqueue(name: string, payload: object, key?: string): Promise<void>
  /** Lets running jobs finish, at most four seconds. */
  close(): Promise<void>
}

const ZONE = 'Europe/Brussels'
const STOP_TIMEOUT_MS = 4_000
const POLL_SECONDS = 2
const CLOCK_SECONDS = {
  /** For jobs by the clock, which lose nothing by a few seconds: ten of them asking every other second would be felt. */
  poll: 10,
  /** A job that died with its process is given to another copy after this time. */
  expire: 300,
}

export const createSchedule = async (url: string, log: Log, clockSeconds = CLOCK_SECONDS): Promise<Schedule> => {
  const connections = jobConnections(url, log)
  const boss = new PgBoss({ db: connections })
  boss.on('error', (error) => log.warn({ error: error.message }, 'job queue trouble'))
  try {
    await boss.start()
  } catch (error) {
    await connections.close()
    throw error
  }

  const work = async (name: string, pollSeconds: number, run: (payload: object) => Promise<void>): Promise<void> => {
    // `stately` holds at most one waiting and one active job per key: copies never run the same tick side by side.
    await boss.createQueue(name, {
      name,
      policy: 'stately',
      retryLimit: 3,
      retryBackoff: true,
      expireInSeconds: clockSeconds.expire,
    })
    await boss.work<object>(name, { pollingIntervalSeconds: pollSeconds }, async (jobs) => {
      for (const job of jobs) {
        try {
          await run(job.data ?? {})
        } catch (error) {
          log.error({ job: name, id: job.id, error: String(error) }, 'job failed')
          throw error
        }
      }
    })
  }

  /**
   * pg-boss takes a job that lasts longer than it expects for dead and hands out the next one, while the first goes on: one more each time
   * would wait for its lock, until no connection is left for any lock.
   */
  const alone = (name: string, run: () => Promise<void>): (() => Promise<void>) => {
    let running = false
    return async () => {
      if (running) return log.warn({ job: name }, 'the run before is still going on')
      running = true
      try {
        await run()
      } finally {
        running = false
      }
    }
  }

  return {
    handle: (name, run) => work(name, POLL_SECONDS, run),
    every: async (name, cron, run) => {
      await work(name, clockSeconds.poll, alone(name, run))
      await boss.schedule(name, cron, {}, { tz: ZONE })
    },
    enqueue: async (name, payload, key) => {
      // Without a key of its own a job would stand for all others of its name.
      await boss.send(name, payload, { singletonKey: key ?? randomUUID() })
    },
    close: async () => {
      connections.leave()
      try {
        await boss.stop({ graceful: true, wait: true, timeout: STOP_TIMEOUT_MS })
      } finally {
        await connections.close()
      }
    },
  }
}
