import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { freshDatabase, type TestDatabase } from '../../tests/kit/database'
import { createNotices, inNotices, type Notices } from './notices'

let database: TestDatabase
let copies: readonly Notices[] = []
const warnings: object[] = []
const log = { info: () => undefined, warn: (fields: object) => void warnings.push(fields), error: () => undefined }

beforeAll(async () => {
  database = await freshDatabase()
  copies = await Promise.all(['a', 'b'].map((name) => createNotices(database.pool, database.url, name, log)))
})
afterAll(async () => {
  for (const copy of copies) await copy.close()
  await database.close()
})

test('a notice that nobody understands, and a listener that throws, disturb neither the copy nor the notices after them', async () => {
  const [sender, receiver] = copies
  const heard = new Promise<unknown>((resolve) => {
    receiver?.on('live', () => {
      throw new Error('not prepared for this')
    })
    receiver?.on('live', resolve)
  })
  await database.pool.query(`select pg_notify('gouvernail', 'of another version')`)
  await sender?.publish('live', { what: 'Votes' })
  expect(await heard).toEqual({ what: 'Votes' })
  // Both copies heard the first, each in its own time, one the second.
  while (warnings.length < 3) await delay(10)
  expect(warnings).toHaveLength(3)
})

test('what throws when the connection has come back ends nothing, and notices are heard again', async () => {
  const [sender, receiver] = copies
  const back = new Promise<void>((resolve) => {
    receiver?.onReconnect(() => {
      throw new Error('not now')
    })
    receiver?.onReconnect(resolve)
  })
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'gouvernail notices'`,
  )
  await back
  const heard = new Promise<unknown>((resolve) => receiver?.on('rows', resolve))
  await sender?.publish('rows', { list: 'Projects' })
  expect(await heard).toEqual({ list: 'Projects' })
})

/** What stands between a service and its database, and forgets connections without a word to either end. */
const balancer = async (url: string) => {
  const { hostname, port } = new URL(url)
  const carried = new Set<Socket>()
  const forgotten: Socket[] = []
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) carried.add(socket.on('error', () => undefined))
    near.pipe(far).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(url)
  own.port = String(Object(server.address()).port)
  return {
    url: own.href,
    forgetAll: (): void => {
      for (const socket of carried) socket.unpipe().pause()
      forgotten.push(...carried)
      carried.clear()
    },
    close: (): void => {
      for (const socket of [...carried, ...forgotten]) socket.destroy()
      server.close()
    },
  }
}

test('a connection that a balancer has forgotten is noticed, and notices are heard again', async () => {
  const between = await balancer(database.url)
  const receiver = await createNotices(database.pool, between.url, 'c', log, { everyMs: 100, patienceMs: 400 })
  const back = new Promise<void>((resolve) => receiver.onReconnect(resolve))
  await delay(300)
  between.forgetAll()
  await back
  const heard = new Promise<unknown>((resolve) => receiver.on('rows', resolve))
  await copies[0]?.publish('rows', { list: 'Risks' })
  expect(await heard).toEqual({ list: 'Risks' })
  await receiver.close()
  between.close()
})

/** PostgreSQL refuses payloads of 8 000 bytes and more. */
const longest = (groups: readonly (readonly string[])[]): number =>
  Math.max(...groups.map((keys) => Buffer.byteLength(JSON.stringify({ list: 'ExceptionReports', keys }))))

test.each([
  ['reports of five thousand projects', Array.from({ length: 5_000 }, (_, at) => `2026-11:P-${at}`), 20],
  ['the longest keys', Array.from({ length: 100 }, (_, at) => `${'😀'.repeat(49)}${at % 10}x`), 6],
  ['one', ['P-001'], 1],
  ['none', [], 0],
])('keys travel in as few notices as can carry them: %s', (_, keys, most) => {
  const groups = inNotices(keys)
  expect(groups.flat()).toEqual(keys)
  expect(groups.length).toBeLessThanOrEqual(most)
  if (keys.length > 0) expect(longest(groups)).toBeLessThan(7_500)
})
