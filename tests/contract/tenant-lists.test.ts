import { ines, makeList, startClient, type TenantClient } from './tenant-client'

/** Writing and reading list items as SharePoint does: GRAPH-FACTS 1.2-1.5, 13 items 3-7. */
let client: TenantClient
let list: string
let lists: string

beforeAll(async () => {
  client = await startClient()
  lists = `/sites/${client.tenant.registration.siteId}/lists`
  list = await makeList(client, 'Work', [
    { name: 'Code', text: {}, indexed: true, enforceUniqueValues: true },
    { name: 'Note', text: { allowMultipleLines: true } },
    { name: 'State', choice: { choices: ['open', 'done'] }, indexed: true },
    { name: 'Tags', choice: { choices: ['a', 'b'], displayAs: 'checkBoxes' } },
    { name: 'Cost', currency: {} },
    { name: 'Share', number: { minimum: 0, maximum: 100 } },
    { name: 'Due', dateTime: { format: 'dateOnly' } },
    { name: 'Seen', dateTime: { format: 'dateTime' } },
    { name: 'Urgent', boolean: {} },
    { name: 'Owner', personOrGroup: {} },
    { name: 'Owners', personOrGroup: { allowMultipleSelection: true } },
    { name: 'Link', hyperlinkOrPicture: {} },
  ])
})
afterAll(() => client.close())

const create = (fields: object, headers: Record<string, string> = {}) =>
  client.graph('POST', `${list}/items`, { body: { fields }, headers })

test('a list names whoever changed it last: its maker, then whoever adds a column', async () => {
  const other = await startClient({ grantedScopes: ['Sites.Manage.All'] })
  const token = await other.personToken(ines)
  const body = { displayName: 'Changed', list: { template: 'genericList' } }
  const made = await other.graph('POST', lists, { body, token })
  const path = `${lists}/${String(made.at('id'))}`
  const by = async (who: 'user' | 'application') =>
    (await other.graph('GET', path)).at('lastModifiedBy', who, 'displayName')
  expect(await by('user')).toBe('Inès Vandamme')
  await other.graph('POST', `${path}/columns`, { body: { name: 'Code', text: {} } })
  expect(await by('application')).toBe('Gouvernail')
  await other.close()
})

test('a created item answers 201 with its fields and the extras that SharePoint adds', async () => {
  const made = await create({ Title: 'One', Code: 'C-1', OwnerLookupId: 3, Cost: 250_000 })
  expect(made.status).toBe(201)
  expect(made.at('fields')).toMatchObject({
    Title: 'One',
    OwnerLookupId: '3',
    Cost: 250_000,
    ContentType: 'Item',
    LinkTitle: 'One',
    LinkTitleNoMenu: 'One',
    Attachments: false,
    Edit: '',
    _UIVersionString: '1.0',
    ItemChildCount: '0',
    AppAuthorLookupId: '2',
    AppEditorLookupId: '2',
  })
  expect(made.at('eTag')).toMatch(/^"[0-9a-f-]{36},1"$/)
  expect(made.at('fields', '@odata.etag')).toBe(made.at('eTag'))
  expect(made.at('lastModifiedBy', 'application', 'displayName')).toBe('Gouvernail')
})

test.each([
  ['winter', '2026-03-10', '2026-03-09T23:00:00Z'],
  ['summer', '2026-07-10', '2026-07-09T22:00:00Z'],
  ['the day summer time starts', '2026-03-29', '2026-03-28T23:00:00Z'],
  ['the day summer time ends', '2026-10-25', '2026-10-24T22:00:00Z'],
  ['an instant of that day', '2026-03-10T15:00:00Z', '2026-03-09T23:00:00Z'],
])('a date-only column keeps the midnight of Brussels in UTC: %s', async (_when, written, read) => {
  expect((await create({ Due: written })).at('fields', 'Due')).toBe(read)
})

test('an instant is kept to the second, in UTC', async () => {
  expect((await create({ Seen: '2026-03-10T15:04:05.678+01:00' })).at('fields', 'Seen')).toBe('2026-03-10T14:04:05Z')
})

test('empty and cleared columns are absent', async () => {
  const made = await create({ Title: 'x', Note: '', Cost: 1 })
  expect(made.at('fields', 'Note')).toBeUndefined()
  const cleared = await client.graph('PATCH', `${list}/items/${made.at('id')}/fields`, { body: { Cost: null } })
  expect(cleared.status).toBe(200)
  expect(cleared.at('Cost')).toBeUndefined()
})

