import { setTimeout as delay } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { ines, nora } from '../tenant-client'
import { factsOn } from './fact'
import { type Listener, listen, notified } from './listener'
import type { UnderTest } from './under-test'

const fact = factsOn({ grantedRoles: ['Sites.ReadWrite.All', 'Sites.Manage.All'] })

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
const subscribe = ({ graph }: UnderTest, list: string, hook: Listener, more: object = {}) =>
  graph('POST', '/subscriptions', {
    body: {
      changeType: 'updated',
      resource: list.slice(1),
      notificationUrl: hook.url,
      expirationDateTime: inMinutes(1_000),
      clientState: 'secret',
      ...more,
    },
  })
const write = ({ graph }: UnderTest, list: string) =>
  graph('POST', `${list}/items`, { body: { fields: { Title: 'x' } } })

fact(18, 'handshake', ['webhook', 'switches'], async (on) => {
  const list = await on.makeList()
  on.local.tenant.faults.set({ handshakeMs: 2_000 })
  const encoded = await listen((res, _body, url) => {
    const token = encodeURIComponent(url.searchParams.get('validationToken') ?? '')
    res.writeHead(200, { 'Content-Type': 'text/plain' }).end(token)
  })
  const silent = await listen(() => undefined)
  const right = await listen(notified)
  const refused = await subscribe(on, list, encoded)
  expect([refused.status, refused.at('error', 'message')]).toEqual([
    400,
    expect.stringContaining('Subscription validation request failed.'),
  ])
  expect((await subscribe(on, list, silent)).status).toBe(400)
  const lifecycle = { lifecycleNotificationUrl: encoded.url }
  expect((await subscribe(on, list, right, lifecycle)).status).toBe(400)
  expect((await subscribe(on, list, right)).status).toBe(201)
  await Promise.all([encoded, silent, right].map((one) => one.close()))
})

fact(18, 'what may be asked for', ['webhook'], async (on) => {
  const list = await on.makeList()
  const hook = await listen(notified)
  expect((await subscribe(on, list, hook, { changeType: 'created' })).status).toBe(400)
  expect((await subscribe(on, list, hook, { expirationDateTime: inMinutes(42_400) })).status).toBe(400)
  const path = `/subscriptions/${String((await subscribe(on, list, hook)).at('id'))}`
  const change = (body: object) => on.graph('PATCH', path, { body })
  expect((await change({ lifecycleNotificationUrl: hook.url })).status).toBe(400)
  expect((await change({ expirationDateTime: inMinutes(2_000) })).status).toBe(200)
  expect((await on.graph('DELETE', path)).status).toBe(204)
  expect((await change({ expirationDateTime: inMinutes(2_000) })).status).toBe(404)
  await hook.close()
})

fact(18, 'a slow 2xx is told again', ['webhook', 'switches'], async (on) => {
  const list = await on.makeList()
  on.local.tenant.faults.set({ notificationMs: 200, notificationRetryMs: 20 })
  let slow = true
  const hook = await listen((res, body, url) => {
    if (slow && !url.searchParams.has('validationToken')) {
      slow = false
      setTimeout(() => res.writeHead(202).end(), 600)
    } else notified(res, body, url)
  })
  await subscribe(on, list, hook)
  await write(on, list)
  expect(await hook.received(1)).toEqual(await hook.received(0))
  expect(await hook.received(0)).toMatchObject({
    value: [{ changeType: 'updated', clientState: 'secret', resourceData: { '@odata.type': '#Microsoft.Graph.List' } }],
  })
  await hook.close()
})

/** Answers the first notifications late, as many as asked for. */
const slowAtFirst = (slow: number, delayMs: number): Promise<Listener> => {
  let left = slow
  return listen((res, body, url) => {
    if (url.searchParams.has('validationToken') || left === 0) return notified(res, body, url)
    left -= 1
    setTimeout(() => res.writeHead(202).end(), delayMs)
  })
}

/** Twenty notifications, one after the other: the endpoint has been judged when they are answered. */
const tellTwenty = async (on: UnderTest, list: string, hook: Listener): Promise<void> => {
  for (let at = 0; at < 20; at += 1) {
    await write(on, list)
    await hook.answered(at)
  }
}

