import { Client, type Pool } from 'pg'
import type { Log } from '../context'

/** Messages between the copies of the service, over LISTEN/NOTIFY of the database that they share. */
export interface Notices {
  /** Sends to the other copies; never to this one. */
  publish(topic: Topic, body: object): Promise<void>
  on(topic: Topic, listener: (body: unknown) => void): void
  /** Called after a lost connection came back: what was sent meanwhile is gone, so listeners read again. */
  onReconnect(listener: () => void): void
  close(): Promise<void>
}

/**
 * `changes`: SharePoint has told one copy that lists have changed; without any list, that subscriptions have. `live`: something that
 * is in no list has changed.
 */
export type Topic = 'outbox' | 'rows' | 'changes' | 'live'

interface Envelope {
  readonly from: string
  readonly topic: string
  readonly body: unknown
}

const CHANNEL = 'gouvernail'
/** PostgreSQL refuses payloads of 8 000 bytes and more. */
const PAYLOAD_MAX = 7_900
const RETRY_MS = 1_000
/**
 * The connection asks for nothing by itself. Balancers forget such a one after four minutes without a word to either end, and a server that
 * is gone from one moment to the next never says so: nothing would be heard any more, for hours.
 */
const PULSE = { everyMs: 30_000, patienceMs: 10_000 }

/** `copy` names this process among the copies. */
export const createNotices = async (
  pool: Pool,
  url: string,
  copy: string,
  log: Log,
  pulse = PULSE,
): Promise<Notices> => {
  const listeners: { topic: Topic; listener: (body: unknown) => void }[] = []
  const reconnected: (() => void)[] = []
  let client: Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let beat: NodeJS.Timeout | undefined

  /** What a listener throws would end the process: nobody stands above an event of a connection. */
  const safely = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      log.warn({ error: String(error) }, 'a notice between copies came to nothing')
    }
  }
  const receive = (payload: string): void => {
    const { from, topic, body } = envelopeOf(payload)
    if (from === copy) return
    for (const entry of listeners) if (entry.topic === topic) safely(() => entry.listener(body))
  }

  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: url,
      application_name: 'gouvernail notices',
      connectionTimeoutMillis: pulse.patienceMs,
      query_timeout: pulse.patienceMs,
    })
    /** One that was given up may say so much later, when another has long taken its place. */
    const lost = (error?: Error): void => {
      if (client !== next) return
      if (error && !closed) log.warn({ error: error.message }, 'notices between copies interrupted')
      again()
    }
    next.on('notification', ({ payload = '' }) => safely(() => receive(payload)))
    next.on('error', lost)
    next.on('end', () => lost())
    client = next
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
    } catch (error) {
      next.end().catch(() => undefined)
      throw error
    }
    feelPulse(next, lost)
  }

  /** While the connection answers; one that does not is given up. */
  const feelPulse = (on: Client, lost: (error: Error) => void): void => {
    beat = setTimeout(() => {
      on.query('select 1').then(
        () => {
          if (client === on && !closed) feelPulse(on, lost)
        },
        (error: Error) => {
          lost(error)
          on.end().catch(() => undefined)
        },
      )
    }, pulse.everyMs)
    beat.unref()
  }

  const again = (): void => {
    if (closed || retry !== undefined) return
    client = undefined
    clearTimeout(beat)
    retry = setTimeout(() => {
      retry = undefined
      connect().then(
        () => {
          for (const listener of reconnected) safely(listener)
        },
        () => again(),
      )
    }, RETRY_MS)
  }

  await connect().catch((error: unknown) => {
    closed = true
    clearTimeout(retry)
    throw error
  })
  return {
    publish: async (topic, body) => {
      const payload = JSON.stringify({ from: copy, topic, body })
      if (Buffer.byteLength(payload) > PAYLOAD_MAX) throw new Error(`a notice on ${topic} is too long`)
      // Nothing of a notice is kept: its commit need not wait for the disk.
      const text = `select pg_notify($1, $2), set_config('synchronous_commit', 'off', true)`
      await pool.query({ name: 'notify', text, values: [CHANNEL, payload] })
    },
    on: (topic, listener) => {
      listeners.push({ topic, listener })
    },
    onReconnect: (listener) => {
      reconnected.push(listener)
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      clearTimeout(beat)
      await client?.end()
    },
  }
}

const envelopeOf = (payload: string): Envelope => JSON.parse(payload)

/** What names the copy, the topic and the list around the keys has room in what is left of a payload. */
const KEYS_MAX = PAYLOAD_MAX - 500

/** Cuts keys into as few groups as fit into one notice each. */
export const inNotices = (keys: readonly string[]): readonly (readonly string[])[] => {
  const groups: string[][] = []
  let bytes = KEYS_MAX
  for (const key of keys) {
    const more = Buffer.byteLength(JSON.stringify(key)) + 1
    bytes += more
    if (bytes > KEYS_MAX) {
      groups.push([])
      bytes = more
    }
    groups.at(-1)?.push(key)
  }
  return groups
}
