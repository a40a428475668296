import { factsOn } from './fact'
import type { UnderTest } from './under-test'

const fact = factsOn({})
const NON_INDEXED = { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' }
const MULTI = 'Collection(Edm.Int32)'

/** A list whose columns show what the facts are about; `parents` is the list that its lookups point to. */
const workList = async ({ makeList, graph }: UnderTest): Promise<string> => {
  const parents = await makeList()
  for (const Title of ['one', 'two']) await graph('POST', `${parents}/items`, { body: { fields: { Title } } })
  const listId = parents.split('/').at(-1)
  return makeList([
    { name: 'Code', text: {}, indexed: true },
    { name: 'Plain', text: {} },
    { name: 'Tags', choice: { choices: ['a', 'b'], displayAs: 'checkBoxes' } },
    { name: 'Parent', lookup: { listId, columnName: 'Title' } },
    { name: 'Parents', lookup: { listId, columnName: 'Title', allowMultipleValues: true } },
    { name: 'Link', hyperlinkOrPicture: {} },
  ])
}
const create = ({ graph }: UnderTest, list: string, fields: object, headers: Record<string, string> = {}) =>
  graph('POST', `${list}/items`, { body: { fields }, headers })
const query = ({ graph }: UnderTest, list: string, options: Record<string, string>, headers = {}) =>
  graph('GET', `${list}/items?${new URLSearchParams(options)}`, { headers })

fact(1, 'filter and sort, on one row', [], async (on) => {
  const list = await workList(on)
  await create(on, list, { Plain: 'x', Code: 'x' })
  const message =
    "Field 'Plain' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists."
  for (const [option, value] of [
    ['$filter', "fields/Plain eq 'x'"],
    ['$orderby', 'fields/Plain'],
  ] as const) {
    const refused = await query(on, list, { [option]: value })
    expect([refused.status, refused.at('error', 'code'), refused.at('error', 'message')]).toEqual([
      400,
      'invalidRequest',
      message,
    ])
  }
  expect((await query(on, list, { $filter: "fields/Code eq 'x'" })).at('value', 'length')).toBe(1)
})

fact(2, 'with the header', [], async (on) => {
  const list = await workList(on)
  await create(on, list, { Plain: 'x' })
  expect((await query(on, list, { $filter: "fields/Plain eq 'x'" }, NON_INDEXED)).at('value', 'length')).toBe(1)
})

fact(2, 'beyond the threshold', ['switches'], async (on) => {
  const list = await workList(on)
  for (const Plain of ['x', 'y', 'z']) await create(on, list, { Plain })
  expect(on.local.tenant.faults.current.viewThreshold).toBe(5_000)
  on.local.tenant.faults.set({ viewThreshold: 2 })
  const refused = await query(on, list, { $filter: "fields/Plain eq 'x'" }, NON_INDEXED)
  expect([refused.at('error', 'code'), refused.at('error', 'innerError', 'code')]).toEqual([
    'notSupported',
    'tooManyResources',
  ])
})

fact(3, 'reading lookups', [], async (on) => {
  const list = await workList(on)
  const made = await create(on, list, {
    ParentLookupId: 1,
    ParentsLookupId: [1, 2],
    'ParentsLookupId@odata.type': MULTI,
  })
  const item = `${list}/items/${String(made.at('id'))}`
  expect((await on.graph('GET', `${list}/items`)).at('value', 0, 'fields')).toBeUndefined()
  const fields = (await on.graph('GET', `${item}?$expand=fields`)).at('fields')
  expect(fields).toMatchObject({ ParentLookupId: '1' })
  expect(fields).not.toHaveProperty('Parent')
  expect(fields).toMatchObject({
    Parents: [
      { LookupId: 1, LookupValue: 'one' },
      { LookupId: 2, LookupValue: 'two' },
    ],
  })
  const selected = await on.graph('GET', `${item}?$expand=fields($select=Parent)`)
  expect(selected.at('fields', 'Parent')).toBe('one')
})

fact(4, 'writing lookups and arrays', [], async (on) => {
  const list = await workList(on)
  for (const fields of [{ Parent: 1 }, { Tags: ['a'] }, { ParentsLookupId: [1] }]) {
    expect([fields, (await create(on, list, fields)).status]).toEqual([fields, 400])
  }
  const refused = await create(on, list, { ParentLookupId: { LookupId: 1 } })
  expect(refused.status).toBe(400)
  expect(refused.at('error', 'message')).toMatch(/^A value without a type name was found/)
  const annotated = await create(on, list, { Tags: ['a', 'b'], 'Tags@odata.type': 'Collection(Edm.String)' })
  expect(annotated.at('fields', 'Tags')).toEqual(['a', 'b'])
})

fact(5, 'on plain v1.0', [], async (on) => {
  const list = await workList(on)
  const refused = await create(on, list, { Link: { Url: 'https://example.org', Description: 'x' } })
  expect([refused.status, refused.at('error', 'code')]).toEqual([400, 'invalidRequest'])
})

fact(5, 'with apiversion=2.1', ['switches'], async (on) => {
  const link = { Link: { Url: 'https://example.org', Description: 'x' } }
  const made = await create(on, await workList(on), link, { Prefer: 'apiversion=2.1' })
  expect([made.status, made.at('fields', 'Link')]).toEqual([201, link.Link])
})

fact(6, 'read-only', [], async (on) => {
  expect((await create(on, await workList(on), { Created: '2026-01-01T00:00:00Z' })).status).toBe(400)
})

fact(
  6,
  'one field that cannot be written refuses all of them, in either form of an update',
  ['switches'],
  async (on) => {
    const list = await workList(on)
    const made = await create(on, list, { Plain: 'as it was' })
    const item = `${list}/items/${String(made.at('id'))}`
    const strange: readonly object[] = [
      { Nowhere: 'x' },
      { Modified: '2026-01-01T00:00:00Z' },
      { AuthorLookupId: 1 },
      { EditorLookupId: 1 },
      { _UIVersionString: '9.0' },
      { Attachments: false },
      { id: '7' },
      // Names that people see are not names of columns.
      { 'Title (renamed)': 'x' },
      { PlainLookupId: 1 },
      { ParentId: 1 },
    ]
    for (const field of strange) {
      const fields = { Plain: 'changed', ...field }
      const answers = [
        await on.graph('PATCH', `${item}/fields`, { body: fields }),
        await on.graph('PATCH', item, { body: { fields } }),
        await create(on, list, fields),
      ]
      expect([field, answers.map(({ status }) => status)]).toEqual([field, [400, 400, 400]])
    }
    const kept = await query(on, list, { $expand: 'fields($select=Plain)' })
    expect([kept.at('value', 'length'), kept.at('value', 0, 'fields', 'Plain')]).toEqual([1, 'as it was'])
  },
)

fact(6, 'unknown', ['switches'], async (on) => {
  const refused = await create(on, await workList(on), { Nowhere: 'x' })
  expect([refused.status, refused.at('error', 'code')]).toEqual([400, 'invalidRequest'])
})

fact(7, 'a name', [], async ({ graph, siteId }) => {
  const body = { name: 'Named', displayName: 'Named', list: { template: 'genericList' } }
  const refused = await graph('POST', `/sites/${siteId}/lists`, { body })
  expect(refused.status).toBe(400)
  expect(refused.at('error', 'message')).toMatch(/^Cannot define a 'name' for a list/)
})

fact(7, 'without the permission', ['identities'], async ({ local, siteId }) => {
  local.tenant.consent({ roles: ['Sites.ReadWrite.All'] })
  const body = { displayName: 'Denied', list: { template: 'genericList' } }
  const refused = await local.graph('POST', `/sites/${siteId}/lists`, { body, token: await local.appToken() })
  expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'accessDenied'])
})

