import { ines, nora, startClient, type TenantClient } from './tenant-client'

/** People, site users, mail and installed apps: GRAPH-FACTS 1.4, 5.2, 12. */
let client: TenantClient

beforeAll(async () => {
  client = await startClient({ grantedScopes: ['Sites.ReadWrite.All', 'User.Read'] })
})
afterAll(() => client.close())

describe('users', () => {
  test('one person, with the selected properties alone', async () => {
    const user = await client.graph('GET', `/users/${nora}?$select=id,displayName,preferredLanguage`)
    expect(JSON.parse(user.text)).toEqual({
      '@odata.context': expect.any(String),
      id: nora,
      displayName: 'Nora Pirard',
      preferredLanguage: 'fr-BE',
    })
    expect((await client.graph('GET', '/users/nora.pirard@opnum.example')).at('id')).toBe(nora)
  })

  test('an unknown person answers 404, an unknown property 400', async () => {
    expect((await client.graph('GET', '/users/nobody@opnum.example')).at('error', 'code')).toBe(
      'Request_ResourceNotFound',
    )
    expect((await client.graph('GET', '/users?$select=nickname')).status).toBe(400)
  })

  test.each([
    ["mail eq 'nora.pirard@opnum.example'", 1],
    ["userPrincipalName eq 'NORA.PIRARD@opnum.example'", 1],
    ["startswith(displayName,'Nora')", 1],
    ["mail eq 'nobody@opnum.example'", 0],
  ])('$filter=%s', async (filter, expected) => {
    expect((await client.graph('GET', `/users?$filter=${encodeURIComponent(filter)}`)).at('value', 'length')).toBe(
      expected,
    )
  })

  test('pages are followed to the end; 999 is the largest', async () => {
    const first = await client.graph('GET', '/users?$top=40')
    const second = await client.graph('GET', String(first.at('@odata.nextLink')))
    expect([first.at('value', 'length'), second.at('value', 'length'), second.at('@odata.nextLink')]).toEqual([
      40,
      35,
      undefined,
    ])
    expect((await client.graph('GET', '/users?$top=1000')).status).toBe(400)
  })

  test('/me is the person on whose behalf one calls', async () => {
    expect((await client.graph('GET', '/me', { token: await client.personToken(nora) })).at('displayName')).toBe(
      'Nora Pirard',
    )
  })
})

test('the registration tells its app roles and to whom they are assigned', async () => {
  const { clientId } = client.tenant.registration
  const principals = await client.graph('GET', `/servicePrincipals?$filter=appId eq '${clientId}'`)
  const roles: { id: string; value: string }[] = JSON.parse(principals.text).value[0].appRoles
  const officer = roles.find(({ value }) => value === 'officer')?.id
  const assigned = await client.graph('GET', `/servicePrincipals/${principals.at('value', 0, 'id')}/appRoleAssignedTo`)
  const holders = JSON.parse(assigned.text).value.filter(
    ({ appRoleId }: { appRoleId: string }) => appRoleId === officer,
  )
  expect(holders.map(({ principalId }: { principalId: string }) => principalId)).toEqual([ines])
  expect((await client.graph('GET', `/servicePrincipals?$filter=appId eq 'x'`)).at('value', 'length')).toBe(0)
  expect((await client.graph('GET', '/servicePrincipals/x/appRoleAssignedTo')).status).toBe(404)
})

