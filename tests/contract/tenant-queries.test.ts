import { makeList, startClient, type TenantClient } from './tenant-client'

/** Filters, sorting and paging: GRAPH-FACTS 1.6, 1.7, 13 items 1, 2, 9. */
const NON_INDEXED = { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' }

let client: TenantClient
let list: string

/** Creates items through `$batch`es of twenty. */
const fill = async (path: string, rows: readonly object[]): Promise<void> => {
  for (let start = 0; start < rows.length; start += 20) {
    const requests = rows.slice(start, start + 20).map((fields, index) => ({
      id: String(index),
      method: 'POST',
      url: `${path}/items`,
      headers: { 'Content-Type': 'application/json' },
      body: { fields },
    }))
    const answer = await client.graph('POST', '/$batch', { body: { requests } })
    if (answer.at('responses', 0, 'status') !== 201) throw new Error(answer.text)
  }
}

beforeAll(async () => {
  client = await startClient()
  list = await makeList(client, 'Rows', [
    { name: 'Code', text: {}, indexed: true },
    { name: 'Plain', text: {} },
    { name: 'Rank', number: {}, indexed: true },
    { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
    { name: 'Owner', personOrGroup: {}, indexed: true },
    { name: 'Urgent', boolean: {}, indexed: true },
  ])
  const rows = Array.from({ length: 250 }, (_, number) => ({
    Code: `C-${String(number).padStart(3, '0')}`,
    Plain: number % 2 === 0 ? 'even' : 'odd',
    Rank: number,
    Due: number < 100 ? '2026-03-10' : '2026-07-01',
    OwnerLookupId: number < 10 ? 3 : 4,
    ...(number === 5 ? { Urgent: true } : {}),
  }))
  await fill(list, [...rows, { Code: "O'Brien" }])
})
afterAll(() => client.close())

const query = (options: Record<string, string>, headers: Record<string, string> = {}) =>
  client.graph('GET', `${list}/items?${new URLSearchParams({ $expand: 'fields', $top: '999', ...options })}`, {
    headers,
  })
const count = async (filter: string): Promise<unknown> => (await query({ $filter: filter })).at('value', 'length')

test('400 with the words of the real service for a column without index, however short the list', async () => {
  const refused = await query({ $filter: "startswith(fields/Plain,'ev')" })
  expect(refused.status).toBe(400)
  expect(refused.at('error', 'code')).toBe('invalidRequest')
  expect(refused.at('error', 'message')).toBe(
    "Field 'Plain' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.",
  )
})

test('400 for sorting by a column without index', async () => {
  expect((await query({ $orderby: 'fields/Plain' })).status).toBe(400)
})

test('the Prefer header lets it through, and is confirmed', async () => {
  const answer = await query({ $filter: "fields/Plain eq 'odd'" }, NON_INDEXED)
  expect(answer.at('value', 'length')).toBe(125)
  expect(answer.headers.get('preference-applied')).toBe('HonorNonIndexedQueriesWarningMayFailRandomly')
})

test.each([
  ["fields/Code eq 'C-007'", 1],
  ["fields/Code eq 'c-007'", 1],
  ["fields/Code eq 'O''Brien'", 1],
  ["startswith(fields/Code,'C-00')", 10],
  ['fields/Rank ge 240', 10],
  ['fields/Rank gt 10 and fields/Rank lt 13', 2],
  ['fields/Rank eq 1 or fields/Rank eq 2', 2],
  ['(fields/Rank eq 1 or fields/Rank eq 2) and fields/Rank ne 1', 1],
  ["fields/Due eq '2026-03-10'", 100],
  ["fields/Due gt '2026-06-01T00:00:00Z'", 150],
  ["fields/OwnerLookupId eq '3'", 10],
  ['fields/OwnerLookupId eq 3', 10],
  ['fields/Urgent eq true', 1],
  ['fields/Rank eq null', 1],
])('$filter=%s', async (filter, expected) => {
  expect(await count(filter)).toBe(expected)
})

test("filtering by a person's name answers every row, as was seen in the field", async () => {
  expect(await count("fields/Owner eq 'Inès Vandamme'")).toBe(251)
})

test.each([
  ['a missing prefix', { $filter: "Code eq 'x'" }, 'Invalid filter clause'],
  ['an unknown operator', { $filter: "contains(fields/Code,'x')" }, 'Invalid filter clause'],
  ['an open text', { $filter: "fields/Code eq 'x" }, 'Invalid filter clause'],
  ['an unknown field', { $filter: "fields/Nope eq 'x'" }, "Field 'Nope' is not recognized"],
  ['$skip', { $skip: '10' }, '$skip is not supported on this API.'],
  ['$search', { $search: 'x' }, '$search is not supported on this API.'],
  ['sorting by id', { $orderby: 'fields/id' }, 'The specified orderby is not supported.'],
  ['a page of nothing', { $top: '0' }, "Invalid value '0' for $top query option."],
])('400: %s', async (_what, options, message) => {
  const refused = await query(options)
  expect(refused.status).toBe(400)
  expect(refused.at('error', 'message')).toBe(message)
})

test('no query option is passed over: 400 for one that Graph does not know, 501 for one that the tenant lacks', async () => {
  const site = `/sites/${client.tenant.registration.siteId}`
  const refusals = [
    `${list}/items?$foo=1`,
    `${site}/lists?$foo=1`,
    '/users?$top=1&$foo=1',
    `${site}/lists?$orderby=displayName`,
    '/users?$orderby=displayName',
  ]
  const answers = await Promise.all(refusals.map((path) => client.graph('GET', path)))
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 501, 501])
  expect(answers[1]?.at('error', 'message')).toBe("The query parameter '$foo' is not supported.")
  expect(answers[3]?.at('error', 'message')).toMatch(/^The local tenant does not implement \$orderby on GET \/sites/)
  expect((await client.graph('GET', `${site}/lists?$select=id&$filter=displayName eq 'Rows'`)).status).toBe(200)
})

