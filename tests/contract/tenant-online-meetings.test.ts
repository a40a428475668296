import { ines, nora, startClient, type TenantClient } from './tenant-client'

/** From an event to its chat: GRAPH-FACTS 4.4, 4.5 and item 16 of section 13. */
let client: TenantClient

beforeAll(async () => {
  client = await startClient({ grantedRoles: ['Calendars.ReadWrite', 'OnlineMeetings.Read.All'] })
})
afterEach(() => client.tenant.faults.clear())
afterAll(() => client.close())

const start = { dateTime: '2027-03-01T09:00:00', timeZone: 'UTC' }
const end = { dateTime: '2027-03-01T10:00:00', timeZone: 'UTC' }
const create = () => client.graph('POST', `/users/${ines}/events`, { body: { start, end, isOnlineMeeting: true } })
const lookUp = (joinUrl: unknown, user = ines) =>
  client.graph(
    'GET',
    `/users/${user}/onlineMeetings?$filter=${encodeURIComponent(`JoinWebUrl eq '${String(joinUrl)}'`)}`,
  )

test.each([false, true])('the join address leads to the chat, of the short form (%s) too', async (shortJoinUrls) => {
  client.tenant.faults.set({ shortJoinUrls })
  const joinUrl = String((await create()).at('onlineMeeting', 'joinUrl'))
  expect(joinUrl.includes('/meet/')).toBe(shortJoinUrls)
  expect(decodeURIComponent(joinUrl).includes('19:meeting_')).toBe(!shortJoinUrls)
  const found = await lookUp(joinUrl)
  expect(found.at('value', 0, 'chatInfo', 'threadId')).toMatch(/^19:meeting_.*@thread\.v2$/)
  expect(found.at('value', 0, 'joinWebUrl')).toBe(joinUrl)
})

test('the answer to a creation may not hold the meeting yet', async () => {
  client.tenant.faults.set({ onlineMeetingLate: true })
  const made = await create()
  expect([made.status, made.at('onlineMeeting')]).toEqual([201, null])
  const again = await client.graph('GET', `/users/${ines}/events/${String(made.at('id'))}`)
  expect(again.at('onlineMeeting', 'joinUrl')).toEqual(expect.any(String))
})

test('without an application access policy: Unauthorized', async () => {
  const joinUrl = (await create()).at('onlineMeeting', 'joinUrl')
  client.tenant.faults.set({ onlineMeetingPolicy: false })
  const refused = await lookUp(joinUrl)
  expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'Unauthorized'])
})

test('through anybody but the organizer: 404', async () => {
  const refused = await lookUp((await create()).at('onlineMeeting', 'joinUrl'), nora)
  expect([refused.status, refused.at('error', 'message')]).toEqual([404, 'Organizer Id mismatch.'])
})

test('without a filter on the join address: 400; without the permission: 403', async () => {
  expect((await client.graph('GET', `/users/${ines}/onlineMeetings?$filter=subject eq 'x'`)).status).toBe(400)
  const poor = await startClient({ grantedRoles: ['Calendars.ReadWrite'] })
  const refused = await poor.graph('GET', `/users/${ines}/onlineMeetings?$filter=JoinWebUrl eq 'x'`)
  await poor.close()
  expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'Forbidden'])
})