test('without $expand=fields there are no fields', async () => {
  await create({ Title: 'no fields' })
  const page = await client.graph('GET', `${list}/items?$top=1`)
  expect(page.at('value', 0, 'id')).toEqual(expect.any(String))
  expect(page.at('value', 0, 'fields')).toBeUndefined()
})

test('a single person comes as a text id, several as objects; the name only when selected', async () => {
  const made = await create({
    OwnerLookupId: '3',
    OwnersLookupId: [3, 4],
    'OwnersLookupId@odata.type': 'Collection(Edm.Int32)',
  })
  expect(made.at('fields', 'OwnerLookupId')).toBe('3')
  expect(made.at('fields', 'Owner')).toBeUndefined()
  expect(made.at('fields', 'Owners')).toEqual([
    { LookupId: 3, LookupValue: 'Inès Vandamme', Email: 'ines.vandamme@opnum.example' },
    { LookupId: 4, LookupValue: 'Nadège Collignon', Email: 'nadege.collignon@opnum.example' },
  ])
  const named = await client.graph('GET', `${list}/items/${made.at('id')}?$expand=fields($select=Owner)`)
  expect(named.at('fields')).toEqual({
    '@odata.etag': made.at('eTag'),
    Owner: 'Inès Vandamme',
    OwnerLookupId: '3',
  })
})

test('several choices are written with their annotation and read as an array', async () => {
  const made = await create({ Tags: ['a', 'b'], 'Tags@odata.type': 'Collection(Edm.String)' })
  expect(made.at('fields', 'Tags')).toEqual(['a', 'b'])
})

test.each<[string, object, RegExp]>([
  ['a person under its plain name', { Owner: 3 }, /malformed/],
  ['an identity object', { Owner: { user: { id: 'd661d903' } } }, /^A value without a type name was found/],
  ['a lookup object under LookupId', { OwnerLookupId: { LookupId: 3 } }, /^A value without a type name was found/],
  ['an e-mail as lookup id', { OwnerLookupId: 'ines.vandamme@opnum.example' }, /malformed/],
  ['a person who never touched the site', { OwnerLookupId: 4711 }, /does not exist/],
  ['several choices without annotation', { Tags: ['a'] }, /^A value without a type name was found/],
  ['several people without annotation', { OwnersLookupId: [3] }, /^A value without a type name was found/],
  ['several values in a single choice', { State: ['open'], 'State@odata.type': 'Collection(Edm.String)' }, /malformed/],
  ['an unknown field', { Nonsense: 1 }, /^Field 'Nonsense' is not recognized/],
  ['a read-only field', { Created: '2026-01-01T00:00:00Z' }, /read-only/],
  ['the author', { Author: 'x' }, /read-only/],
  ['the id', { id: '7' }, /not recognized/],
  ['more than 255 characters', { Title: 'x'.repeat(256) }, /longer than 255/],
  ['more than 63 999 characters in several lines', { Note: 'x'.repeat(64_000) }, /longer than 63999/],
  ['a choice that is not one', { State: 'unheard-of' }, /not one of the choices/],
  ['text for a number', { Cost: '250000' }, /malformed/],
  ['a number out of range', { Share: 101 }, /out of range/],
  ['text for a flag', { Urgent: 'true' }, /malformed/],
  ['a date that is not one', { Due: '2026-02-30' }, /malformed/],
  ['a hyperlink', { Link: { Url: 'https://example.org' } }, /Invalid request/],
  ['an object in a text column', { Title: { a: 1 } }, /^A value without a type name was found/],
])('400: %s', async (_what, fields, message) => {
  const refused = await create(fields)
  expect(refused.status).toBe(400)
  expect(refused.at('error', 'code')).toBe('invalidRequest')
  expect(refused.at('error', 'message')).toMatch(message)
})

test('a hyperlink can be written with Prefer: apiversion=2.1', async () => {
  const link = { Url: 'https://example.org', Description: 'Exemple' }
  const made = await create({ Link: link }, { Prefer: 'apiversion=2.1' })
  expect(made.at('fields', 'Link')).toEqual(link)
})

