import { z } from 'zod'
import type { Context } from '../../src/context'
import { allLists } from '../../src/lists/all'
import { Programmes } from '../../src/lists/programmes'
import { localMicrosoft } from '../../src/server/local'
import type { Service } from '../../src/server/start'
import { within } from '../kit/eventually'
import { graphGate } from '../kit/graph-gate'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

const Subscription = z.object({
  id: z.string(),
  resource: z.string(),
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullable(),
  expiresAt: z.string(),
})
const DAY_MS = 24 * 3_600_000

let stack: Stack
let second: Service

beforeAll(async () => {
  stack = await startStack({ subscribe: true })
  second = await startSecondCopy(stack, { subscribe: true, publicUrl: stack.origin })
  await Promise.all([stack.notifications?.keep(), second.notifications?.keep()])
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

const held = async () => {
  const response = await fetch(`${stack.tenant.origin}/_tenant/subscriptions`)
  const all = z.array(Subscription).parse(await response.json())
  return all.filter(({ expiresAt }) => Date.parse(expiresAt) > stack.clock.now().getTime())
}

/** Resolves once the copy shows the title, told by its own change events. */
const shows = (ctx: Context, code: string, title: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (ctx.lists.find(Programmes, code)?.title !== title) return
      stop()
      resolve()
    }
    const stop = ctx.lists.onChange(look)
    look()
  })

/** Adds a row to SharePoint behind the back of the product, as a person in the site would. */
const addInSharePoint = async (code: string, title: string): Promise<void> => {
  const site = await stack.door.siteId()
  await stack.door.application.send({
    method: 'POST',
    path: `/sites/${site}/lists/Programmes/items`,
    body: { fields: { Code: code, Title: title } },
  })
}

test('each list has one subscription, however many copies there are, short of what Graph grants at most', async () => {
  const subscriptions = await held()
  expect(subscriptions).toHaveLength(allLists.length)
  expect(new Set(subscriptions.map(({ resource }) => resource)).size).toBe(allLists.length)
  const longest = stack.clock.now().getTime() + 42_300 * 60_000
  for (const each of subscriptions) {
    expect(each).toMatchObject({
      changeType: 'updated',
      notificationUrl: `${stack.origin}/api/graph/notifications`,
      lifecycleNotificationUrl: `${stack.origin}/api/graph/notifications`,
    })
    expect(Date.parse(each.expiresAt)).toBeLessThan(longest)
  }
})

test('what is done in SharePoint itself reaches every copy without waiting for its poll', async () => {
  await addInSharePoint('A', 'Un')
  await Promise.all([shows(stack.ctx, 'A', 'Un'), shows(second.ctx, 'A', 'Un')])
})

test('what SharePoint announces while another copy starts, whose lists are read already, that copy has heard', async () => {
  const { tenant, origin } = stack
  const gate = await graphGate(tenant.graphUrl, (path) => path.includes('/users?'))
  const microsoft = localMicrosoft(tenant, {})
  const starting = startSecondCopy(stack, {
    microsoft: { ...microsoft, graph: { ...microsoft.graph, graphUrl: gate.graphUrl } },
    subscribe: true,
    publicUrl: origin,
  })
  try {
    await within(10_000, gate.waiting())
    await addInSharePoint('B', 'Pendant un démarrage')
    await shows(stack.ctx, 'B', 'Pendant un démarrage')
    gate.open()
    await within(10_000, shows((await starting).ctx, 'B', 'Pendant un démarrage'))
  } finally {
    gate.open()
    await (await starting).close()
    gate.close()
  }
})

test('a subscription that SharePoint removed is made anew, one that it doubts is confirmed', async () => {
  const [doubted, removed] = await held()
  const lifecycle = (id: string, event: string): Promise<Response> =>
    fetch(`${stack.tenant.origin}/_tenant/subscriptions/${id}/lifecycle`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ event }),
    })
  await lifecycle(doubted?.id ?? '', 'reauthorizationRequired')
  await lifecycle(removed?.id ?? '', 'subscriptionRemoved')
  for (;;) {
    const now = await held()
    const anew = now.find(({ resource }) => resource === removed?.resource)
    if (anew && anew.id !== removed?.id) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const now = await held()
  expect(now).toHaveLength(allLists.length)
  expect(now.map(({ id }) => id)).toContain(doubted?.id)
})

test('subscriptions are renewed long before they end, and made anew when they have ended or are gone', async () => {
  const before = await held()
  stack.clock.advance(15 * DAY_MS)
  await stack.notifications?.keep()
  const renewed = await held()
  expect(renewed.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
  for (const each of renewed) expect(Date.parse(each.expiresAt)).toBeGreaterThan(Date.parse(before[0]?.expiresAt ?? ''))

  const [lost] = renewed
  await stack.door.subscriptions.remove(lost?.id ?? '')
  stack.clock.advance(15 * DAY_MS)
  await second.notifications?.keep()
  const mended = await held()
  expect(mended).toHaveLength(allLists.length)
  expect(mended.map(({ id }) => id)).not.toContain(lost?.id)

  stack.clock.advance(40 * DAY_MS)
  expect(await held()).toEqual([])
  await stack.notifications?.keep()
  expect(await held()).toHaveLength(allLists.length)
})
