import { freshDatabase, type TestDatabase } from '../../../tests/kit/database'
import { quietLog } from '../../../tests/kit/quiet-log'
import { Projects } from '../../lists/projects'
import { StatusReports } from '../../lists/status-reports'
import type { OutboxWrite, UpsertOutcome } from '../../ports/outbox'
import { createAudit } from '../audit'
import { createNotices } from '../notices'
import { createOutbox, type StoredOutbox } from './outbox'
import { outboxTable } from './outbox-table'

const lists = [Projects, StatusReports]
const ok: UpsertOutcome = { outcome: 'ok' }
const clock = { now: () => new Date('2026-11-18T09:00:00Z') }

let database: TestDatabase
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await database.close()
})

/** One more copy of the service on the same database. */
const copy = async (name = 'a', debounceMs = 5): Promise<StoredOutbox> => {
  const notices = await createNotices(database.pool, database.url, name, quietLog)
  const outbox = await createOutbox({ pool: database.pool, notices, lists, clock, log: quietLog, debounceMs })
  closing.push(async () => {
    await outbox.close()
    await notices.close()
  })
  return outbox
}

const report = (key: string, values: OutboxWrite<typeof StatusReports>['values']): OutboxWrite => ({
  list: StatusReports,
  key,
  values,
})

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('writes of one key become one row, the later value winning field by field', async () => {
  const outbox = await copy()
  await outbox.put([report('2026-11:P-001', { overall: 'green', comment: 'a' })])
  await outbox.put([
    report('2026-11:P-001', { overall: 'amber' }),
    report('2026-11:P-001', { comment: null, achieved: 'b' }),
  ])
  const written: OutboxWrite[] = []
  outbox.start(async (rows) => {
    written.push(...rows)
    return rows.map(() => ok)
  })
  await outbox.drained()
  expect(written).toEqual([report('2026-11:P-001', { overall: 'amber', comment: null, achieved: 'b' })])
  expect(outbox.pending()).toBe(0)
})

test('what waits is seen at once, here and by another copy, until it is written', async () => {
  const [here, there] = [await copy('a'), await copy('b')]
  const changes: unknown[] = []
  there.source.onChange((change) => changes.push(change))
  await here.put([report('k', { overall: 'red' })])
  expect(here.source.pending('StatusReports').get('k')).toEqual({ overall: 'red' })
  await until(() => there.pending() === 1)
  expect(there.source.pending('StatusReports').get('k')).toEqual({ overall: 'red' })
  for (const one of [here, there]) one.start(async (rows) => rows.map(() => ok))
  await here.drained()
  await until(() => there.pending() === 0)
  expect(changes).toEqual([
    { list: 'StatusReports', keys: ['k'] },
    { list: 'StatusReports', keys: ['k'] },
  ])
})

test('a row that another copy wrote stays in sight until this copy has fetched it', async () => {
  const [here, there] = [await copy('a'), await copy('b')]
  await there.put([report('k', { overall: 'red' })])
  await until(() => here.pending() === 1)
  let fetched = (): void => undefined
  const fetching = new Promise<void>((resolve) => {
    fetched = resolve
  })
  let asked = 0
  here.start(
    async (rows) => rows.map(() => ({ outcome: 'retry', afterMs: 60_000, reason: 'not this copy' })),
    async () => {
      asked += 1
      await fetching
    },
  )
  there.start(async (rows) => rows.map(() => ok))
  await there.drained()
  await until(() => asked > 0)
  expect(here.source.pending('StatusReports').get('k')).toEqual({ overall: 'red' })
  fetched()
  await until(() => here.pending() === 0)
})

test('a row that another copy writes while this one loads its lists stays in sight until they are fetched once more', async () => {
  const there = await copy('b')
  await there.put([report('k', { overall: 'red' })])
  const here = await copy('a')
  there.start(async (rows) => rows.map(() => ok))
  await there.drained()
  // Its lists may have been read before that: they are not asked for again before they are loaded.
  await here.catchUp([{ list: 'StatusReports', keys: ['k'] }])
  await here.catchUp()
  await here.close()
  expect(here.source.pending('StatusReports').get('k')).toEqual({ overall: 'red' })
  const fetched: string[] = []
  here.start(
    async () => [],
    async (list) => {
      fetched.push(list)
    },
  )
  await until(() => here.pending() === 0)
  expect(fetched).toEqual(['StatusReports'])
})

