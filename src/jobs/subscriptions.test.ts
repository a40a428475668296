import { freshDatabase, type TestDatabase } from '../../tests/kit/database'
import { createSubscriptionTable } from './subscriptions'

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('the end of a subscription, told a second time by another copy, does not put it in the place of its successor', async () => {
  const table = createSubscriptionTable(database.pool)
  const first = {
    list: 'Projects',
    id: 'first',
    clientState: 'c',
    address: 'https://gouvernail.example',
    expiresAt: new Date('2026-12-01T00:00:00Z'),
  }
  await table.save(first)
  await table.end('first')
  expect(await table.all()).toEqual([{ ...first, expiresAt: new Date(0) }])
  const second = { ...first, id: 'second', clientState: 'd' }
  await table.save(second)
  await table.end('first')
  expect(await table.all()).toEqual([second])
})
