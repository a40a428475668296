import { setTimeout as delay } from 'node:timers/promises'
import { freshDatabase, type TestDatabase } from '../../../tests/kit/database'
import { quietLog } from '../../../tests/kit/quiet-log'
import { StatusReports } from '../../lists/status-reports'
import type { UpsertOutcome } from '../../ports/outbox'
import { createNotices } from '../notices'
import { createOutbox, type StoredOutbox } from './outbox'

let database: TestDatabase
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await database.close()
})

const copy = async (name: string, leaseSeconds: number, pool = database.pool): Promise<StoredOutbox> => {
  const notices = await createNotices(database.pool, database.url, name, quietLog)
  const clock = { now: () => new Date() }
  const options = { pool, notices, lists: [StatusReports], clock, log: quietLog, debounceMs: 1, leaseSeconds }
  const outbox = await createOutbox(options)
  closing.push(async () => {
    await outbox.close()
    await notices.close()
  })
  return outbox
}

const answer = (overall: 'green' | 'red') => [{ list: StatusReports, key: 'k', values: { overall } }]

/** A write that hangs until it is let go, and whether its copy then still holds the row. */
const hanging = () => {
  let letGo = (_outcome: UpsertOutcome): void => undefined
  const outcome = new Promise<UpsertOutcome>((resolve) => {
    letGo = resolve
  })
  let begun = (_held: () => boolean): void => undefined
  const started = new Promise<() => boolean>((resolve) => {
    begun = resolve
  })
  const write = async (rows: readonly unknown[], held: () => boolean): Promise<readonly UpsertOutcome[]> => {
    begun(held)
    const given = await outcome
    return rows.map(() => given)
  }
  return { letGo, started, write }
}

const stored = async () => {
  const { rows } = await database.pool.query<{ written: boolean; leased: boolean; attempts: number }>(
    `select written_at is not null as written, lease_until is not null as leased, attempts from gouvernail.outbox`,
  )
  return rows
}

/** As if the copy that holds the rows had been out of reach of the database for longer than its lease. */
const runOut = () => database.pool.query(`update gouvernail.outbox set lease_until = now() - interval '1 second'`)

test.each<UpsertOutcome>([
  { outcome: 'ok' },
  { outcome: 'retry', afterMs: null, reason: 'no answer' },
  { outcome: 'refused', reason: 'no such column' },
])('a copy whose lease has run out says nothing about the row any more: $outcome', async (late) => {
  const [first, second] = [await copy('a', 30), await copy('b', 30)]
  const [hung, next] = [hanging(), hanging()]
  first.start(hung.write)
  await first.put(answer('green'))
  await hung.started
  await second.put(answer('red'))
  await runOut()
  second.start(next.write)
  await next.started
  hung.letGo(late)
  await first.close()
  expect(await stored()).toEqual([{ written: false, leased: true, attempts: 0 }])
  next.letGo({ outcome: 'ok' })
  await second.drained()
  expect(await stored()).toEqual([{ written: true, leased: false, attempts: 0 }])
  expect(await second.refused()).toEqual([])
})

test('a copy knows that its lease ends when it cannot renew it, and that it goes on when it can', async () => {
  const outbox = await copy('a', 0.3)
  const hung = hanging()
  outbox.start(hung.write)
  await outbox.put(answer('green'))
  const held = await hung.started
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(held()).toBe(true)
  // Somebody else has claimed the row: renewing does not take it back.
  await database.pool.query('update gouvernail.outbox set lease = -1')
  while (held()) await new Promise((resolve) => setTimeout(resolve, 20))
  hung.letGo({ outcome: 'ok' })
})

test('what became of a row is said again when the database did not take it, long before the lease runs out', async () => {
  let failures = 0
  const failing = new Proxy(database.pool, {
    get(pool, name) {
      if (name !== 'query') return Reflect.get(pool, name)
      return (...args: Parameters<typeof pool.query>) => {
        const isFirst = String(args[0]).includes('written_at = case') && failures++ < 2
        return isFirst ? Promise.reject(new Error('deadlock detected')) : pool.query(...args)
      }
    },
  })
  const outbox = await copy('one', 600, failing)
  outbox.start(async (rows) => rows.map(() => ({ outcome: 'ok' })))
  await outbox.put(answer('red'))
  await outbox.drained(10_000)
  expect([failures, await stored()]).toEqual([3, [{ written: true, leased: false, attempts: 0 }]])
})

test('a row that changes at the very moment at which it is settled is written again at once', async () => {
  const outbox = await copy('one', 600)
  const first = hanging()
  const written: unknown[] = []
  outbox.start(async (rows, held) => {
    written.push(...rows.map(({ values }) => values))
    return written.length === 1 ? first.write(rows, held) : rows.map(() => ({ outcome: 'ok' }))
  })
  await outbox.put(answer('red'))
  await first.started
  const other = await database.pool.connect()
  await other.query('begin')
  await other.query('select * from gouvernail.put_outbox($1, 0)', [
    JSON.stringify([{ list: StatusReports.name, key: 'k', fields: { overall: 'green' }, replaces: {} }]),
  ])
  first.letGo({ outcome: 'ok' })
  // The statement that settles the row has begun by now, and waits for this one.
  await delay(300)
  await other.query('commit')
  other.release()
  await outbox.drained(10_000)
  expect(written).toEqual([{ overall: 'red' }, { overall: 'green' }])
})
