import { type Answer, makeList, startClient, type TenantClient } from './tenant-client'

/** `$batch`, quotas and faults: GRAPH-FACTS 2, 3.1, 13 items 11 and 12. */
let client: TenantClient
let list: string

beforeAll(async () => {
  client = await startClient()
  list = await makeList(client, 'Rows')
})
beforeEach(() => {
  client.tenant.faults.clear()
  client.tenant.resetUsage()
})
afterAll(() => client.close())

const json = { 'Content-Type': 'application/json' }
const row = (id: string, more: object = {}) => ({
  id,
  method: 'POST',
  url: `${list}/items`,
  headers: json,
  body: { fields: { Title: id } },
  ...more,
})
const batch = (requests: readonly object[]) => client.graph('POST', '/$batch', { body: { requests } })
const responses = (answer: Answer): Map<string, { status: number; headers: Record<string, string>; body: unknown }> => {
  const rows = answer.at('responses')
  return new Map(Array.isArray(rows) ? rows.map((one) => [one.id, one]) : [])
}
const many = (count: number) => Array.from({ length: count }, (_, number) => row(String(number)))

test('twenty rows answer 200 as a whole, each with its own status, in any order', async () => {
  const answer = await batch(many(20))
  expect(answer.status).toBe(200)
  const ids = [...responses(answer).keys()]
  expect(new Set(ids).size).toBe(20)
  expect(ids).not.toEqual([...ids].sort((a, b) => Number(a) - Number(b)))
  expect([...responses(answer).values()].every(({ status }) => status === 201)).toBe(true)
  const headers = { 'Cache-Control': 'no-cache', 'OData-Version': '4.0', 'Content-Type': 'application/json' }
  expect(responses(answer).get('0')?.headers).toEqual(headers)
  expect(client.tenant.usage()).toEqual({ requests: 1, batches: 1, batchRows: 20, resourceUnits: 40, throttled: 0 })
})

test.each<[string, () => readonly object[]]>([
  ['more than twenty rows', () => many(21)],
  ['two rows of the same id, whatever the case', () => [row('a'), row('A')]],
  ['a row without id', () => [{ method: 'GET', url: list }]],
  ['a body without Content-Type', () => [row('1', { headers: {} })]],
  ['a dependency on nothing', () => [row('1', { dependsOn: ['9'] })]],
  ['dependencies in a circle', () => [row('1', { dependsOn: ['2'] }), row('2', { dependsOn: ['1'] })]],
])('%s refuse the whole batch', async (_what, requests) => {
  const before = await client.graph('GET', `${list}/items?$top=999`)
  expect((await batch(requests())).status).toBe(400)
  const after = await client.graph('GET', `${list}/items?$top=999`)
  expect(after.at('value', 'length')).toBe(before.at('value', 'length'))
})

test('a failing row does not fail the others; who depended on it gets 424', async () => {
  const rows = responses(
    await batch([
      row('1', { body: { fields: { Nope: 1 } } }),
      row('2', { dependsOn: ['1'] }),
      row('3', { dependsOn: ['2'] }),
      row('4'),
      row('5', { dependsOn: ['4'], url: `/v1.0${list}/items` }),
    ]),
  )
  expect(['1', '2', '3', '4'].map((id) => rows.get(id)?.status)).toEqual([400, 424, 424, 201])
  expect(rows.get('5')?.status).toBe(501)
})

test.each([[7], [null]])('a row can be throttled inside a 200, Retry-After %s', async (throttleRetryAfter) => {
  client.tenant.faults.set({ throttle: 0.5, throttleRetryAfter, seed: 42 })
  const answer = await batch(many(20))
  expect(answer.status).toBe(200)
  const throttled = [...responses(answer).values()].filter(({ status }) => status === 429)
  expect(throttled.length).toBeGreaterThan(0)
  expect(throttled.length).toBeLessThan(20)
  for (const { headers, body } of throttled) {
    expect(headers['Retry-After']).toBe(throttleRetryAfter === null ? undefined : '7')
    expect(body).toMatchObject({ error: { code: 'activityLimitReached', innerError: { code: 'throttledRequest' } } })
  }
})

