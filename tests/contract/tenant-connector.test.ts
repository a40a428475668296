import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { ines, nora, startClient, type TenantClient } from './tenant-client'

/** The Bot Connector and what reaches the bot: GRAPH-FACTS 3.2, 5.2, 5.3, 6.4, 13 item 19. */
let client: TenantClient
let bot: Server
let token: string
let answer: { status: number; body?: object } = { status: 200 }
const received: { activity: Record<string, unknown>; headers: IncomingHttpHeaders }[] = []

beforeAll(async () => {
  client = await startClient()
  token = await client.appToken('https://api.botframework.com/.default')
  bot = createServer((req, res) => {
    let text = ''
    req.on('data', (part) => {
      text += part
    })
    req.on('end', () => {
      received.push({ activity: JSON.parse(text), headers: req.headers })
      res.writeHead(answer.status, { 'Content-Type': 'application/json' })
      res.end(answer.body ? JSON.stringify(answer.body) : '')
    })
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  const address = bot.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const set = await client.http('PUT', '/_tenant/bot', { body: { endpoint: `http://127.0.0.1:${port}/api/messages` } })
  expect(set.status).toBe(204)
})
beforeEach(() => {
  received.length = 0
  answer = { status: 200 }
  client.tenant.faults.clear()
  client.tenant.faults.set({ connectorLimits: false })
})
afterAll(async () => {
  bot.closeAllConnections()
  bot.close()
  await client.close()
})

const connector = (method: string, path: string, body?: object, bearer: string = token) =>
  client.http(method, `${client.tenant.connectorUrl}v3/conversations${path}`, {
    token: bearer,
    ...(body ? { body } : {}),
  })
const open = (member: string, more: object = {}) => {
  const { tenantId, clientId } = client.tenant.registration
  const channelData = { tenant: { id: tenantId } }
  return connector('POST', '', {
    isGroup: false,
    bot: { id: `28:${clientId}` },
    members: [{ id: member }],
    tenantId,
    channelData,
    ...more,
  })
}
const conversationOf = async (member: string): Promise<string> =>
  encodeURIComponent(String((await open(member)).at('id')))
const card = (text: string) => ({
  type: 'message',
  summary: text,
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: text } },
  ],
})
const control = (method: string, path: string, body?: object) =>
  client.http(method, `/_tenant${path}`, body ? { body } : {})