test('rows come sorted by an indexed column', async () => {
  const sorted = await query({ $orderby: 'fields/Rank desc', $top: '2' })
  expect([sorted.at('value', 0, 'fields', 'Rank'), sorted.at('value', 1, 'fields', 'Rank')]).toEqual([249, 248])
})

const follow = async (first: string): Promise<number[]> => {
  const sizes: number[] = []
  for (let next: string | undefined = first; next !== undefined; ) {
    const page = await client.graph('GET', next)
    sizes.push(Number(page.at('value', 'length')))
    const link = page.at('@odata.nextLink')
    next = typeof link === 'string' ? link : undefined
  }
  return sizes
}

test('a page holds 200 rows unless $top says otherwise, and the links lead to the end', async () => {
  expect(await follow(`${list}/items`)).toEqual([200, 51])
  expect(await follow(`${list}/items?$top=100&$orderby=fields/Rank`)).toEqual([100, 100, 51])
})

test('the cursor is the id of the last row: a row that goes away shifts nothing', async () => {
  const own = await makeList(client, 'Cursor')
  await fill(own, [{ Title: '1' }, { Title: '2' }, { Title: '3' }, { Title: '4' }])
  const first = await client.graph('GET', `${own}/items?$top=2&$expand=fields`)
  const link = String(first.at('@odata.nextLink'))
  const token = new URL(link).searchParams.get('$skiptoken') ?? ''
  expect(Buffer.from(token, 'base64url').toString()).toBe('Paged=TRUE&p_ID=2')
  await client.graph('DELETE', `${own}/items/1`)
  expect((await client.graph('GET', link)).at('value', 0, 'fields', 'Title')).toBe('3')
})

test.each([
  ['unfiltered', 251],
  ['empty', 0],
] as const)('an unfaithful filter can be switched on: %s', async (unfaithfulFilter, expected) => {
  client.tenant.faults.set({ unfaithfulFilter })
  expect(await count("fields/Code eq 'C-007'")).toBe(expected)
  client.tenant.faults.clear()
})
