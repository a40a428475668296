import { freshDatabase, type TestDatabase } from '../../tests/kit/database'
import { createNotices, type Notices } from './notices'

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
  // Both copies heard the first, one the second.
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
