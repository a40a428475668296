import { decodeJwt } from 'jose'
import { listen, notified } from '../facts/listener'
import { ines, nora } from '../tenant-client'
import type { Producing, Production } from './producing'

const APP = 'b1c5353a-7aca-41b3-830f-27d5218fe0e5'

const throttledBy =
  (throttleRetryAfter: number | null): Production['produce'] =>
  ({ client, sites }) => {
    client.tenant.faults.set({ throttle: 1, throttleRetryAfter })
    return client.graph('GET', sites)
  }

const subscribe = async ({ client }: Producing, list: string, notificationUrl: string) =>
  client.graph('POST', '/subscriptions', {
    body: {
      changeType: 'updated',
      resource: list.slice(1),
      notificationUrl,
      lifecycleNotificationUrl: notificationUrl,
      expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
      clientState: 'secret',
    },
  })

const connect = async ({ client }: Producing, path: string, body: object) =>
  client.http('POST', `${client.tenant.connectorUrl}v3/conversations${path}`, {
    body,
    token: await client.appToken('https://api.botframework.com/.default'),
  })

const open = (on: Producing, member: string) => {
  const { tenantId, clientId } = on.client.tenant.registration
  return connect(on, '', { isGroup: false, bot: { id: `28:${clientId}` }, members: [{ id: member }], tenantId })
}
const send = async (on: Producing, text: string) =>
  connect(on, `/${encodeURIComponent(String((await open(on, nora)).at('id')))}/activities`, { type: 'message', text })

const batchOf = ({ client, sites }: Producing) => {
  const { pmoTeamId } = client.tenant.registration
  const requests = [
    { id: '1', method: 'GET', url: `/groups/${pmoTeamId}/members` },
    { id: '2', method: 'GET', url: '/appCatalogs/teamsApps/none' },
    {
      id: '3',
      method: 'POST',
      url: '/appCatalogs/teamsApps',
      headers: { 'Content-Type': 'application/json' },
      body: {},
    },
    { id: '4', method: 'GET', url: `${sites}/lists`, dependsOn: ['2'] },
    ...Array.from({ length: 16 }, (_, at) => ({ id: String(at + 5), method: 'GET', url: sites })),
  ]
  return client.graph('POST', '/$batch', { body: { requests } })
}

/** Refusals of the whole service, batches, subscriptions, the bot and its tokens. */
export const serviceProductions: readonly Production[] = [
  { example: '08-error-429', at: ['sharepoint_with_retry_after'], produce: throttledBy(120) },
  { example: '08-error-429', at: ['sharepoint_without_retry_after'], produce: throttledBy(null) },
  {
    example: '08-error-429',
    at: ['sharepoint_ratelimit_headers', 0],
    produce: ({ client, sites }) => {
      // One unit of one that may be spent: nothing is left of the minute.
      client.tenant.faults.set({ quotas: true, unitsPerMinute: 1 })
      return client.graph('GET', sites)
    },
  },
  {
    example: '08-error-429',
    at: ['sharepoint_ratelimit_headers', 1],
    produce: async ({ client, sites }) => {
      client.tenant.faults.set({ quotas: true, unitsPerMinute: 1 })
      await client.graph('GET', sites)
      return client.graph('GET', sites)
    },
  },
  {
    example: '09-error-404-itemnotfound',
    at: [],
    produce: ({ client }) => client.graph('GET', '/sites/opnum.example:/sites/nowhere'),
  },
  {
    example: '14-batch-mixed-statuses',
    at: [],
    produce: (on) => {
      on.client.tenant.faults.set({ throttle: 0.3, throttleRetryAfter: 10, seed: 3 })
      return batchOf(on)
    },
  },
  {
    example: '15-subscription-and-notifications',
    at: ['created'],
    produce: async (on) => {
      const hook = await listen(notified)
      const made = await subscribe(on, await on.makeList(), hook.url)
      await hook.close()
      return made
    },
  },
  {
    example: '15-subscription-and-notifications',
    at: ['validation_failure'],
    produce: async (on) => {
      const hook = await listen((res) => void res.writeHead(500).end())
      const refused = await subscribe(on, await on.makeList(), hook.url)
      await hook.close()
      return refused
    },
  },
  {
    example: '15-subscription-and-notifications',
    at: ['change_notification'],
    produce: async (on) => {
      const hook = await listen(notified)
      const { client } = on
      const time = { dateTime: '2027-03-01T09:00:00', timeZone: 'UTC' }
      await client.graph('POST', '/subscriptions', {
        body: {
          changeType: 'created',
          resource: `users/${nora}/events`,
          notificationUrl: hook.url,
          expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
          clientState: 'secret',
        },
      })
      await client.graph('POST', `/users/${nora}/events`, { body: { subject: 'x', start: time, end: time } })
      const body = await hook.received(0)
      await hook.close()
      return on.answered(body)
    },
  },
  {
    example: '15-subscription-and-notifications',
    at: ['lifecycle_notification'],
    produce: async (on) => {
      const hook = await listen(notified)
      const id = String((await subscribe(on, await on.makeList(), hook.url)).at('id'))
      const body = { event: 'reauthorizationRequired' }
      await on.client.http('POST', `/_tenant/subscriptions/${id}/lifecycle`, { body })
      const told = await hook.received(0)
      await hook.close()
      return on.answered(told)
    },
  },
  {
    example: '19-teams-and-bot-errors',
    at: ['errors', 0],
    produce: (on) => {
      on.client.tenant.faults.set({ blockedPeople: [nora] })
      return send(on, 'x')
    },
  },
  {
    example: '19-teams-and-bot-errors',
    at: ['errors', 1],
    produce: async (on) => {
      await on.client.http('DELETE', `/_tenant/installs?persona=${ines}`)
      return open(on, ines)
    },
  },
  { example: '19-teams-and-bot-errors', at: ['errors', 2], produce: (on) => send(on, 'x'.repeat(52_000)) },
  {
    example: '19-teams-and-bot-errors',
    at: ['errors', 5],
    produce: ({ client, sites }) => client.http('GET', `/v1.0${sites}`),
  },
  {
    example: '20-teamsapp-catalog-and-install',
    at: ['catalog'],
    produce: ({ client }) => {
      const { manifestId } = client.tenant.registration
      return client.graph('GET', `/appCatalogs/teamsApps?$filter=externalId eq '${manifestId}'`)
    },
  },
  {
    example: '20-teamsapp-catalog-and-install',
    at: ['install'],
    statusOnly: true,
    produce: async (on) => {
      await on.client.http('DELETE', `/_tenant/installs?persona=${nora}`)
      const body = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${APP}` }
      return on.client.graph('POST', `/users/${nora}/teamwork/installedApps`, { body })
    },
  },
  {
    example: '21-connector-token-and-sso-token-claims',
    at: ['bot_channel_token_payload'],
    produce: async (on) => {
      let token = ''
      const bot = await listen((res) => {
        token = (res.req.headers.authorization ?? '').replace('Bearer ', '')
        res.writeHead(200).end()
      })
      on.client.tenant.setBotEndpoint(bot.url)
      const conversation = encodeURIComponent(String((await open(on, nora)).at('id')))
      await on.client.http('POST', `/_tenant/conversations/${conversation}/messages`, {
        body: { persona: nora, text: 'x' },
      })
      await bot.received(0)
      await bot.close()
      return on.answered(decodeJwt(token))
    },
  },
  {
    example: '21-connector-token-and-sso-token-claims',
    at: ['office_sso_token_v2_payload'],
    produce: async (on) => on.answered(decodeJwt(await on.client.ssoToken(nora))),
  },
]