fact(18, 'an endpoint that is slow once in ten times is told late', ['webhook', 'switches'], async (on) => {
  const list = await on.makeList()
  const throttledNotificationMs = 1_200
  on.local.tenant.faults.set({ slowNotificationMs: 500, slowNotificationSample: 20, throttledNotificationMs })
  const hook = await slowAtFirst(2, 700)
  await subscribe(on, list, hook)
  await tellTwenty(on, list, hook)
  const writtenAt = performance.now()
  await write(on, list)
  await hook.received(20)
  expect(performance.now() - writtenAt).toBeGreaterThan(throttledNotificationMs)
  await hook.close()
})

fact(
  18,
  'one that is slower still is not told, in none of its subscriptions, until it is judged anew',
  ['webhook', 'switches'],
  async (on) => {
    const [list, other] = [await on.makeList(), await on.makeList()]
    on.local.tenant.faults.set({ slowNotificationMs: 500, slowNotificationSample: 20 })
    const [hook, prompt] = [await slowAtFirst(3, 700), await listen(notified)]
    await subscribe(on, list, hook)
    await subscribe(on, other, hook)
    await tellTwenty(on, list, hook)
    await subscribe(on, list, prompt)
    await write(on, list)
    // Other endpoints hear of the same change.
    expect(await prompt.received(0)).toMatchObject({ value: [{ resource: list.slice(1) }] })
    on.local.tenant.faults.set({ slowNotificationWindowMs: 1 })
    await write(on, other)
    expect(await hook.received(20)).toMatchObject({ value: [{ resource: other.slice(1) }] })
    await Promise.all([hook.close(), prompt.close()])
  },
)

const connect = async ({ local }: UnderTest) => {
  const token = await local.appToken('https://api.botframework.com/.default')
  const { tenantId, clientId } = local.tenant.registration
  const connector = (method: string, path: string, body?: object) =>
    local.http(method, `${local.tenant.connectorUrl}v3/conversations${path}`, { token, ...(body ? { body } : {}) })
  return {
    connector,
    open: (member: string) =>
      connector('POST', '', { isGroup: false, bot: { id: `28:${clientId}` }, members: [{ id: member }], tenantId }),
    send: (conversation: unknown, text: string) =>
      connector('POST', `/${encodeURIComponent(String(conversation))}/activities`, { type: 'message', text }),
  }
}

fact(19, 'refusals', ['bot', 'switches'], async (on) => {
  const { open, send } = await connect(on)
  const conversation = (await open(nora)).at('id')
  expect((await send('19:nobody', 'x')).status).toBe(404)
  expect((await send(conversation, 'x'.repeat(52_000))).status).toBe(413)
  on.local.tenant.faults.set({ blockedPeople: [nora] })
  const blocked = await send(conversation, 'x')
  expect([blocked.status, blocked.at('errorCode'), blocked.at('message')]).toEqual([
    403,
    209,
    expect.stringContaining('MessageWritesBlocked'),
  ])
  await on.local.http('DELETE', `/_tenant/installs?persona=${ines}`)
  const absent = await open(ines)
  expect([absent.status, absent.at('error', 'code')]).toEqual([403, 'BotNotInConversationRoster'])
})

fact(19, 'refusals of what exists already', ['bot', 'switches'], async (on) => {
  const { connector, open, send } = await connect(on)
  on.local.tenant.faults.set({ connectorLimits: false })
  const [somebody] = on.local.tenant.people.filter(({ id }) => ![nora, ines].includes(id))
  const member = somebody?.id ?? ''
  const conversation = (await open(member)).at('id')
  const path = (activity: unknown) =>
    `/${encodeURIComponent(String(conversation))}/activities/${encodeURIComponent(String(activity))}`
  const sent = await send(conversation, 'x')
  const said = await on.local.http(
    'POST',
    `/_tenant/conversations/${encodeURIComponent(String(conversation))}/messages`,
    {
      body: { persona: member, text: 'hello' },
    },
  )
  const change = (activity: unknown, text: string) => connector('PUT', path(activity), { type: 'message', text })
  expect((await change(sent.at('id'), 'y')).status).toBe(200)
  expect((await change(sent.at('id'), 'y'.repeat(52_000))).status).toBe(413)
  expect((await change('none', 'y')).status).toBe(404)
  // What somebody else wrote.
  expect((await change(said.at('id'), 'y')).status).toBe(403)
  await on.local.http('DELETE', `/_tenant/installs?persona=${member}`)
  for (const refused of [await send(conversation, 'x'), await change(sent.at('id'), 'z')]) {
    expect([refused.status, refused.at('message')]).toEqual([403, expect.stringContaining('MessageWritesBlocked')])
  }
})

