import { makeList, startClient, type TenantClient } from './tenant-client'

let client: TenantClient
let list: string

beforeAll(async () => {
  client = await startClient()
  list = await makeList(client, 'Work', [
    { name: 'Code', text: {}, indexed: true, enforceUniqueValues: true },
    { name: 'Note', text: { allowMultipleLines: true } },
    { name: 'State', choice: { choices: ['open', 'done'] }, indexed: true },
    { name: 'Tags', choice: { choices: ['a', 'b'], displayAs: 'checkBoxes' } },
    { name: 'Cost', currency: {} },
    { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
    { name: 'Seen', dateTime: { format: 'dateTime' } },
    { name: 'Urgent', boolean: {} },
    { name: 'Owner', personOrGroup: {} },
    { name: 'Owners', personOrGroup: { allowMultipleSelection: true } },
    { name: 'Link', hyperlinkOrPicture: {} },
  ])
})
afterAll(() => client.close())

test('a created item comes back with its fields and the extras that SharePoint adds', async () => {
  const made = await client.graph('POST', `${list}/items`, {
    body: { fields: { Title: 'One', Code: 'C-1', Due: '2026-03-10', OwnerLookupId: 3, Cost: 250_000 } },
  })
  expect(made.status).toBe(201)
  expect(made.at('fields')).toMatchObject({
    Title: 'One',
    Due: '2026-03-09T23:00:00Z',
    OwnerLookupId: '3',
    Cost: 250_000,
    LinkTitle: 'One',
    _UIVersionString: '1.0',
    ItemChildCount: '0',
    AppAuthorLookupId: '2',
  })
  expect(made.at('eTag')).toMatch(/^"[0-9a-f-]{36},1"$/)
})
