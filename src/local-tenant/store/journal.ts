import type { Pool } from 'pg'

const FLUSH_MS = 50
const RETRY_MS = 1_000

interface Change {
  readonly kind: string
  readonly id: string
  /** Undefined when the entity was removed. Read when flushed, so that many changes of one entity cost one row. */
  readonly body: () => unknown
}

/**
 * Writes the tenant's entities to PostgreSQL behind the caller's back, at most 50 ms later. Without a pool it does nothing and
 * the tenant lives in memory alone.
 */
export class Journal {
  readonly #pool: Pool | undefined
  readonly #entities = new Map<string, Change>()
  readonly #blobs = new Map<string, Uint8Array | undefined>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(pool: Pool | undefined) {
    this.#pool = pool
  }

  /** Creates the tables and returns everything that was stored. */
  async open(): Promise<{ entities: StoredEntity[]; blobs: Map<string, Uint8Array> }> {
    if (!this.#pool) return { entities: [], blobs: new Map() }
    await this.#pool.query(`
      create schema if not exists tenant;
      create table if not exists tenant.entities (kind text, id text, body json not null, primary key (kind, id));
      create table if not exists tenant.blobs (id text primary key, bytes bytea not null);`)
    const entities = await this.#pool.query<{ kind: string; id: string; body: unknown }>(
      'select kind, id, body from tenant.entities',
    )
    const blobs = await this.#pool.query<{ id: string; bytes: Buffer }>('select id, bytes from tenant.blobs')
    return { entities: entities.rows, blobs: new Map(blobs.rows.map(({ id, bytes }) => [id, bytes])) }
  }

  record(kind: string, id: string, body: () => unknown): void {
    if (!this.#pool) return
    this.#entities.set(`${kind}\n${id}`, { kind, id, body })
    this.#schedule()
  }

  recordBlob(id: string, bytes: Uint8Array | undefined): void {
    if (!this.#pool) return
    this.#blobs.set(id, bytes)
    this.#schedule()
  }

  /** Resolves when everything recorded so far is stored; rejects when it could not be, and keeps it for the next attempt. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const attempt = this.#writing.then(() => this.#write())
    this.#writing = attempt.catch(() => undefined)
    await attempt
  }

  #schedule(delay = FLUSH_MS): void {
    this.#timer ??= setTimeout(() => {
      // What failed is kept and tried again: a timer has nobody to report to, close() has.
      this.flush().catch(() => this.#schedule(RETRY_MS))
    }, delay).unref()
  }

  async #write(): Promise<void> {
    const pool = this.#pool
    if (!pool || (this.#entities.size === 0 && this.#blobs.size === 0)) return
    const changes = [...this.#entities]
    const blobs = [...this.#blobs]
    this.#entities.clear()
    this.#blobs.clear()
    try {
      await storeEntities(
        pool,
        changes.map(([, { kind, id, body }]) => ({ kind, id, body: body() })),
      )
      for (const [id, bytes] of blobs) await storeBlob(pool, id, bytes)
    } catch (error) {
      for (const [key, change] of changes) if (!this.#entities.has(key)) this.#entities.set(key, change)
      for (const [id, bytes] of blobs) if (!this.#blobs.has(id)) this.#blobs.set(id, bytes)
      throw error
    }
  }
}

export interface StoredEntity {
  readonly kind: string
  readonly id: string
  readonly body: unknown
}

const storeEntities = async (pool: Pool, entities: readonly StoredEntity[]): Promise<void> => {
  const kept = entities.filter(({ body }) => body !== undefined)
  const gone = entities.filter(({ body }) => body === undefined)
  if (kept.length > 0) {
    await pool.query(
      `insert into tenant.entities (kind, id, body)
       select kind, id, body::json from unnest($1::text[], $2::text[], $3::text[]) as new (kind, id, body)
       on conflict (kind, id) do update set body = excluded.body`,
      [kept.map(({ kind }) => kind), kept.map(({ id }) => id), kept.map(({ body }) => JSON.stringify(body))],
    )
  }
  if (gone.length > 0) {
    await pool.query(
      `delete from tenant.entities using unnest($1::text[], $2::text[]) as gone (kind, id)
       where entities.kind = gone.kind and entities.id = gone.id`,
      [gone.map(({ kind }) => kind), gone.map(({ id }) => id)],
    )
  }
}

const storeBlob = async (pool: Pool, id: string, bytes: Uint8Array | undefined): Promise<void> => {
  if (bytes === undefined) await pool.query('delete from tenant.blobs where id = $1', [id])
  else {
    await pool.query(
      'insert into tenant.blobs (id, bytes) values ($1, $2) on conflict (id) do update set bytes = excluded.bytes',
      [id, Buffer.from(bytes)],
    )
  }
}