test('the same seed throttles the same rows', async () => {
  const run = async (): Promise<string[]> => {
    client.tenant.faults.set({ throttle: 0.5, seed: 7 })
    const rows = responses(await batch(many(20)))
    return [...rows].filter(([, { status }]) => status === 429).map(([id]) => id)
  }
  const first = await run()
  expect(await run()).toEqual(first)
})

test.each([
  ['a single item', 'GET', () => `${list}/items/1`, 1],
  ['a page', 'GET', () => `${list}/items`, 2],
  ['a creation', 'POST', () => `${list}/items`, 2],
] as const)('%s costs its resource units', async (_what, method, path, units) => {
  await client.graph(method, path(), method === 'POST' ? { body: { fields: { Title: 'x' } } } : {})
  expect(client.tenant.usage().resourceUnits).toBe(units)
})

describe('quotas', () => {
  const read = () => client.graph('GET', `${list}/items/1`)

  test('RateLimit headers from 80 %, 429 with Retry-After beyond, longer when ignored, 503 in the end', async () => {
    client.tenant.faults.set({ quotas: true, unitsPerMinute: 10 })
    const answers: Answer[] = []
    for (let call = 0; call < 11; call += 1) answers.push(await read())
    expect(answers[6]?.headers.get('ratelimit-remaining')).toBeNull()
    expect(answers[7]?.headers.get('ratelimit-limit')).toBe('10')
    expect(answers[7]?.headers.get('ratelimit-remaining')).toBe('2')
    expect(answers[9]?.status).toBe(200)
    expect([answers[10]?.status, answers[10]?.headers.get('retry-after')]).toEqual([429, '5'])
    const ignored = await read()
    expect([ignored.status, ignored.headers.get('retry-after')]).toEqual([429, '10'])
    expect((await read()).headers.get('retry-after')).toBe('20')
    let last = ignored
    for (let call = 0; call < 10; call += 1) last = await read()
    expect(last.status).toBe(503)
  })

  test('are off unless switched on', async () => {
    client.tenant.faults.set({ unitsPerMinute: 1 })
    expect([(await read()).status, (await read()).status]).toEqual([200, 200])
  })
})

describe('faults', () => {
  const create = (Title: string) => client.graph('POST', `${list}/items`, { body: { fields: { Title } } })
  const count = async (): Promise<unknown> => {
    client.tenant.faults.clear()
    return (await client.graph('GET', `${list}/items?$top=999`)).at('value', 'length')
  }

  test('503 leaves nothing behind', async () => {
    const before = await count()
    client.tenant.faults.set({ unavailable: 1 })
    expect((await create('x')).at('error', 'code')).toBe('serviceNotAvailable')
    expect(await count()).toBe(before)
  })

  test('504 after the write was carried out', async () => {
    const before = Number(await count())
    client.tenant.faults.set({ timeoutAfterWrite: 1 })
    expect((await create('x')).status).toBe(504)
    expect(await count()).toBe(before + 1)
  })

  test('a connection reset', async () => {
    client.tenant.faults.set({ reset: 1 })
    await expect(create('x')).rejects.toThrow('fetch failed')
  })

  test('Graph down, while the directory still answers', async () => {
    client.tenant.faults.set({ graphDown: true })
    expect((await create('x')).status).toBe(503)
    expect(await client.appToken()).toMatch(/^ey/)
  })

  test('are switched over HTTP too, and refuse what they do not know', async () => {
    const set = await client.http('PUT', '/_tenant/faults', { body: { graphDown: true } })
    expect(set.at('graphDown')).toBe(true)
    expect((await client.http('DELETE', '/_tenant/faults')).at('graphDown')).toBe(false)
    expect((await client.http('PUT', '/_tenant/faults', { body: { throttle: 2 } })).status).toBe(400)
    expect((await client.http('PUT', '/_tenant/faults', { body: { grahpDown: true } })).status).toBe(400)
  })
})
