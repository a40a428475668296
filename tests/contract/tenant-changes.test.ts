import { makeList, nora, startClient, type TenantClient } from './tenant-client'

/** Concurrency, versions and delta: GRAPH-FACTS 1.8, 1.9, 13 items 8 and 10. */
let client: TenantClient
let list: string
let now = new Date('2026-11-02T09:00:00.400Z')

beforeAll(async () => {
  client = await startClient({ now: () => now })
})
beforeEach(async () => {
  list = await makeList(client, `List ${crypto.randomUUID()}`)
})
afterAll(() => client.close())

const create = async (Title: string) => client.graph('POST', `${list}/items`, { body: { fields: { Title } } })
const patch = (id: unknown, Title: string, headers: Record<string, string> = {}) =>
  client.graph('PATCH', `${list}/items/${id}/fields`, { body: { Title }, headers })

describe('If-Match', () => {
  test('the present etag lets a write through and makes a new one', async () => {
    const made = await create('a')
    const changed = await patch(made.at('id'), 'b', { 'If-Match': String(made.at('eTag')) })
    expect(changed.status).toBe(200)
    expect(changed.at('@odata.etag')).toBe(String(made.at('eTag')).replace(',1"', ',2"'))
    expect(changed.at('fields')).toBeUndefined()
  })

  test('a stale etag answers 412 and changes nothing, in both forms of the address', async () => {
    const made = await create('a')
    const stale = { 'If-Match': String(made.at('eTag')) }
    await patch(made.at('id'), 'b')
    for (const refused of [
      await patch(made.at('id'), 'c', stale),
      await client.graph('PATCH', `${list}/items/${made.at('id')}`, {
        body: { fields: { Title: 'c' } },
        headers: stale,
      }),
      await client.graph('DELETE', `${list}/items/${made.at('id')}`, { headers: stale }),
    ]) {
      expect(refused.status).toBe(412)
      expect(refused.at('error', 'code')).toBe('resourceModified')
      expect(refused.at('error', 'innerError', 'code')).toBe('entityTagDoesNotMatch')
    }
    const present = await client.graph('GET', `${list}/items/${made.at('id')}?$expand=fields`)
    expect(present.at('fields', 'Title')).toBe('b')
  })

  test('a star forces, an etag without quotes is malformed', async () => {
    const made = await create('a')
    expect((await patch(made.at('id'), 'b', { 'If-Match': '*' })).status).toBe(200)
    const refused = await patch(made.at('id'), 'c', { 'If-Match': 'abc,2' })
    expect(refused.status).toBe(400)
    expect(refused.at('error', 'innerError', 'code')).toBe('malformedEntityTag')
  })

  test('without it, concurrent saves can still answer 409', async () => {
    const made = await create('a')
    client.tenant.faults.set({ saveConflict: 1 })
    const refused = await patch(made.at('id'), 'b')
    client.tenant.faults.clear()
    expect([refused.status, refused.at('error', 'code')]).toEqual([409, 'resourceModified'])
  })
})

test('every write makes a version; an old one can be restored', async () => {
  const made = await create('a')
  await patch(made.at('id'), 'b')
  const versions = `${list}/items/${made.at('id')}/versions`
  const history = await client.graph('GET', versions)
  expect([history.at('value', 0, 'id'), history.at('value', 1, 'id')]).toEqual(['2.0', '1.0'])
  expect(history.at('value', 1, 'fields', 'Title')).toBe('a')
  expect((await client.graph('POST', `${versions}/1.0/restoreVersion`)).status).toBe(204)
  const restored = await client.graph('GET', `${list}/items/${made.at('id')}?$expand=fields`)
  expect([restored.at('fields', 'Title'), restored.at('fields', '_UIVersionString')]).toEqual(['a', '3.0'])
})

test('a write on behalf of a person carries both names', async () => {
  const made = await create('a')
  const token = await client.personToken(nora)
  await client.graph('PATCH', `${list}/items/${made.at('id')}/fields`, { body: { Title: 'b' }, token })
  const changed = await client.graph('GET', `${list}/items/${made.at('id')}`)
  expect(changed.at('lastModifiedBy', 'user', 'id')).toBe(nora)
  expect(changed.at('lastModifiedBy', 'application', 'displayName')).toBe('Gouvernail')
  expect(changed.at('createdBy', 'user', 'id')).toBeUndefined()
})

describe('delta', () => {
  const changes = async (link: unknown) => client.graph('GET', String(link))
  const titles = (answer: Awaited<ReturnType<typeof changes>>): unknown[] => {
    const value = answer.at('value')
    return Array.isArray(value) ? value.map((row) => row.fields?.Title ?? row.deleted?.state) : []
  }

  test('enumerates, then tells what changed, with a tombstone for what went away', async () => {
    const first = await create('a')
    await create('b')
    const full = await changes(`${list}/items/delta?$expand=fields`)
    expect(titles(full)).toEqual(['a', 'b'])
    const quiet = await changes(full.at('@odata.deltaLink'))
    expect(titles(quiet)).toEqual([])
    await patch(first.at('id'), 'a2')
    await create('c')
    await client.graph('DELETE', `${list}/items/2`)
    const since = await changes(quiet.at('@odata.deltaLink'))
    expect(titles(since)).toEqual(['a2', 'c', 'deleted'])
    expect(since.at('value', 2)).toEqual({
      id: '2',
      parentReference: expect.anything(),
      contentType: expect.anything(),
      deleted: { state: 'deleted' },
    })
  })

  test('token=latest starts from now; the function form of the address works too', async () => {
    await create('a')
    const latest = await changes(`${list}/items/delta?token=latest&$expand=fields`)
    expect(titles(latest)).toEqual([])
    await create('b')
    const token = new URL(String(latest.at('@odata.deltaLink'))).searchParams.get('token')
    expect(titles(await changes(`${list}/items/delta(token='${token}')?$expand=fields`))).toEqual(['b'])
  })

  test('pages follow one another, and a change during the enumeration is not lost', async () => {
    for (const title of ['a', 'b', 'c']) await create(title)
    const first = await changes(`${list}/items/delta?$expand=fields&$top=2`)
    expect(titles(first)).toEqual(['a', 'b'])
    await patch(1, 'a2')
    const second = await changes(first.at('@odata.nextLink'))
    expect(titles(second)).toEqual(['c'])
    expect(titles(await changes(second.at('@odata.deltaLink')))).toEqual(['a2'])
  })

  test('rows may be repeated', async () => {
    await create('a')
    client.tenant.faults.set({ repeatDeltaRows: true })
    const full = await changes(`${list}/items/delta?$expand=fields`)
    client.tenant.faults.clear()
    expect(titles(full)).toEqual(['a', 'a'])
  })

  test.each(['too old', 'announced as gone'])('a token %s answers 410 with a fresh start', async (why) => {
    await create('a')
    const full = await changes(`${list}/items/delta`)
    if (why === 'too old') now = new Date(now.getTime() + 31 * 86_400_000)
    else client.tenant.faults.set({ deltaGone: 1 })
    const gone = await changes(full.at('@odata.deltaLink'))
    expect([gone.status, gone.at('error', 'code')]).toEqual([410, 'resyncChangesApplyDifferences'])
    const again = await changes(gone.headers.get('location'))
    expect(again.at('value', 'length')).toBe(1)
  })

  test('costs one resource unit with a token and two without', async () => {
    client.tenant.resetUsage()
    const full = await changes(`${list}/items/delta`)
    await changes(full.at('@odata.deltaLink'))
    expect(client.tenant.usage()).toMatchObject({ requests: 2, resourceUnits: 3 })
  })
})