describe('User Information List', () => {
  const site = () => `/sites/${client.tenant.registration.siteId}`
  const find = (mail: string) =>
    client.graph(
      'GET',
      `${site()}/lists('User Information List')/items?$expand=fields&$filter=fields/UserName eq '${mail}'`,
      {
        headers: { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' },
      },
    )

  test('holds who works in the site, and nobody else until they touch it', async () => {
    expect((await find('ines.vandamme@opnum.example')).at('value', 'length')).toBe(1)
    expect((await find('nora.pirard@opnum.example')).at('value', 'length')).toBe(0)
    await client.graph('GET', site(), { token: await client.personToken(nora) })
    const row = await find('nora.pirard@opnum.example')
    expect(row.at('value', 0, 'fields')).toMatchObject({ Title: 'Nora Pirard', EMail: 'nora.pirard@opnum.example' })
  })

  test('is hidden among the lists and cannot be written', async () => {
    const lists = await client.graph('GET', `${site()}/lists`)
    expect(lists.text).not.toContain('User Information List')
    const system = await client.graph('GET', `${site()}/lists?$select=id,displayName,webUrl,system`)
    const hidden = JSON.parse(system.text).value.find((one: { system?: object }) => one.system !== undefined)
    expect(hidden.webUrl).toMatch(/\/_catalogs\/users\/simple\.aspx$/)
    const refused = await client.graph('POST', `${site()}/lists('User Information List')/items`, {
      body: { fields: { Title: 'x' } },
    })
    expect(refused.status).toBe(400)
  })
})

describe('mail', () => {
  const message = {
    subject: 'Avancement',
    body: { contentType: 'Text', content: 'Bonjour' },
    toRecipients: [{ emailAddress: { address: 'nora.pirard@opnum.example' } }],
  }

  test('is accepted with 202 and can be read by the control API', async () => {
    const sent = await client.graph('POST', `/users/${client.tenant.registration.mailbox}/sendMail`, {
      body: { message },
    })
    expect([sent.status, sent.text]).toEqual([202, ''])
    const mails = await client.http('GET', '/_tenant/mails')
    expect(mails.at(0)).toMatchObject({ from: 'gouvernail@opnum.example', message })
  })

  test('needs a recipient and a mailbox that exists', async () => {
    const mailbox = `/users/${client.tenant.registration.mailbox}/sendMail`
    const empty = { ...message, toRecipients: [] }
    expect((await client.graph('POST', mailbox, { body: { message: empty } })).at('error', 'code')).toBe(
      'ErrorInvalidRecipients',
    )
    expect((await client.graph('POST', '/users/nobody/sendMail', { body: { message } })).status).toBe(404)
  })
})

describe('installed apps', () => {
  let fresh: TenantClient
  beforeAll(async () => {
    fresh = await startClient({ seed: { installs: 'none' } })
  })
  afterAll(() => fresh.close())

  const installs = `/users/${ines}/teamwork/installedApps`
  const catalog = async (): Promise<string> => {
    const { manifestId } = fresh.tenant.registration
    const apps = await fresh.graph('GET', `/appCatalogs/teamsApps?$filter=externalId eq '${manifestId}'`)
    return String(apps.at('value', 0, 'id'))
  }
  const install = async (id: string) =>
    fresh.graph('POST', installs, {
      body: { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}` },
    })

  test('are looked up in the catalogue by manifest id, installed once, and give their chat', async () => {
    const id = await catalog()
    expect(id).not.toBe(fresh.tenant.registration.manifestId)
    expect((await install(id)).status).toBe(201)
    expect((await install(id)).status).toBe(409)
    const installed = await fresh.graph('GET', `${installs}?$expand=teamsApp&$filter=teamsApp/id eq '${id}'`)
    expect(installed.at('value', 0, 'teamsApp', 'externalId')).toBe(fresh.tenant.registration.manifestId)
    const chat = await fresh.graph('GET', `${installs}/${installed.at('value', 0, 'id')}/chat`)
    expect(chat.at('id')).toMatch(/^a:1/)
    expect((await fresh.graph('DELETE', `${installs}/${installed.at('value', 0, 'id')}`)).status).toBe(204)
    expect((await fresh.graph('GET', installs)).at('value', 'length')).toBe(0)
  })

  test('an app that is not in the catalogue cannot be installed', async () => {
    expect((await install('00000000-0000-0000-0000-000000000000')).status).toBe(404)
  })
})