fact(8, 'a stale etag changes nothing', [], async (on) => {
  const list = await workList(on)
  const made = await create(on, list, { Code: 'first' })
  const path = `${list}/items/${String(made.at('id'))}/fields`
  const headers = { 'If-Match': String(made.at('eTag')) }
  expect((await on.graph('PATCH', path, { body: { Code: 'second' }, headers })).status).toBe(200)
  expect((await on.graph('PATCH', path, { body: { Code: 'third' }, headers })).status).toBe(412)
  expect((await on.graph('GET', path)).at('Code')).toBe('second')
})

fact(8, 'concurrent writes', ['switches'], async (on) => {
  const list = await workList(on)
  const made = await create(on, list, { Code: 'first' })
  on.local.tenant.faults.set({ saveConflict: 1 })
  const body = { Code: 'second' }
  const refused = await on.graph('PATCH', `${list}/items/${String(made.at('id'))}/fields`, { body })
  expect([refused.status, refused.at('error', 'code')]).toEqual([409, 'resourceModified'])
})

fact(9, 'paging', [], async (on) => {
  const list = await workList(on)
  const row = (id: string) => ({
    id,
    method: 'POST',
    url: `${list}/items`,
    headers: { 'Content-Type': 'application/json' },
    body: { fields: { Title: id } },
  })
  for (let batch = 0; batch < 11; batch += 1) {
    const requests = Array.from({ length: batch === 10 ? 1 : 20 }, (_, index) => row(String(index)))
    await on.graph('POST', '/$batch', { body: { requests } })
  }
  const first = await on.graph('GET', `${list}/items`)
  expect(first.at('value', 'length')).toBe(200)
  const token = new URL(String(first.at('@odata.nextLink'))).searchParams.get('$skiptoken') ?? ''
  expect(Buffer.from(token, 'base64url').toString('utf8')).toMatch(/^Paged=TRUE&p_ID=\d+/)
  const second = await on.graph('GET', String(first.at('@odata.nextLink')))
  expect([second.at('value', 'length'), second.at('@odata.nextLink')]).toEqual([1, undefined])
  expect((await query(on, list, { $skip: '10' })).status).toBe(400)
})
