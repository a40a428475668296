import { ines, nora, philippe, startClient, type TenantClient } from './tenant-client'

/** Chats, activity feed and what applications may not do: GRAPH-FACTS 4.5, 5.1, 5.7 and items 14, 23 of section 13. */
const clients: TenantClient[] = []
const start = async (options: Parameters<typeof startClient>[0]): Promise<TenantClient> => {
  const client = await startClient(options)
  clients.push(client)
  return client
}
afterAll(() => Promise.all(clients.map((client) => client.close())))

const bind = {
  'teamsApp@odata.bind': 'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/b1c5353a-7aca-41b3-830f-27d5218fe0e5',
}
const chatRoles = ['Calendars.ReadWrite', 'OnlineMeetings.Read.All', 'TeamsTab.Create']
const selfForChat = 'TeamsAppInstallation.ReadWriteSelfForChat.All'
const STAGE = 'MeetingStage.Write.Chat'
const consenting = 'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All'

/** The chat of a new online meeting. */
const meetingChat = async (client: TenantClient): Promise<string> => {
  const time = { dateTime: '2027-03-01T09:00:00', timeZone: 'UTC' }
  const body = { start: time, end: time, isOnlineMeeting: true }
  const joinUrl = (await client.graph('POST', `/users/${ines}/events`, { body })).at('onlineMeeting', 'joinUrl')
  const filter = encodeURIComponent(`JoinWebUrl eq '${String(joinUrl)}'`)
  const found = await client.graph('GET', `/users/${ines}/onlineMeetings?$filter=${filter}`)
  return `/chats/${String(found.at('value', 0, 'chatInfo', 'threadId'))}`
}

describe('the chat of a meeting', () => {
  test('takes the app once, then its tab', async () => {
    const client = await start({ grantedRoles: [...chatRoles, selfForChat], appManifest: { resourceSpecific: [] } })
    const chat = await meetingChat(client)
    const configuration = { entityId: 'meeting', contentUrl: 'https://opnum.example/tab.html' }
    const tab = () =>
      client.graph('POST', `${chat}/tabs`, { body: { ...bind, displayName: 'Gouvernail', configuration } })
    const early = await tab()
    expect([early.status, early.at('error', 'message')]).toEqual([400, 'App is not installed in the chat.'])
    const install = () => client.graph('POST', `${chat}/installedApps`, { body: bind })
    expect([(await install()).status, (await install()).status]).toEqual([201, 409])
    expect((await tab()).status).toBe(201)
    expect((await client.graph('GET', `${chat}/tabs`)).at('value', 0, 'configuration', 'entityId')).toBe('meeting')
    const nowhere = await client.graph('POST', '/chats/19:meeting_none@thread.v2/installedApps', { body: bind })
    expect(nowhere.status).toBe(404)
  })

  test('an installation may not be seen at once', async () => {
    const client = await start({ grantedRoles: [...chatRoles, selfForChat], appManifest: { resourceSpecific: [] } })
    const chat = await meetingChat(client)
    client.tenant.faults.set({ visibilityDelayMs: 3_600_000 })
    await client.graph('POST', `${chat}/installedApps`, { body: bind })
    const count = async () => (await client.graph('GET', `${chat}/installedApps`)).at('value', 'length')
    expect(await count()).toBe(0)
    client.tenant.faults.set({ visibilityDelayMs: 0 })
    expect(await count()).toBe(1)
  })

  test.each([
    ['a permission that cannot consent', selfForChat, [STAGE], 403],
    ['no consent', consenting, null, 400],
    ['consent to less', consenting, [], 400],
    ['consent to more', consenting, [STAGE, 'ChatSettings.Read.Chat'], 400],
    ['consent', consenting, [STAGE], 201],
  ])('an app with resource-specific permissions, with %s', async (_what, role, consents, status) => {
    const client = await start({ grantedRoles: [...chatRoles, role], appManifest: { resourceSpecific: [STAGE] } })
    const permissions = consents?.map((permissionValue) => ({ permissionValue, permissionType: 'delegated' }))
    const consent = { consentedPermissionSet: { resourceSpecificPermissions: permissions } }
    const body = { ...bind, ...(consents ? consent : {}) }
    expect((await client.graph('POST', `${await meetingChat(client)}/installedApps`, { body })).status).toBe(status)
  })
})