test('a row that another copy put and wrote before this one heard of it is in sight after catching up', async () => {
  const here = await copy('a')
  await database.pool.query(
    `insert into gouvernail.outbox (list, key, fields, revision, since, due_at, written_at)
     values ('StatusReports', 'k', '{"overall":"red"}', nextval('gouvernail.outbox_revision'), 1, now(), now())`,
  )
  let fetched = (): void => undefined
  const fetching = new Promise<void>((resolve) => {
    fetched = resolve
  })
  here.start(
    async () => [],
    () => fetching,
  )
  await here.catchUp()
  expect(here.source.pending('StatusReports').get('k')).toEqual({ overall: 'red' })
  fetched()
  await until(() => here.pending() === 0)
  // It was seen once: reading it again brings nothing back.
  await here.catchUp()
  expect(here.pending()).toBe(0)
})

test('catching up reads what was written since, even by a transaction that was under way, and nothing twice', async () => {
  const table = outboxTable(database.pool)
  const insert = `insert into gouvernail.outbox (list, key, fields, revision, since, due_at, written_at)
     values ('StatusReports', $1, '{}', nextval('gouvernail.outbox_revision'), 1, now(), $2)`
  const slow = await database.pool.connect()
  await slow.query('begin')
  await slow.query(insert, ['slow', new Date()])
  await database.pool.query(insert, ['early', new Date()])
  const first = await table.readSince(null)
  await slow.query('commit')
  slow.release()
  await database.pool.query(insert, ['waiting', null])
  const second = await table.readSince(first.upTo)
  const third = await table.readSince(second.upTo)
  const keys = [first, second, third].map(({ rows }) => rows.map(({ key }) => key).sort())
  expect([keys[0], keys[1]?.includes('slow'), keys[2]]).toEqual([['early'], true, ['waiting']])
})

test('a row that was written and is put again is a write of its own', async () => {
  const outbox = await copy()
  const written: unknown[] = []
  outbox.start(async (rows) => {
    written.push(...rows.map((row) => row.values))
    return rows.map(() => ok)
  })
  await outbox.put([report('k', { overall: 'green', comment: 'a' })])
  await outbox.drained()
  await outbox.put([report('k', { comment: 'b' })])
  expect(outbox.source.pending('StatusReports').get('k')).toEqual({ comment: 'b' })
  await outbox.drained()
  expect(written).toEqual([{ overall: 'green', comment: 'a' }, { comment: 'b' }])
  expect(outbox.pending()).toBe(0)
})

test('a row that changes while it is being written is written again', async () => {
  const outbox = await copy()
  const written: unknown[] = []
  outbox.start(async (rows) => {
    written.push(...rows.map((row) => row.values))
    if (written.length === 1) await outbox.put([report('k', { overall: 'red' })])
    return rows.map(() => ok)
  })
  await outbox.put([report('k', { overall: 'green' })])
  await outbox.drained()
  // The second value came while the first was on its way: it is a write of its own, after the call above.
  await outbox.drained()
  expect(written).toEqual([{ overall: 'green' }, { overall: 'red' }])
})

test('nothing is lost while SharePoint is down, nor when the process ends meanwhile', async () => {
  const first = await copy('a')
  first.start(() => Promise.reject(new Error('down')))
  await first.put([report('k', { overall: 'amber' })])
  await expect(first.drained(300)).rejects.toThrow('1 rows still wait')
  await first.close()
  const second = await copy('b')
  expect(second.source.pending('StatusReports').get('k')).toEqual({ overall: 'amber' })
  const written: OutboxWrite[] = []
  second.start(async (rows) => {
    written.push(...rows)
    return rows.map(() => ok)
  })
  await second.drained()
  expect(written).toEqual([report('k', { overall: 'amber' })])
})

test('only the rows of a batch that failed are tried again', async () => {
  const outbox = await copy()
  const passes: string[][] = []
  await outbox.put([report('a', { overall: 'green' }), report('b', { overall: 'green' })])
  outbox.start(async (rows) => {
    passes.push(rows.map((row) => row.key).sort())
    return rows.map((row) =>
      row.key === 'b' && passes.length === 1 ? { outcome: 'retry', afterMs: 10, reason: 'throttled' } : ok,
    )
  })
  await outbox.drained()
  expect(passes).toEqual([['a', 'b'], ['b']])
})

