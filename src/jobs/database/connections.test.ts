import { readFileSync } from 'node:fs'
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

const onLinux = process.platform === 'linux' ? test : test.skip
onLinux(
  'a connection on which nothing is asked for long is probed by the system, so that no firewall forgets it',
  async () => {
    const { pool, close } = connectDatabase(database.url, quietLog)
    const client = await pool.connect()
    const mine = (await client.query('select inet_client_port() as port')).rows[0]?.port
    const timer = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find(([, near]) => near?.endsWith(`:${Number(mine).toString(16).toUpperCase().padStart(4, '0')}`))
    // The column `tr`: 02 is the timer of the probes.
    expect(timer?.[5]?.slice(0, 2)).toBe('02')
    client.release()
    await close()
  },
)
