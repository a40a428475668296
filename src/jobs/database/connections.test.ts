import { freshDatabase, type TestDatabase } from '../../../tests/kit/database'
import { quietLog } from '../../../tests/kit/quiet-log'
import { connectDatabase } from './postgres'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('a connection that breaks before anybody listens to it ends nothing', async () => {
  const { pool, close } = connectDatabase(database.url, quietLog)
  const client = await pool.connect()
  const broken = new Error('terminating connection due to administrator command')
  expect(() => client.emit('error', broken)).not.toThrow()
  client.release(broken)
  await close()
})