test('an installation for a person may not be seen at once, and still stands in the way of a second', async () => {
  const client = await start({
    seed: { installs: 'none' },
    grantedRoles: ['TeamsAppInstallation.ReadWriteSelfForUser.All'],
    faults: { visibilityDelayMs: 3_600_000 },
  })
  const path = `/users/${nora}/teamwork/installedApps`
  expect((await client.graph('POST', path, { body: bind })).status).toBe(201)
  expect((await client.graph('GET', path)).at('value', 'length')).toBe(0)
  expect((await client.graph('POST', path, { body: bind })).status).toBe(409)
  client.tenant.faults.set({ visibilityDelayMs: 0 })
  expect((await client.graph('GET', path)).at('value', 'length')).toBe(1)
})

describe('activity feed', () => {
  const topic = { source: 'text', value: 'Campagne', webUrl: 'https://teams.microsoft.com/l/entity/x/y' }
  const note = {
    topic,
    activityType: 'reportAsked',
    previewText: { content: 'Répondre' },
    templateParameters: [{ name: 'project', value: 'P-008' }],
  }
  const activityTypes = [{ type: 'reportAsked', templateText: '{actor} attend {project}' }]
  const begin = () => start({ grantedRoles: ['TeamsActivity.Send'], appManifest: { activityTypes } })
  const send = (client: TenantClient, body: object, person = nora) =>
    client.graph('POST', `/users/${person}/teamwork/sendActivityNotification`, { body })

  test('reaches the feed; the same chain takes the place of what came before', async () => {
    const client = await begin()
    expect((await send(client, { ...note, chainId: 7 })).status).toBe(204)
    await send(client, { ...note, chainId: 7, templateParameters: [{ name: 'project', value: 'P-009' }] })
    const feed = await client.http('GET', '/_tenant/feed')
    expect([feed.at('length'), feed.at(0, 'text')]).toEqual([1, 'attend P-009'])
  })

  test.each([
    ['an undeclared type', { activityType: 'unknown' }],
    ['a placeholder without a value', { templateParameters: [] }],
    ['a text topic without its link', { topic: { source: 'text', value: 'x' } }],
    ['a link outside Teams', { topic: { ...topic, webUrl: 'https://opnum.example/' } }],
    ['an entity outside Graph', { topic: { source: 'entityUrl', value: 'https://opnum.example/' } }],
  ])('%s is refused', async (_what, more) => {
    expect((await send(await begin(), { ...note, ...more })).status).toBe(400)
  })

  test('the reserved type takes free text', async () => {
    const client = await begin()
    const templateParameters = [{ name: 'systemDefaultText', value: 'Bonjour' }]
    expect((await send(client, { topic, activityType: 'systemDefault', templateParameters })).status).toBe(204)
    expect((await client.http('GET', '/_tenant/feed')).at(0, 'text')).toBe('Bonjour')
  })

  test('only people with the app; five in a second', async () => {
    const client = await begin()
    await client.http('DELETE', `/_tenant/installs?persona=${philippe}`)
    expect((await send(client, note, philippe)).status).toBe(403)
    const row = (id: number) => ({
      id: String(id),
      method: 'POST',
      url: `/users/${nora}/teamwork/sendActivityNotification`,
      headers: { 'Content-Type': 'application/json' },
      body: note,
    })
    const requests = Array.from({ length: 12 }, (_, index) => row(index))
    const batch = await client.graph('POST', '/$batch', { body: { requests } })
    const statuses = requests.map((_, index) => batch.at('responses', index, 'status'))
    expect(statuses).toContain(429)
    expect(statuses).toContain(204)
  })

  test('101 recipients at once are too many; 100 are not', async () => {
    const client = await begin()
    const bulk = (count: number) =>
      client.graph('POST', '/teamwork/sendActivityNotificationToRecipients', {
        body: { ...note, recipients: Array(count).fill({ userId: nora }) },
      })
    expect([(await bulk(101)).status, (await bulk(100)).status]).toEqual([400, 202])
  })
})

test.each([
  ['POST', '/teams/x/channels/y/messages'],
  ['POST', '/chats/x/messages'],
  ['POST', '/appCatalogs/teamsApps'],
  ['POST', '/drives/x/items/y/workbook/createSession'],
  ['POST', '/drives/x/items/y/workbook/tables/z/rows'],
  ['PATCH', "/drives/x/items/y/workbook/worksheets/z/range(address='A1')"],
])('no application may %s %s', async (method, path) => {
  const client = await start({
    grantedRoles: ['Files.ReadWrite.All', 'AppCatalog.ReadWrite.All', 'ChannelMessage.Send', 'ChatMessage.Send'],
  })
  expect((await client.graph(method, path, { body: {} })).status).toBe(403)
})
