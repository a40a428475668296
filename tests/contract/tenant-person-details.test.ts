import { ines, nora, philippe, startClient, type TenantClient } from './tenant-client'

/** Superiors, photos, presence, members: GRAPH-FACTS 12. */
let client: TenantClient
let now = new Date('2027-03-01T08:00:00Z')

beforeAll(async () => {
  client = await startClient({
    now: () => now,
    grantedRoles: [
      'User.ReadWrite.All',
      'Presence.Read.All',
      'Calendars.ReadWrite',
      'GroupMember.Read.All',
      'TeamMember.Read.All',
    ],
    grantedScopes: ['User.Read'],
  })
})
afterAll(() => client.close())

test('the officer is the superior of the competence centre; a director has none here', async () => {
  expect((await client.graph('GET', `/users/${nora}/manager`)).at('id')).toBe(ines)
  expect((await client.graph('GET', `/users/${ines}/directReports`)).text).toContain(nora)
  const none = await client.graph('GET', `/users/${philippe}/manager`)
  expect([none.status, none.at('error', 'code')]).toEqual([404, 'Request_ResourceNotFound'])
})

test('no photo answers ImageNotFound, one that was put comes back', async () => {
  const path = `/users/${nora}/photo/$value`
  const none = await client.graph('GET', path)
  expect([none.status, none.at('error', 'code')]).toEqual([404, 'ImageNotFound'])
  const headers = { 'Content-Type': 'image/jpeg' }
  expect((await client.graph('PUT', path, { body: Buffer.from('picture'), headers })).status).toBe(200)
  const photo = await client.graph('GET', path)
  expect([photo.status, photo.headers.get('content-type'), photo.text]).toEqual([200, 'image/jpeg', 'picture'])
  expect((await client.graph('PUT', path, { body: { not: 'an image' } })).status).toBe(400)
})

test('presence follows the calendar', async () => {
  const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
  const body = { start: at('2027-03-01T09:00:00'), end: at('2027-03-01T10:00:00') }
  await client.graph('POST', `/users/${nora}/events`, { body })
  const availability = async () => (await client.graph('GET', `/users/${nora}/presence`)).at('availability')
  expect(await availability()).toBe('Available')
  now = new Date('2027-03-01T09:30:00Z')
  expect(await availability()).toBe('Busy')
})

test('the members of the group are those of the team', async () => {
  const { pmoTeamId } = client.tenant.registration
  const group = await client.graph('GET', `/groups/${pmoTeamId}/members`)
  const team = await client.graph('GET', `/teams/${pmoTeamId}/members`)
  expect(Number(group.at('value', 'length'))).toBeGreaterThan(0)
  expect(team.at('value', 'length')).toBe(group.at('value', 'length'))
  expect((await client.graph('GET', '/groups/none/members')).status).toBe(404)
})

test('User.Read does not reach one’s own superior', async () => {
  const token = await client.personToken(nora)
  expect((await client.graph('GET', '/me/manager', { token })).status).toBe(403)
  expect((await client.graph('GET', '/me/photo/$value', { token })).status).toBe(200)
  expect((await client.graph('GET', '/me/manager')).status).toBe(400)
})

test.each([
  ['manager', `/users/${nora}/manager`],
  ['photo', `/users/${nora}/photo/$value`],
  ['presence', `/users/${nora}/presence`],
  ['members of a group', '/groups/x/members'],
  ['members of a team', '/teams/x/members'],
])('403 with User.ReadBasic.All: %s', async (_what, path) => {
  const poor = await startClient({ grantedRoles: ['User.ReadBasic.All'] })
  const refused = await poor.graph('GET', path)
  await poor.close()
  expect(refused.status).toBe(403)
})
