import { setTimeout as delay } from 'node:timers/promises'
import { Programmes } from '../../src/lists/programmes'
import { startLocal } from '../../src/server/local'
import { freshDatabase, type TestDatabase } from '../kit/database'
import { quietLog } from '../kit/quiet-log'

const VERY_PATIENT = 24 * 60 * 60_000

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const start = () =>
  startLocal({
    database,
    clock: { now: () => new Date() },
    log: quietLog,
    port: 0,
    tenantPort: 0,
    keepTenant: true,
    seed: false,
    jobs: false,
    outboxDebounceMs: 1,
    patience: { application: VERY_PATIENT, person: VERY_PATIENT },
  })

test('a stop does not wait for a SharePoint that is down, and the next start writes what was kept', async () => {
  const first = await start()
  first.tenant.faults.set({ graphDown: true })
  await first.service.ctx.outbox.put([{ list: Programmes, key: 'A', values: { code: 'A', title: 'Un' } }])
  const { rows } = await waitForLease()
  expect(rows).toEqual([{ key: 'A' }])
  await first.close()

  const second = await start()
  await second.service.outbox.drained()
  expect(second.service.ctx.lists.find(Programmes, 'A')).toMatchObject({ title: 'Un' })
  expect(second.service.ctx.lists.find(Programmes, 'A')?.$item.itemId).not.toBe('')
  await second.close()
})

/** Until the worker has the row in hand. */
const waitForLease = async (): Promise<{ rows: unknown[] }> => {
  for (;;) {
    const found = await database.pool.query('select key from gouvernail.outbox where lease_until > now()')
    if (found.rows.length > 0) return found
    await delay(10)
  }
}
