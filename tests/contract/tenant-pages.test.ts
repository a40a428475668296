import { ines, philippe, startClient, type TenantClient } from './tenant-client'

/** Site pages and news: GRAPH-FACTS 7.3 and item 21 of section 13; graph-examples/16. */
let client: TenantClient
let pages: string
let reader: string
let counter = 0

const cast = 'microsoft.graph.sitePage'
const text = (innerHtml: string) => ({ innerHtml })
const canvas = (...webparts: object[]) => ({
  horizontalSections: [{ layout: 'oneColumn', columns: [{ width: 12, webparts }] }],
})

beforeAll(async () => {
  client = await startClient({ grantedRoles: ['Sites.ReadWrite.All'], grantedScopes: ['Sites.ReadWrite.All'] })
  pages = `/sites/${client.tenant.registration.siteId}/pages`
  reader = await client.personToken(philippe)
})
afterAll(() => client.close())

const create = (more: object = {}) => {
  counter += 1
  const body = {
    '@odata.type': `#${cast}`,
    name: `page-${counter}.aspx`,
    title: `Page ${counter}`,
    pageLayout: 'article',
  }
  return client.graph('POST', pages, { body: { ...body, ...more } })
}

test.each([
  ['without @odata.type', { '@odata.type': undefined }, 400],
  ['of another type', { '@odata.type': '#microsoft.graph.baseSitePage' }, 400],
  ['with a name that is not .aspx', { name: 'page.html' }, 400],
  ['without a title', { title: undefined }, 400],
  ['with a layout nobody knows', { pageLayout: 'poster' }, 400],
  ['promoted by Microsoft', { promotionKind: 'microsoftReserved' }, 400],
  ['with the list web part', { canvasLayout: canvas({ webPartType: 'f92bf067-bc19-489e-a556-7fe95f508720' }) }, 400],
  [
    'with columns that do not sum to 12',
    { canvasLayout: { horizontalSections: [{ layout: 'twoColumns', columns: [{ width: 6 }, { width: 4 }] }] } },
    400,
  ],
])('a page %s is refused', async (_what, more, status) => {
  expect((await create(more)).status).toBe(status)
})

test('a new page is a draft, checked out; its name cannot be taken again', async () => {
  const made = await create({ name: 'once.aspx' })
  expect([made.status, made.at('publishingState', 'level'), made.at('publishingState', 'versionId')]).toEqual([
    201,
    'checkout',
    '0.1',
  ])
  expect((await create({ name: 'ONCE.aspx' })).status).toBe(409)
})

test('readers see a page, and its changes, once published', async () => {
  const id = String((await create({ promotionKind: 'newsPost' })).at('id'))
  const path = `${pages}/${id}`
  const asReader = () => client.graph('GET', path, { token: reader })
  const listed = async () => (await client.graph('GET', pages, { token: reader })).text.includes(id)
  expect([(await asReader()).status, await listed()]).toEqual([404, false])
  expect((await client.graph('POST', `${path}/${cast}/publish`)).status).toBe(204)
  expect([(await asReader()).at('promotionKind'), await listed()]).toEqual(['newsPost', true])
  const body = { '@odata.type': `#${cast}`, title: 'Neuf' }
  expect((await client.graph('PATCH', `${path}/${cast}`, { body })).at('publishingState', 'level')).toBe('checkout')
  expect((await asReader()).at('title')).not.toBe('Neuf')
  await client.graph('POST', `${path}/${cast}/publish`)
  expect((await asReader()).at('title')).toBe('Neuf')
})

test('the canvas comes through the cast, expanded, without scripts, styles and classes', async () => {
  const html = '<p class="x" style="color:red" onclick="go()"><b>Gras</b></p><script>go()</script>'
  const id = String((await create({ canvasLayout: canvas(text(html)) })).at('id'))
  const section = ['canvasLayout', 'horizontalSections', 0, 'columns', 0, 'webparts', 0, 'innerHtml'] as const
  expect((await client.graph('GET', `${pages}/${id}/${cast}?$expand=canvasLayout`)).at(...section)).toBe(
    '<p><b>Gras</b></p>',
  )
  expect((await client.graph('GET', `${pages}/${id}/${cast}`)).at('canvasLayout')).toBeUndefined()
  expect((await client.graph('GET', `${pages}/${id}?$expand=canvasLayout`)).at('canvasLayout')).toBeUndefined()
})

test('a reader makes, changes and publishes nothing; who may write deletes', async () => {
  const id = String((await create()).at('id'))
  await client.graph('POST', `${pages}/${id}/${cast}/publish`)
  for (const [method, path] of [
    ['POST', pages],
    ['PATCH', `${pages}/${id}/${cast}`],
    ['POST', `${pages}/${id}/${cast}/publish`],
    ['DELETE', `${pages}/${id}`],
  ] as const) {
    expect((await client.graph(method, path, { body: {}, token: reader })).status).toBe(403)
  }
  expect((await client.graph('DELETE', `${pages}/${id}`, { token: await client.personToken(ines) })).status).toBe(204)
  expect((await client.graph('GET', `${pages}/${id}`)).status).toBe(404)
})
