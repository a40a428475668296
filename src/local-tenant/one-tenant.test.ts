import type { PoolClient } from 'pg'
import { freshDatabase, type TestDatabase } from '../../tests/kit/database'
import { type OneTenant, oneTenant } from './one-tenant'
import { startTenant, type Tenant } from './tenant'

let database: TestDatabase
let started: Tenant[] = []
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await Promise.all(started.map((tenant) => tenant.close()))
  await database.close()
})

const begin = (): Promise<OneTenant> =>
  oneTenant(database.pool, async () => {
    const tenant = await startTenant({ pool: database.pool })
    started = [...started, tenant]
    return tenant
  })
const end = async (one: OneTenant | undefined): Promise<void> => {
  if (!one?.isOurs) throw new Error('not ours')
  await one.tenant.close()
  await one.letGo()
}

test('of several that begin at the same moment one starts the tenant, and the others are told where it is', async () => {
  const all = await Promise.all([begin(), begin(), begin()])
  expect(started).toHaveLength(1)
  expect(all.filter(({ isOurs }) => isOurs)).toHaveLength(1)
  expect(new Set(all.map(({ tenant }) => tenant.origin))).toEqual(new Set([started[0]?.origin]))

  // A database that was restarted has forgotten who holds the tenant; the one that does remembers.
  const holders = `select pid from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and granted and datname = current_database()`
  await database.pool.query(`select pg_terminate_backend(pid) from (${holders}) as holders`)
  while ((await database.pool.query(holders)).rows.length === 0) await new Promise((done) => setTimeout(done, 50))
  expect((await begin()).isOurs).toBe(false)

  await end(all.find(({ isOurs }) => isOurs))
  const next = await begin()
  expect(next.isOurs).toBe(true)
  await end(next)
  started = []
})

test('a database that goes once more while the lock is being taken again ends nothing', async () => {
  const connected: PoolClient[] = []
  const watch = (client: PoolClient): void => void connected.push(client)
  database.pool.on('acquire', watch)
  const one = await begin()
  const locks = (granted: boolean): string => `select pid from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and ${granted ? '' : 'not '}granted and datname = current_database()`
  const until = async (granted: boolean): Promise<number> => {
    for (;;) {
      const [first] = (await database.pool.query<{ pid: number }>(locks(granted))).rows
      if (first) return first.pid
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  const other = await database.pool.connect()
  await database.pool.query('select pg_terminate_backend($1)', [await until(true)])
  await other.query(`select pg_advisory_lock(hashtextextended('local tenant', 0))`)
  const cut = await until(false)
  // Without a word, as when the machine of the database is gone.
  for (const client of connected) {
    if (Reflect.get(client, 'processID') === cut) Reflect.get(client, 'connection').stream.destroy()
  }
  await database.pool.query('select pg_terminate_backend($1)', [cut])
  while ((await until(false)) === cut) await new Promise((done) => setTimeout(done, 50))
  await other.query('select pg_advisory_unlock_all()')
  other.release()
  await until(true)
  await end(one)
  database.pool.off('acquire', watch)
  started = []
})

test('a start that fails lets the next one try', async () => {
  await expect(oneTenant(database.pool, () => Promise.reject(new Error('the port is taken')))).rejects.toThrow('port')
  const next = await begin()
  await end(next)
  started = []
})

test('a database that ends before the connection of the lock has left does not end the process', async () => {
  const connected: PoolClient[] = []
  const watch = (client: PoolClient): void => void connected.push(client)
  database.pool.on('acquire', watch)
  await end(await begin())
  started = []
  database.pool.off('acquire', watch)
  const ended = connected.filter((client) => Reflect.get(client, '_ending') === true)
  expect(ended).toHaveLength(1)
  for (const client of ended) client.emit('error', new Error('terminating connection due to administrator command'))
})