describe('sending', () => {
  test('the same one-to-one conversation is opened by Entra object id and by Teams id', async () => {
    const byObject = await open(nora)
    expect(byObject.status).toBe(201)
    const members = await connector('GET', `/${encodeURIComponent(String(byObject.at('id')))}/members`)
    expect(members.at(0, 'aadObjectId')).toBe(nora)
    expect((await open(String(members.at(0, 'id')))).at('id')).toBe(byObject.at('id'))
  })

  test('a message is sent, updated and deleted, and people see it', async () => {
    const conversation = await conversationOf(nora)
    const sent = await connector('POST', `/${conversation}/activities`, card('one'))
    expect(sent.status).toBe(201)
    const seen = async () => control('GET', `/conversations/${conversation}/activities?persona=${nora}`)
    expect((await seen()).at(0, 'attachments', 0, 'content', 'body')).toBe('one')
    expect((await connector('PUT', `/${conversation}/activities/${sent.at('id')}`, card('two'))).status).toBe(200)
    expect((await seen()).at(0, 'attachments', 0, 'content', 'body')).toBe('two')
    expect((await seen()).at(0, 'updatedAt')).toEqual(expect.any(String))
    expect((await connector('DELETE', `/${conversation}/activities/${sent.at('id')}`)).status).toBe(200)
    expect((await seen()).at('length')).toBe(0)
  })

  test('a channel thread is opened with its first message', async () => {
    const { pmoChannelId } = client.tenant.registration
    const made = await connector('POST', '', {
      isGroup: true,
      channelData: { channel: { id: pmoChannelId } },
      activity: card('news'),
    })
    expect(made.status).toBe(201)
    expect(made.at('id')).toBe(`${pmoChannelId};messageid=${made.at('activityId')}`)
    const seen = await control('GET', `/conversations/${encodeURIComponent(pmoChannelId)}/activities?persona=${ines}`)
    expect(seen.at(0, 'summary')).toBe('news')
  })

  test.each<[string, () => Promise<string>]>([
    ['no token', async () => ''],
    ['a Graph token', () => client.appToken()],
    ['a single sign-on token', () => client.ssoToken(nora)],
  ])('401: %s', async (_what, bearer) => {
    expect((await connector('POST', '/x/activities', card('x'), await bearer())).status).toBe(401)
  })

  test('404: an unknown conversation, an unknown activity', async () => {
    const unknown = await connector('POST', '/nowhere/activities', card('x'))
    expect([unknown.status, unknown.at('error', 'code')]).toEqual([404, 'ConversationNotFound'])
    expect((await connector('PUT', `/${await conversationOf(nora)}/activities/1`, card('x'))).status).toBe(404)
  })

  test('403 MessageWritesBlocked: a person who blocked the bot', async () => {
    const conversation = await conversationOf(nora)
    client.tenant.faults.set({ blockedPeople: [nora] })
    const refused = await connector('POST', `/${conversation}/activities`, card('x'))
    expect([refused.status, refused.at('errorCode')]).toEqual([403, 209])
    expect(refused.at('message')).toContain('MessageWritesBlocked')
  })

  test('403 BotNotInConversationRoster: a person without the app', async () => {
    await control('DELETE', `/installs?persona=${ines}`)
    const refused = await open(ines)
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'BotNotInConversationRoster'])
    expect((await control('POST', '/installs', { persona: ines })).status).toBe(201)
    expect((await open(ines)).status).toBe(201)
  })

  test.each([
    ['another tenant', { tenantId: 'other', channelData: {} }, 403],
    ['an e-mail address', { members: [{ id: 'nora.pirard@opnum.example' }] }, 400],
    ['a group chat', { isGroup: true }, 400],
  ])('refuses to open a conversation with %s', async (_what, more, status) => {
    expect((await open(nora, more)).status).toBe(status)
  })

  test('413: more than 100 KB, counted in UTF-16', async () => {
    const conversation = await conversationOf(nora)
    expect((await connector('POST', `/${conversation}/activities`, card('x'.repeat(24_000)))).status).toBe(201)
    const refused = await connector('POST', `/${conversation}/activities`, card('x'.repeat(52_000)))
    expect([refused.status, refused.at('error', 'code')]).toEqual([413, 'MessageSizeTooBig'])
  })

  test('429 with Retry-After after seven sends in a second, in one conversation only', async () => {
    client.tenant.faults.clear()
    const [one, other] = [await conversationOf(nora), await conversationOf(ines)]
    const statuses: number[] = []
    for (let send = 0; send < 8; send += 1) {
      const sent = await connector('POST', `/${one}/activities`, card('x'))
      statuses.push(sent.status)
      if (send === 7) expect(sent.headers.get('retry-after')).toBe('1')
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429])
    expect((await connector('POST', `/${other}/activities`, card('x'))).status).toBe(201)
  })
})