test('spreading the fields that were read back into a write is refused', async () => {
  const made = await create({ Title: 'spread' })
  const refused = await client.graph('PATCH', `${list}/items/${made.at('id')}/fields`, { body: made.at('fields') })
  expect(refused.status).toBe(400)
})

test('a bare field map is not the body of a creation', async () => {
  expect((await client.graph('POST', `${list}/items`, { body: { Title: 'x' } })).status).toBe(400)
})

test('a unique column refuses a value that is taken, whatever its case, and takes it again once it is free', async () => {
  const first = await create({ Code: 'U-1' })
  const second = await create({ Code: 'u-1' })
  expect(second.status).toBe(400)
  expect(second.at('error', 'message')).toMatch(/duplicate values were found.*\[Code\]/)
  await client.graph('DELETE', `${list}/items/${first.at('id')}`)
  expect((await create({ Code: 'U-1' })).status).toBe(201)
})

test('item ids ascend and are never used again', async () => {
  const first = Number((await create({ Title: 'a' })).at('id'))
  await client.graph('DELETE', `${list}/items/${first}`)
  expect(Number((await create({ Title: 'b' })).at('id'))).toBe(first + 1)
  expect((await client.graph('GET', `${list}/items/${first}`)).at('error', 'code')).toBe('itemNotFound')
})

describe('lists and columns', () => {
  test('a list created with a name is refused, with the words of the real service', async () => {
    const refused = await client.graph('POST', lists, { body: { name: 'X', displayName: 'X' } })
    expect(refused.status).toBe(400)
    expect(refused.at('error', 'message')).toBe(
      "Cannot define a 'name' for a list as it is assigned by the server. Instead, provide 'displayName'",
    )
  })

  test('a wrong template is refused', async () => {
    const refused = await client.graph('POST', lists, { body: { displayName: 'Y', list: { template: 'generic' } } })
    expect(refused.at('error', 'message')).toBe('One of the provided arguments is not acceptable.')
  })

  test('a title that is taken answers 409', async () => {
    expect((await client.graph('POST', lists, { body: { displayName: 'work' } })).status).toBe(409)
  })

  test('the answer to a creation has no columns; $expand=columns shows them', async () => {
    const made = await client.graph('POST', lists, { body: { displayName: 'Z', columns: [{ name: 'A', text: {} }] } })
    expect(made.status).toBe(201)
    expect(made.at('columns')).toBeUndefined()
    const read = await client.graph('GET', `${lists}/${made.at('id')}?$expand=columns`)
    expect(read.at('columns')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'A', text: expect.objectContaining({ maxLength: 255 }) }),
      ]),
    )
  })

  test('a null default makes the creation of a column fail', async () => {
    const failed = await client.graph('POST', `${list}/columns`, { body: { name: 'N', text: {}, defaultValue: null } })
    expect(failed.status).toBe(500)
    expect(failed.at('error', 'code')).toBe('generalException')
  })

  test.each<[string, object]>([
    ['no type', { name: 'Q' }],
    ['two types', { name: 'Q', text: {}, number: {} }],
    ['unique without index', { name: 'Q', text: {}, enforceUniqueValues: true }],
    ['an index on long text', { name: 'Q', text: { allowMultipleLines: true }, indexed: true }],
    ['an unknown property', { name: 'Q', text: {}, columnType: 'text' }],
    ['a lookup to a list that is not there', { name: 'Q', lookup: { listId: 'nowhere', columnName: 'Title' } }],
  ])('a column with %s is refused', async (_what, body) => {
    expect((await client.graph('POST', `${list}/columns`, { body })).status).toBe(400)
  })

  test('a hyperlink column has no facet; columnType cannot be selected', async () => {
    const columns = await client.graph('GET', `${list}/columns`)
    const value = columns.at('value')
    const link = Array.isArray(value) ? value.find(({ name }) => name === 'Link') : undefined
    expect(link).toMatchObject({ name: 'Link', readOnly: false })
    expect(link).not.toHaveProperty('hyperlinkOrPicture')
    expect((await client.graph('GET', `${list}/columns?$select=name,columnType`)).status).toBe(400)
  })

  test('a column is renamed for people, indexed later, and keeps its internal name', async () => {
    const own = await makeList(client, 'Columns')
    const column = await client.graph('POST', `${own}/columns`, { body: { name: 'Area', text: {} } })
    const changed = await client.graph('PATCH', `${own}/columns/${column.at('id')}`, {
      body: { displayName: 'Domaine', indexed: true },
    })
    expect(changed.at('name')).toBe('Area')
    expect(changed.at('displayName')).toBe('Domaine')
    expect(changed.at('indexed')).toBe(true)
    const renamed = await client.graph('PATCH', `${own}/columns/${column.at('id')}`, { body: { name: 'Other' } })
    expect(renamed.status).toBe(400)
  })

  test('lists are found by title, and filtered by displayName alone', async () => {
    expect((await client.graph('GET', `${lists}/Work`)).at('displayName')).toBe('Work')
    expect((await client.graph('GET', `${lists}?$filter=displayName eq 'Work'`)).at('value', 'length')).toBe(1)
    const refused = await client.graph('GET', `${lists}?$filter=name eq 'Work'`)
    expect(refused.at('error', 'message')).toBe('The provided filter statement is not supported.')
  })

  test('a page of a list with more than twelve lookups drops the later ones, a single item does not', async () => {
    const columns = Array.from({ length: 12 }, (_, number) => ({ name: `P${number}`, personOrGroup: {} }))
    const own = await makeList(client, 'Lookups', columns)
    const fields = Object.fromEntries(columns.map(({ name }) => [`${name}LookupId`, 3]))
    const made = await client.graph('POST', `${own}/items`, { body: { fields } })
    const page = await client.graph('GET', `${own}/items?$expand=fields`)
    expect(page.at('value', 0, 'fields', 'P9LookupId')).toBe('3')
    expect(page.at('value', 0, 'fields', 'P10LookupId')).toBeUndefined()
    const single = await client.graph('GET', `${own}/items/${made.at('id')}?$expand=fields`)
    expect(single.at('fields', 'P11LookupId')).toBe('3')
  })
})