test('what the log says of a write is stored with it, or neither is', async () => {
  const outbox = await copy()
  const audit = createAudit(database.pool, clock)
  const logged = (subject: string) => [{ actor: null, action: 'report.correct', subject, detail: {} }]
  const stored = async () => {
    const rows = await database.pool.query<{ key: string }>('select key from gouvernail.outbox order by key')
    const entries = await database.pool.query<{ subject: string }>(
      'select subject from gouvernail.audit order by position',
    )
    return [rows.rows.map(({ key }) => key), entries.rows.map(({ subject }) => subject)]
  }
  await outbox.put([report('a', { overall: 'green' })], logged('a'))
  await database.pool.query('alter table gouvernail.audit rename to hidden')
  await expect(outbox.put([report('b', { overall: 'red' })], logged('b'))).rejects.toThrow('audit')
  await database.pool.query('alter table gouvernail.hidden rename to audit')
  expect(await stored()).toEqual([['a'], ['a']])
  expect(outbox.pending()).toBe(1)
  // Put at the same time they share a transaction, and those without an entry are held back by nobody.
  await Promise.all([
    outbox.put([report('c', {})], logged('c')),
    outbox.put([report('d', {})]),
    outbox.put([report('e', {})], [...logged('e1'), ...logged('e2')]),
    outbox.put([], logged('f')),
  ])
  expect(await stored()).toEqual([
    ['a', 'c', 'd', 'e'],
    ['a', 'c', 'e1', 'e2', 'f'],
  ])
  expect(await audit.firstBreak()).toBeNull()
})

test('a refused row is parked with its reason, and a later write brings it back with all its values', async () => {
  const outbox = await copy()
  let accepts = false
  const written: unknown[] = []
  outbox.start(async (rows) => {
    if (accepts) written.push(...rows.map((row) => row.values))
    return rows.map(() => (accepts ? ok : { outcome: 'refused', reason: 'no such column' }))
  })
  await outbox.put([report('k', { overall: 'green' })])
  await expect(outbox.drained()).rejects.toThrow('StatusReports k: no such column')
  expect(await outbox.refused()).toEqual(['StatusReports k: no such column'])
  // Whoever waits for other rows is not held back by it.
  await outbox.drained(300, [report('m', {})])
  accepts = true
  await outbox.put([report('k', { comment: 'x' })])
  await outbox.drained()
  expect(written).toEqual([{ overall: 'green', comment: 'x' }])
  expect(await outbox.refused()).toEqual([])
})

test('two copies share the work: every row is written, none twice', async () => {
  const [a, b] = [await copy('a'), await copy('b')]
  const written: string[] = []
  const write = async (rows: readonly OutboxWrite[]): Promise<readonly UpsertOutcome[]> => {
    written.push(...rows.map((row) => row.key))
    await new Promise((resolve) => setTimeout(resolve, 5))
    return rows.map(() => ok)
  }
  const keys = Array.from({ length: 250 }, (_, index) => `k${String(index).padStart(3, '0')}`)
  await a.put(keys.map((key) => report(key, { overall: 'green' })))
  a.start(write)
  b.start(write)
  await a.drained()
  expect(written.sort()).toEqual(keys)
})

test('a copy that claims a batch does not read the twenty thousand rows that wait behind it', async () => {
  const { pool } = database
  const insert = `insert into gouvernail.outbox (list, key, fields, revision, since, due_at, written_at)
    select 'StatusReports', $1 || n, '{}', n, n, now(), $2 from generate_series(1, $3) n`
  await pool.query(insert, ['waiting', null, 20_000])
  const client = await pool.connect()
  await client.query('begin')
  // Whatever the planner takes to be cheap: its figures are of another moment than the queue.
  await client.query('set local random_page_cost = 1000')
  const { rowCount } = await client.query(`select * from gouvernail.claim_outbox('{StatusReports}', 100, 45)`)
  const { rows } = await client.query<{ read: number }>(
    `select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'outbox'`,
  )
  await client.query('rollback')
  client.release()
  expect(rowCount).toBe(100)
  expect(rows[0]?.read).toBeLessThan(1_000)
})