fact(19, 'whom a bot may write to', ['bot'], async (on) => {
  const { connector, open } = await connect(on)
  const address = on.person.mail
  expect([(await open(address)).status, (await open('29:of-another-bot')).status]).toEqual([400, 400])
  const { clientId, tenantId } = on.local.tenant.registration
  const more = { bot: { id: `28:${clientId}` }, tenantId }
  const group = await connector('POST', '', { ...more, isGroup: true, members: [{ id: nora }, { id: ines }] })
  const elsewhere = await connector('POST', '', { ...more, members: [{ id: nora }], tenantId: crypto.randomUUID() })
  expect([group.status, elsewhere.status]).toEqual([400, 403])
})

fact(19, 'limits of openings, and of everything together', ['bot', 'switches'], async (on) => {
  const { connector, open } = await connect(on)
  const [one] = on.local.tenant.people.filter(({ id }) => ![nora, ines].includes(id)).slice(-1)
  // However slow the machine, it all happens at one moment.
  const moment = jest.spyOn(Date, 'now').mockReturnValue(Date.now())
  const openings = await Promise.all(Array.from({ length: 9 }, () => open(one?.id ?? '')))
  const requests = await Promise.all(Array.from({ length: 60 }, () => connector('GET', '/none/members')))
  moment.mockRestore()
  expect(openings.filter(({ status }) => status === 429)).toHaveLength(2)
  const refused = requests.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(60 + 9 - 50)
  const seconds = Number(refused[0]?.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  await delay(seconds * 1_000)
  expect((await connector('GET', '/none/members')).status).toBe(404)
})

fact(19, 'limits of one conversation', ['bot'], async (on) => {
  const { open, send } = await connect(on)
  const conversation = (await open('aa7d6273-5a5e-4b2f-8ce4-dc57832e1f3c')).at('id')
  const answers = await Promise.all(Array.from({ length: 9 }, () => send(conversation, 'x')))
  const refused = answers.filter(({ status }) => status === 429)
  // Seven in one second, eight in two: the ninth is refused even where the machine is slow.
  expect([1, 2]).toContain(refused.length)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
})

/** Somebody presses a button of a card that the bot has sent them; `delivered` is what the bot is given, as often as it is. */
const pressed = async (
  on: UnderTest,
  person: string,
  faults: Parameters<typeof on.local.tenant.faults.set>[0] = {},
) => {
  const { open, send } = await connect(on)
  const tokens: string[] = []
  const bot = await listen((res) => {
    tokens.push(res.req.headers.authorization?.slice('Bearer '.length) ?? '')
    res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  on.local.tenant.setBotEndpoint(bot.url)
  const conversation = (await open(person)).at('id')
  const sent = await send(conversation, 'x')
  on.local.tenant.faults.set(faults)
  await on.local.http('POST', `/_tenant/conversations/${encodeURIComponent(String(conversation))}/invokes`, {
    body: {
      persona: person,
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: 'confirm', data: {} } },
      replyToId: sent.at('id'),
    },
  })
  return { bot, tokens }
}

fact(19, 'a repeated invoke', ['bot', 'switches'], async (on) => {
  const { bot } = await pressed(on, '0de71bf9-3039-40d5-8231-d3e0927182d2', { duplicateActivities: 1 })
  expect(await bot.received(1)).toEqual(await bot.received(0))
  expect(await bot.received(0)).toMatchObject({ type: 'invoke', name: 'adaptiveCard/action' })
  await bot.close()
})

fact(20, 'the service URL of what a bot is given', ['bot', 'switches'], async (on) => {
  const { bot, tokens } = await pressed(on, '0de71bf9-3039-40d5-8231-d3e0927182d2')
  const activity = Object(await bot.received(0))
  expect(activity.serviceUrl).toBe(on.local.tenant.connectorUrl)
  expect(decodeJwt(tokens[0] ?? '')).toMatchObject({
    iss: 'https://api.botframework.com',
    aud: on.local.tenant.registration.clientId,
    serviceurl: activity.serviceUrl,
  })
  await bot.close()
})