test("the site's own columns can be read, not added to", async () => {
  const columns = `/sites/${client.tenant.registration.siteId}/columns`
  const names: { name: string }[] = JSON.parse((await client.graph('GET', columns)).text).value
  expect(names.map(({ name }) => name)).toContain('Title')
  expect((await client.graph('POST', columns, { body: { name: 'X', text: {} } })).status).toBe(501)
})

test('$select keeps the selected properties, annotations and what was expanded', async () => {
  const item = await client.graph('GET', `${list}/items?$top=1&$select=id,webUrl&$expand=fields($select=Title)`)
  const kept = Object.keys(JSON.parse(item.text).value[0]).sort()
  expect(kept).toEqual(['@odata.etag', 'fields', 'fields@odata.context', 'id', 'webUrl'])
  expect(JSON.parse((await client.graph('GET', `${list}?$select=displayName`)).text)).toEqual({
    '@odata.context': expect.any(String),
    '@odata.etag': expect.any(String),
    displayName: 'Work',
  })
})

test.each([
  ['the triple', ''],
  ['hostname and path', 'opnum.sharepoint.example:/sites/gouvernail'],
])('a site is found by %s', async (_how, address) => {
  const found = await client.graph('GET', `/sites/${address || client.tenant.registration.siteId}`)
  expect(found.at('id')).toBe(client.tenant.registration.siteId)
})

test('an unknown site answers 404 itemNotFound', async () => {
  const missing = await client.graph('GET', '/sites/opnum.sharepoint.example:/sites/nowhere')
  expect(missing.status).toBe(404)
  expect(missing.at('error', 'code')).toBe('itemNotFound')
  expect((await client.graph('GET', '/sites/root')).status).toBe(200)
})

test('every answer carries the headers of the real service', async () => {
  const answer = await client.graph('GET', list, { headers: { 'client-request-id': 'mine' } })
  expect(answer.headers.get('content-type')).toMatch(/^application\/json;odata\.metadata=minimal/)
  expect(answer.headers.get('odata-version')).toBe('4.0')
  expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(answer.headers.get('client-request-id')).toBe('mine')
})

test('what is not implemented answers 501 and says so', async () => {
  const answer = await client.graph('GET', '/planner/plans')
  expect(answer.status).toBe(501)
  expect(answer.at('error', 'message')).toBe(
    'The local tenant does not implement GET /planner/plans. See docs/local-tenant.md.',
  )
})
