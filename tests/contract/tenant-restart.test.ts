import { freshDatabase, type TestDatabase } from '../kit/database'
import { freePort } from '../kit/process'
import { ines, nora, startClient } from './tenant-client'

/** Calendars, Planner, pages, grants and photos are found again after a restart. */
let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const start = () =>
  startClient({
    pool: database.pool,
    grantedRoles: ['Calendars.ReadWrite', 'Tasks.ReadWrite.All', 'Sites.FullControl.All', 'User.ReadWrite.All'],
  })

test('a restart finds events and their transactions, tasks and their etags, pages, grants and photos', async () => {
  const before = await start()
  const { pmoTeamId, siteId, clientId } = before.tenant.registration
  const time = { dateTime: '2027-03-01T09:00:00', timeZone: 'UTC' }
  const attendees = [{ emailAddress: { address: 'nora.pirard@opnum.example' } }]
  const meeting = { subject: 'Comité', start: time, end: time, transactionId: 'kept', attendees }
  const event = await before.graph('POST', `/users/${ines}/events`, { body: meeting })
  const container = { url: `https://graph.microsoft.com/v1.0/groups/${pmoTeamId}` }
  const plan = await before.graph('POST', '/planner/plans', { body: { title: 'Actions', container } })
  const task = await before.graph('POST', '/planner/tasks', { body: { planId: plan.at('id'), title: 'Relire' } })
  const body = { '@odata.type': '#microsoft.graph.sitePage', name: 'kept.aspx', title: 'Gardée' }
  const page = await before.graph('POST', `/sites/${siteId}/pages`, { body })
  const grant = { roles: ['write'], grantedToIdentities: [{ application: { id: clientId } }] }
  await before.graph('POST', `/sites/${siteId}/permissions`, { body: grant })
  const photo = { body: Buffer.from('picture'), headers: { 'Content-Type': 'image/jpeg' } }
  await before.graph('PUT', `/users/${nora}/photo/$value`, photo)
  await before.close()

  const after = await start()
  const again = await after.graph('POST', `/users/${ines}/events`, { body: meeting })
  expect(again.at('id')).toBe(event.at('id'))
  expect((await after.graph('GET', `/users/${nora}/events`)).at('value', 0, 'iCalUId')).toBe(event.at('iCalUId'))
  const kept = await after.graph('GET', `/planner/tasks/${String(task.at('id'))}`)
  expect(kept.at('@odata.etag')).toBe(task.at('@odata.etag'))
  expect((await after.graph('GET', `/sites/${siteId}/pages/${String(page.at('id'))}`)).at('title')).toBe('Gardée')
  expect((await after.graph('GET', `/sites/${siteId}/permissions`)).at('value', 0, 'roles')).toEqual(['write'])
  expect((await after.graph('GET', `/users/${nora}/photo/$value`)).text).toBe('picture')
  await after.close()
})

test('a restart on another port takes the addresses of documents along, in fields and in messages alike', async () => {
  const port = await freePort()
  const before = await startClient({ pool: database.pool, port })
  const { siteId, driveId } = before.tenant.registration
  const file = await before.graph('PUT', `/drives/${driveId}/root:/moved.txt:/content`, { body: Buffer.from('text') })
  const address = String(file.at('webUrl'))
  expect(address).toContain(`http://127.0.0.1:${port}/`)
  const columns = [{ name: 'Address', text: {} }]
  const list = await before.graph('POST', `/sites/${siteId}/lists`, {
    body: { displayName: 'Moved', columns, list: { template: 'genericList' } },
  })
  const items = `/sites/${siteId}/lists/${String(list.at('id'))}/items`
  // The beginning of an address that is not the tenant's stays what it is.
  const others = `http://127.0.0.1:${port}0/x`
  await before.graph('POST', items, { body: { fields: { Title: others, Address: address } } })
  await before.close()

  const after = await startClient({ pool: database.pool, port: await freePort() })
  const row = await after.graph('GET', `${items}/1?$expand=fields`)
  const moved = address.replace(`http://127.0.0.1:${port}`, after.tenant.origin)
  expect([row.at('fields', 'Title'), row.at('fields', 'Address')]).toEqual([others, moved])
  await after.close()
  // And what has moved is kept as it is now.
  const { rows } = await database.pool.query('select 1 from tenant.entities where body::text like $1', [
    `%127.0.0.1:${port}/%`,
  ])
  expect(rows).toEqual([])
})