describe('what reaches the bot', () => {
  test('an activity signed for the bot and for its service URL, with an endorsed key', async () => {
    const conversation = await conversationOf(nora)
    const said = await control('POST', `/conversations/${conversation}/messages`, { persona: nora, text: 'statut' })
    expect(said.at('status')).toBe(200)
    const [{ activity, headers } = { activity: {}, headers: {} }] = received
    expect(activity).toMatchObject({
      type: 'message',
      text: 'statut',
      channelId: 'msteams',
      serviceUrl: client.tenant.connectorUrl,
      from: { aadObjectId: nora },
      conversation: { conversationType: 'personal', tenantId: client.tenant.registration.tenantId },
    })
    const metadata = await client.http('GET', client.tenant.botOpenIdMetadataUrl)
    const keys = await client.http('GET', String(metadata.at('jwks_uri')))
    expect(keys.at('keys', 0, 'endorsements')).toEqual(['msteams'])
    const { payload } = await jwtVerify(
      String(headers.authorization).slice('Bearer '.length),
      createRemoteJWKSet(new URL(String(metadata.at('jwks_uri')))),
      { issuer: 'https://api.botframework.com', audience: client.tenant.registration.clientId },
    )
    expect(payload.serviceurl).toBe(client.tenant.connectorUrl)
  })

  test('a card in the answer to an invoke takes the place of the one that was pressed', async () => {
    const conversation = await conversationOf(nora)
    const sent = await connector('POST', `/${conversation}/activities`, card('question'))
    answer = {
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: { type: 'AdaptiveCard', body: 'done' },
      },
    }
    const value = { action: { type: 'Action.Execute', verb: 'confirm', data: {} } }
    const pressed = await control('POST', `/conversations/${conversation}/invokes`, {
      persona: nora,
      name: 'adaptiveCard/action',
      value,
      replyToId: sent.at('id'),
    })
    expect([pressed.at('status'), pressed.at('body', 'statusCode')]).toEqual([200, 200])
    expect(received[0]?.activity).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value,
      replyToId: sent.at('id'),
    })
    const seen = await control('GET', `/conversations/${conversation}/activities?persona=${nora}`)
    const cards = JSON.parse(seen.text).filter(({ id }: { id: string }) => id === sent.at('id'))
    expect(cards[0].attachments[0].content.body).toBe('done')
  })

  test('an activity can arrive twice, with the same id', async () => {
    client.tenant.faults.set({ duplicateActivities: 1 })
    await control('POST', `/conversations/${await conversationOf(nora)}/messages`, { persona: nora, text: 'aide' })
    expect(received).toHaveLength(2)
    expect(received[1]?.activity).toEqual(received[0]?.activity)
  })

  test('an installation tells the bot of the new member once, of the installation each time', async () => {
    const fresh = await startClient({ seed: { installs: 'none' } })
    const address = bot.address()
    const port = typeof address === 'object' && address ? address.port : 0
    fresh.tenant.setBotEndpoint(`http://127.0.0.1:${port}/api/messages`)
    const persona = { body: { persona: nora } }
    await fresh.http('POST', '/_tenant/installs', persona)
    await fresh.http('DELETE', `/_tenant/installs?persona=${nora}`)
    await fresh.http('POST', '/_tenant/installs', persona)
    await fresh.close()
    expect(received.map(({ activity }) => `${activity.type} ${activity.action ?? ''}`.trim())).toEqual([
      'conversationUpdate',
      'installationUpdate add',
      'installationUpdate remove',
      'installationUpdate add',
    ])
  })

  test('the relay signs an activity of another client for its own service URL', async () => {
    answer = { status: 202, body: { ok: true } }
    const serviceUrl = 'http://localhost:56150/_connector'
    const relayed = await control('POST', '/relay', { type: 'message', text: 'aide', channelId: 'msteams', serviceUrl })
    expect([relayed.status, relayed.at('ok')]).toEqual([202, true])
    expect(decodeJwt(String(received[0]?.headers.authorization).slice('Bearer '.length)).serviceurl).toBe(serviceUrl)
  })

  test('a bot that is not there is told as 504, not thrown', async () => {
    const alone = await startClient()
    const conversations = await alone.http('GET', `/_tenant/conversations?persona=${nora}`)
    const personal = JSON.parse(conversations.text).find(({ kind }: { kind: string }) => kind === 'personal')
    const said = await alone.http('POST', `/_tenant/conversations/${encodeURIComponent(personal.id)}/messages`, {
      body: { persona: nora, text: 'aide' },
    })
    await alone.close()
    expect(said.at('status')).toBe(504)
  })
})

describe('control API', () => {
  test('a person sees their own conversation and the channel, not those of others', async () => {
    const mine = await control('GET', `/conversations?persona=${nora}`)
    expect(
      JSON.parse(mine.text)
        .map(({ kind }: { kind: string }) => kind)
        .sort(),
    ).toEqual(['channel', 'personal'])
    const other = await control('GET', `/conversations/${await conversationOf(ines)}/activities?persona=${nora}`)
    expect(other.status).toBe(404)
  })

  test('tells of changes as they happen', async () => {
    const conversation = await conversationOf(nora)
    const stop = new AbortController()
    const events = await fetch(`${client.tenant.origin}/_tenant/conversations/${conversation}/events`, {
      signal: stop.signal,
    })
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    await connector('POST', `/${conversation}/activities`, card('news'))
    let text = ''
    while (reader && !text.includes('event: changed')) text += (await reader.read()).value ?? ''
    stop.abort()
    expect(text).toContain('event: changed')
  })

  test.each<[string, Record<string, string>, object | undefined, number]>([
    ['a page of another site', { Origin: 'https://evil.example' }, undefined, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, { persona: nora }, 415],
  ])('refuses %s', async (_what, headers, body, status) => {
    const refused = await client.http('POST', '/_tenant/token', { headers, ...(body ? { body } : {}) })
    expect(refused.status).toBe(status)
  })

  test.each(['/_tenant/token', '/connector/v3/conversations'])(
    'a body at %s that is not JSON answers 400 in JSON',
    async (path) => {
      const refused = await fetch(`${client.tenant.origin}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: '{',
      })
      expect(refused.status).toBe(400)
      expect(await refused.json()).toMatchObject({ error: { code: 'BadRequest' } })
    },
  )

  test('lets a page of this computer in', async () => {
    const allowed = await client.http('GET', '/_tenant/personas', { headers: { Origin: 'http://127.0.0.1:3978' } })
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:3978')
    expect(allowed.at('length')).toBe(75)
    expect(allowed.at(0)).toEqual({
      id: ines,
      name: 'Inès Vandamme',
      jobTitle: 'Responsable du bureau de projets',
      mail: 'ines.vandamme@opnum.example',
      appRoles: ['officer'],
      language: 'fr-BE',
    })
  })
})
