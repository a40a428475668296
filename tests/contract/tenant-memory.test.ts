import { freshDatabase, type TestDatabase } from '../kit/database'
import { makeList, nora, startClient, type TenantClient } from './tenant-client'

/** What the tenant keeps in PostgreSQL, and what a restart finds again. */
let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const start = () => startClient({ pool: database.pool })

test('a restart finds lists, items, versions, changes, files, installations and messages again', async () => {
  const before = await start()
  const list = await makeList(before, 'Kept', [{ name: 'Code', text: {}, indexed: true, enforceUniqueValues: true }])
  const made = await before.graph('POST', `${list}/items`, { body: { fields: { Title: 'a', Code: 'K-1' } } })
  await before.graph('PATCH', `${list}/items/1/fields`, { body: { Title: 'b \u{1F6A2} \\u0000' } })
  await before.graph('POST', `${list}/items`, { body: { fields: { Title: 'gone' } } })
  const delta = await before.graph('GET', `${list}/items/delta`)
  await before.graph('DELETE', `${list}/items/2`)
  const file = Buffer.from([0, 1, 2, 255])
  await before.graph('PUT', `/drives/${before.tenant.registration.driveId}/root:/a/b.bin:/content`, { body: file })
  await before.http('DELETE', `/_tenant/installs?persona=${nora}`)
  const channel = before.tenant.registration.pmoChannelId
  const message = {
    isGroup: true,
    channelData: { channel: { id: channel } },
    activity: { type: 'message', text: 'news' },
  }
  const token = await before.appToken('https://api.botframework.com/.default')
  await before.http('POST', `${before.tenant.connectorUrl}v3/conversations`, { body: message, token })
  await before.close()

  const after = await start()
  const item = await after.graph('GET', `${list}/items/1?$expand=fields`)
  expect(item.at('fields', 'Title')).toBe('b \u{1F6A2} \\u0000')
  expect(item.at('eTag')).toBe(String(made.at('eTag')).replace(',1"', ',2"'))
  expect((await after.graph('GET', `${list}/items/1/versions`)).at('value', 'length')).toBe(2)
  const duplicate = await after.graph('POST', `${list}/items`, { body: { fields: { Code: 'k-1' } } })
  expect(duplicate.status).toBe(400)
  expect((await after.graph('POST', `${list}/items`, { body: { fields: { Title: 'c' } } })).at('id')).toBe('3')
  const since = new URL(String(delta.at('@odata.deltaLink')))
  const changes = await after.graph('GET', `${list}/items/delta${since.search}`)
  expect([changes.at('value', 0, 'deleted', 'state'), changes.at('value', 1, 'id')]).toEqual(['deleted', '3'])
  const download = await after.graph('GET', `/drives/${after.tenant.registration.driveId}/root:/a/b.bin:/content`)
  const read = await fetch(String(download.headers.get('location')))
  expect(Buffer.from(await read.arrayBuffer()).equals(file)).toBe(true)
  expect((await after.graph('GET', `/users/${nora}/teamwork/installedApps`)).at('value', 'length')).toBe(0)
  const seen = await after.http(
    'GET',
    `/_tenant/conversations/${encodeURIComponent(channel)}/activities?persona=${nora}`,
  )
  expect(seen.at(0, 'text')).toBe('news')
  await after.close()
})

test('a deleted list leaves nothing behind', async () => {
  const before = await start()
  const list = await makeList(before, 'Dropped')
  await before.graph('POST', `${list}/items`, { body: { fields: { Title: 'a' } } })
  expect((await before.graph('DELETE', list)).status).toBe(204)
  await before.close()
  const id = list.split('/').at(-1)
  const left = await database.pool.query('select kind from tenant.entities where id like $1', [`${id}%`])
  expect(left.rows).toEqual([])
})

test('the site users are those of the earlier run', async () => {
  const idOf = async (client: TenantClient): Promise<unknown> => {
    const token = await client.personToken(nora)
    const list = await makeList(client, `Users ${crypto.randomUUID()}`)
    const made = await client.graph('POST', `${list}/items`, { body: { fields: { Title: 'x' } }, token })
    return made.at('fields', 'AuthorLookupId')
  }
  const before = await start()
  const first = await idOf(before)
  await before.close()
  const after = await start()
  expect(await idOf(after)).toBe(first)
  await after.close()
})

test('what PostgreSQL cannot take now is kept and stored later; closing without it is told', async () => {
  const own = await freshDatabase()
  const client = await startClient({ pool: own.pool })
  await client.tenant.flush()
  await own.pool.query('alter table tenant.entities rename to hidden')
  await makeList(client, 'Late')
  await expect(client.tenant.flush()).rejects.toThrow(/tenant.entities/)
  await own.pool.query('alter table tenant.hidden rename to entities')
  await client.tenant.flush()
  const stored = await own.pool.query("select 1 from tenant.entities where body->>'displayName' = 'Late'")
  expect(stored.rowCount).toBe(1)
  await own.pool.query('alter table tenant.entities rename to hidden')
  await makeList(client, 'Lost')
  await expect(client.close()).rejects.toThrow(/tenant.entities/)
  await own.close()
})

test('a port that is taken is told by its code', async () => {
  const first = await startClient()
  const port = Number(new URL(first.tenant.origin).port)
  await expect(startClient({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await first.close()
})
