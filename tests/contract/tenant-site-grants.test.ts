import { startClient, type TenantClient } from './tenant-client'

/** `Sites.Selected` and its grants: GRAPH-FACTS 1.10, 12. */
const clients: TenantClient[] = []
const start = async (options: Parameters<typeof startClient>[0]): Promise<TenantClient> => {
  const client = await startClient(options)
  clients.push(client)
  return client
}
afterAll(() => Promise.all(clients.map((client) => client.close())))

const attempt = async (client: TenantClient): Promise<number[]> => {
  const site = `/sites/${client.tenant.registration.siteId}`
  const read = await client.graph('GET', `${site}/lists`)
  const write = await client.graph('POST', `${site}/lists/none/items`, { body: { fields: {} } })
  const manage = await client.graph('POST', `${site}/lists`, { body: { displayName: 'Essai' } })
  const drive = await client.graph('GET', `/drives/${client.tenant.registration.driveId}/root`)
  return [read, write, manage, drive].map(({ status }) => status)
}

test.each([
  [undefined, [403, 403, 403, 403]],
  ['read', [200, 403, 403, 200]],
  ['write', [200, 404, 403, 200]],
  ['fullcontrol', [200, 404, 201, 200]],
] as const)('with the role %s', async (siteRole, statuses) => {
  const client = await start({ grantedRoles: ['Sites.Selected'], ...(siteRole ? { siteRole } : {}) })
  expect(await attempt(client)).toEqual(statuses)
})

test('a role on one site opens no other', async () => {
  const client = await start({ grantedRoles: ['Sites.Selected'], siteRole: 'fullcontrol' })
  expect((await client.graph('GET', '/sites/root/lists')).status).toBe(403)
})

test('a grant takes a while to be seen', async () => {
  const client = await start({
    grantedRoles: ['Sites.Selected'],
    siteRole: 'read',
    faults: { visibilityDelayMs: 3_600_000 },
  })
  expect((await attempt(client))[0]).toBe(403)
  client.tenant.faults.set({ visibilityDelayMs: 0 })
  expect((await attempt(client))[0]).toBe(200)
})

test('only Sites.FullControl.All grants, to a known application, a known role', async () => {
  const client = await start({ grantedRoles: ['Sites.FullControl.All'] })
  const path = `/sites/${client.tenant.registration.siteId}/permissions`
  const to = (id: string) => [{ application: { id, displayName: 'Gouvernail' } }]
  const grantee = to(client.tenant.registration.clientId)
  const post = (body: object) => client.graph('POST', path, { body })
  expect((await post({ roles: ['owner of all'], grantedToIdentities: grantee })).status).toBe(400)
  expect((await post({ roles: ['read'], grantedToIdentities: to('x') })).status).toBe(400)
  expect((await post({ roles: ['write'], grantedToIdentities: grantee })).status).toBe(201)
  expect((await client.graph('GET', path)).at('value', 0, 'roles')).toEqual(['write'])
  const poor = await start({ grantedRoles: ['Sites.Manage.All'] })
  expect((await poor.graph('POST', path, { body: {} })).status).toBe(403)
})
