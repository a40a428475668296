import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { ines, makeList, nora, startClient, type TenantClient } from './tenant-client'

/** Change notifications: GRAPH-FACTS 9 and item 18 of section 13; graph-examples/15. */
interface Listener {
  readonly url: string
  /** How a handshake is answered; the token, decoded, when left alone. */
  shake: (token: string, res: ServerResponse) => void
  /** How a notification is answered. */
  receive: (res: ServerResponse) => void
  /** The notification with this position, as soon as it has come. */
  notification(index: number): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

const notifications = z.object({ value: z.array(z.record(z.string(), z.unknown())) })
const rowsOf = (text: string): Record<string, unknown>[] => notifications.parse(JSON.parse(text)).value

const listener = async (): Promise<Listener> => {
  const received: Record<string, unknown>[][] = []
  const waiting: (() => void)[] = []
  const plain = (token: string, res: ServerResponse): void => {
    res.writeHead(200, { 'Content-Type': 'text/plain' }).end(token)
  }
  const read = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    let text = ''
    for await (const part of req) text += String(part)
    const token = new URL(req.url ?? '', 'http://x').searchParams.get('validationToken')
    if (token !== null) return it.shake(token, res)
    received.push(rowsOf(text))
    it.receive(res)
    for (const wake of waiting.splice(0)) wake()
  }
  const server: Server = createServer((req, res) => void read(req, res))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const it: Listener = {
    url: `http://127.0.0.1:${port}/hook?from=graph`,
    shake: plain,
    receive: (res) => void res.writeHead(202).end(),
    notification: async (index) => {
      for (;;) {
        const found = received[index]
        if (found) return found
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return it
}

let client: TenantClient
let hook: Listener
let list: string
let now = new Date('2027-01-04T08:00:00Z')

beforeAll(async () => {
  client = await startClient({
    now: () => now,
    grantedRoles: ['Sites.ReadWrite.All', 'Sites.Manage.All', 'Files.ReadWrite.All', 'Calendars.ReadWrite'],
  })
  list = await makeList(client, 'Projets')
})
beforeEach(async () => {
  hook = await listener()
})
afterEach(async () => {
  client.tenant.faults.clear()
  await hook.close()
})
afterAll(() => client.close())

const inMinutes = (minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString()
const wanted = (more: object = {}) => ({
  changeType: 'updated',
  resource: list.slice(1),
  notificationUrl: hook.url,
  expirationDateTime: inMinutes(1_000),
  clientState: 'secret',
  ...more,
})
const subscribe = (more: object = {}) => client.graph('POST', '/subscriptions', { body: wanted(more) })
const write = () => client.graph('POST', `${list}/items`, { body: { fields: { Title: 'x' } } })

describe('handshake', () => {
  test('the decoded token as text/plain makes a subscription', async () => {
    const made = await subscribe()
    expect([made.status, made.at('clientState'), made.at('expirationDateTime')]).toEqual([
      201,
      'secret',
      inMinutes(1_000),
    ])
    expect(made.at('notificationContentType')).toBe('application/json')
  })

  test.each<[string, Listener['shake']]>([
    ['another status', (token, res) => void res.writeHead(202, { 'Content-Type': 'text/plain' }).end(token)],
    [
      'JSON',
      (token, res) => void res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(token)),
    ],
    [
      'the token still encoded',
      (token, res) => void res.writeHead(200, { 'Content-Type': 'text/plain' }).end(encodeURIComponent(token)),
    ],
    ['a redirect', (_token, res) => void res.writeHead(302, { Location: '/' }).end()],
  ])('%s is refused', async (_what, shake) => {
    hook.shake = shake
    const refused = await subscribe()
    expect([refused.status, refused.at('error', 'code')]).toEqual([400, 'InvalidRequest'])
    expect(String(refused.at('error', 'message'))).toContain('Subscription validation request failed.')
  })

  test('no answer in time is refused', async () => {
    client.tenant.faults.set({ handshakeMs: 50 })
    hook.shake = () => undefined
    expect(String((await subscribe()).at('error', 'message'))).toContain('timed out')
  })

  test('the lifecycle address is asked too', async () => {
    const other = await listener()
    other.shake = (_token, res) => void res.writeHead(404).end()
    expect((await subscribe({ lifecycleNotificationUrl: other.url })).status).toBe(400)
    await other.close()
  })
})

describe('refusals', () => {
  test.each([
    ['created on a list', { changeType: 'created' }],
    ['created besides updated on a list', { changeType: 'updated,created' }],
    ['42 301 minutes on a list', { expirationDateTime: 42_301 }],
    ['10 081 minutes on events', { resource: `users/${ines}/events`, expirationDateTime: 10_081 }],
    ['an expiry in the past', { expirationDateTime: -1 }],
    ['a client state of 129 characters', { clientState: 'x'.repeat(129) }],
    ['a resource nobody knows', { resource: 'planner/tasks' }],
    ['a resource that cannot be read', { resource: 'sites/%E0%A4%A' }],
    ['an address outside this computer', { notificationUrl: 'https://hook.example/' }],
  ])('%s', async (_what, more) => {
    const { expirationDateTime: minutes } = { expirationDateTime: 1_000, ...more }
    const refused = await subscribe({ ...more, expirationDateTime: inMinutes(minutes) })
    expect([refused.status, refused.at('error', 'code')]).toEqual([400, 'InvalidRequest'])
  })

  test('reading a list is not enough to listen to it', async () => {
    const poor = await startClient({ grantedRoles: ['Sites.Read.All'] })
    const refused = await poor.graph('POST', '/subscriptions', { body: wanted() })
    await poor.close()
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'accessDenied'])
  })
})

describe('life', () => {
  test('below 45 minutes it is raised to 45', async () => {
    expect((await subscribe({ expirationDateTime: inMinutes(5) })).at('expirationDateTime')).toBe(inMinutes(45))
  })

  test('renewal moves the expiry and nothing else; a lifecycle address cannot be added', async () => {
    const path = `/subscriptions/${String((await subscribe()).at('id'))}`
    const patch = (body: object) => client.graph('PATCH', path, { body })
    expect((await patch({ expirationDateTime: inMinutes(2_000) })).at('expirationDateTime')).toBe(inMinutes(2_000))
    expect((await patch({ expirationDateTime: inMinutes(42_301) })).status).toBe(400)
    expect((await patch({ lifecycleNotificationUrl: hook.url })).status).toBe(400)
    expect((await patch({ clientState: 'other' })).status).toBe(400)
    expect((await client.graph('POST', `${path}/reauthorize`)).status).toBe(200)
    expect((await client.graph('DELETE', path)).status).toBe(204)
    expect((await patch({ expirationDateTime: inMinutes(2_000) })).status).toBe(404)
  })

  test('an expired subscription is gone', async () => {
    const path = `/subscriptions/${String((await subscribe()).at('id'))}`
    now = new Date(now.getTime() + 1_001 * 60_000)
    const renewed = await client.graph('PATCH', path, { body: { expirationDateTime: inMinutes(100) } })
    expect([renewed.status, renewed.at('error', 'code')]).toEqual([404, 'ResourceNotFound'])
    expect((await client.graph('GET', '/subscriptions')).at('value', 'length')).toBe(0)
  })

  test('another identity does not see it', async () => {
    const path = `/subscriptions/${String((await subscribe()).at('id'))}`
    expect((await client.graph('GET', path, { token: await client.personToken(ines) })).status).toBe(404)
  })
})

describe('notifications', () => {
  test('a changed list is told, with the client state and without item ids', async () => {
    const id = (await subscribe()).at('id')
    await write()
    const [row] = await hook.notification(0)
    expect(row).toMatchObject({
      subscriptionId: id,
      clientState: 'secret',
      changeType: 'updated',
      resource: list.slice(1),
    })
    expect(row?.resourceData).toEqual({ '@odata.type': '#Microsoft.Graph.List' })
  })

  test('another list is not; an event is, with its id', async () => {
    await subscribe({ resource: `users/${nora}/events`, changeType: 'created,deleted' })
    await write()
    const time = { dateTime: '2027-03-01T09:00:00', timeZone: 'UTC' }
    const made = await client.graph('POST', `/users/${nora}/events`, { body: { subject: 'x', start: time, end: time } })
    const rows = await hook.notification(0)
    expect(rows.map(({ changeType, resourceData }) => [changeType, resourceData])).toEqual([
      ['created', expect.objectContaining({ id: made.at('id'), '@odata.etag': made.at('@odata.etag') })],
    ])
  })

  test('a file put in the library is told', async () => {
    const drive = `drives/${client.tenant.registration.driveId}`
    await subscribe({ resource: `${drive}/root` })
    await client.graph('PUT', `/${drive}/root:/note.txt:/content`, { body: Buffer.from('x') })
    expect(await hook.notification(0)).toHaveLength(1)
  })

  test.each<[string, Listener['receive']]>([
    ['503', (res) => void res.writeHead(503).end()],
    ['silence', () => undefined],
  ])('%s is answered by sending again', async (_what, first) => {
    client.tenant.faults.set({ notificationMs: 200, notificationRetryMs: 20 })
    await subscribe()
    const usual = hook.receive
    hook.receive = (res) => {
      hook.receive = usual
      first(res)
    }
    await write()
    const [sent, again] = [await hook.notification(0), await hook.notification(1)]
    expect(again).toEqual(sent)
  })

  test('lifecycle events reach their own address; a removed subscription is gone', async () => {
    const other = await listener()
    const id = String((await subscribe({ lifecycleNotificationUrl: other.url })).at('id'))
    const tell = (event: string) => client.http('POST', `/_tenant/subscriptions/${id}/lifecycle`, { body: { event } })
    await tell('reauthorizationRequired')
    expect(await other.notification(0)).toMatchObject([
      { subscriptionId: id, lifecycleEvent: 'reauthorizationRequired', clientState: 'secret' },
    ])
    await tell('subscriptionRemoved')
    expect(await other.notification(1)).toMatchObject([{ lifecycleEvent: 'subscriptionRemoved' }])
    expect((await client.graph('GET', `/subscriptions/${id}`)).status).toBe(404)
    await other.close()
  })
})
