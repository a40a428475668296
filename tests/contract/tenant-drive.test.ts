import { philippe, startClient, type TenantClient } from './tenant-client'

/** The document library: GRAPH-FACTS 7.1, 13 item 22. */
let client: TenantClient
let root: string

beforeAll(async () => {
  client = await startClient()
  const drive = await client.graph('GET', `/sites/${client.tenant.registration.siteId}/drive`)
  root = `/drives/${drive.at('id')}/root`
})
afterAll(() => client.close())

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 251)
const put = (path: string, content: string, query = '', token?: string) =>
  client.graph('PUT', `${root}:/${path}:/content${query}`, {
    body: Buffer.from(content),
    headers: { 'Content-Type': 'text/plain' },
    ...(token ? { token } : {}),
  })
const download = async (path: string): Promise<string> => {
  const redirect = await client.graph('GET', `${root}:/${path}:/content`)
  expect(redirect.status).toBe(302)
  return (await client.http('GET', String(redirect.headers.get('location')))).text
}
const children = async (path: string): Promise<unknown[]> => {
  const answer = await client.graph('GET', `${root}:/${path}:/children`)
  const value = answer.at('value')
  return Array.isArray(value) ? value.map(({ name }) => name) : []
}

test('a file is uploaded below folders that did not exist, and read through an address that needs no token', async () => {
  const made = await put('2026/2026-11/Dossier é.txt', 'contenu')
  expect(made.status).toBe(201)
  expect(made.at('name')).toBe('Dossier é.txt')
  expect(made.at('file', 'mimeType')).toBe('text/plain')
  expect(made.at('parentReference', 'path')).toMatch(/\/root:\/2026\/2026-11$/)
  expect(await download('2026/2026-11/Dossier é.txt')).toBe('contenu')
  expect(await children('2026')).toEqual(['2026-11'])
  const byId = await client.graph('GET', `${root.replace('/root', '')}/items/${made.at('id')}`)
  expect(byId.at('name')).toBe('Dossier é.txt')
})

test('the library of a site is addressed through the site as well, by path and by id', async () => {
  const { siteId } = client.tenant.registration
  const through = (site: string, rest: string, body?: Uint8Array) =>
    client.graph(body ? 'PUT' : 'GET', `/sites/${site}/drive/${rest}`, body ? { body } : {})
  const made = await through(siteId, 'root:/par le site/a.txt:/content', bytes(3))
  expect([made.status, made.at('name')]).toEqual([201, 'a.txt'])
  for (const rest of [`items/${made.at('id')}`, 'root:/par le site/a.txt', 'root:/par le site:/children'])
    expect([rest, (await through(siteId, rest)).text]).toEqual([rest, expect.stringContaining(String(made.at('id')))])
  expect((await through('root', 'root:/par le site/a.txt')).status).toBe(404)
})

test('the address for people opens the file on this computer', async () => {
  const made = await put('web/a b.txt', 'lisible')
  expect((await client.http('GET', String(made.at('webUrl')))).text).toBe('lisible')
  const foreign = await client.http('GET', String(made.at('webUrl')), { headers: { Origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
})

test('a taken name: replaced unless told otherwise, refused with fail, renamed with rename', async () => {
  const first = await put('same/x.txt', 'one')
  const second = await put('same/X.txt', 'two')
  expect([second.status, second.at('id')]).toEqual([200, first.at('id')])
  const failed = await put('same/x.txt', 'three', '?@microsoft.graph.conflictBehavior=fail')
  expect([failed.status, failed.at('error', 'code')]).toEqual([409, 'nameAlreadyExists'])
  const renamed = await put('same/x.txt', 'four', '?@microsoft.graph.conflictBehavior=rename')
  expect([renamed.status, renamed.at('name')]).toEqual([201, 'x 1.txt'])
  expect(await download('same/x.txt')).toBe('two')
})

test.each(['a:b.txt', 'a*b.txt', 'a|b.txt', ' a.txt', '~$a.txt', 'CON', 'a_vti_b.txt'])(
  'the name %p is refused',
  async (name) => {
    const refused = await client.graph('PUT', `${root}:/${encodeURIComponent(name)}:/content`, {
      body: Buffer.from('x'),
    })
    expect(refused.status).toBe(400)
  },
)

test('a reader may read and not write', async () => {
  await put('rights/x.txt', 'x')
  const token = await client.personToken(philippe)
  expect((await client.graph('GET', `${root}:/rights/x.txt`, { token })).status).toBe(200)
  expect((await put('rights/y.txt', 'y', '', token)).status).toBe(403)
})

test('a folder is deleted with what is in it; a stale etag refuses', async () => {
  const made = await put('gone/x.txt', 'x')
  const stale = await client.graph('DELETE', `${root}:/gone/x.txt`, { headers: { 'If-Match': '"old,1"' } })
  expect(stale.status).toBe(412)
  expect((await client.graph('DELETE', `${root}:/gone`)).status).toBe(204)
  const missing = await client.graph('GET', `${root.replace('/root', '')}/items/${made.at('id')}`)
  expect([missing.status, missing.at('error', 'code')]).toEqual([404, 'itemNotFound'])
})

test('a folder is created once', async () => {
  const body = { name: 'Archives', folder: {}, '@microsoft.graph.conflictBehavior': 'fail' }
  expect((await client.graph('POST', `${root}/children`, { body })).status).toBe(201)
  expect((await client.graph('POST', `${root}/children`, { body })).status).toBe(409)
})

describe('upload session', () => {
  const STEP = 327_680
  const openAt = (path: string, item: object = {}) =>
    client.graph('POST', `${root}:/${path}:/createUploadSession`, { body: { item } })
  const open = async (path: string, item: object = {}): Promise<string> =>
    String((await openAt(path, item)).at('uploadUrl'))
  const range = (
    url: string,
    content: Uint8Array,
    start: number,
    total: number,
    headers: Record<string, string> = {},
  ) =>
    client.http('PUT', url, {
      body: content,
      headers: { 'Content-Range': `bytes ${start}-${start + content.length - 1}/${total}`, ...headers },
    })

  test('takes ranges in order, 202 until the last, then 201', async () => {
    const whole = bytes(2 * STEP + 10)
    const url = await open('big/pack.pptx')
    const first = await range(url, whole.subarray(0, STEP), 0, whole.length)
    expect([first.status, first.at('nextExpectedRanges')]).toEqual([202, [`${STEP}-`]])
    expect((await client.http('GET', url)).at('nextExpectedRanges')).toEqual([`${STEP}-`])
    await range(url, whole.subarray(STEP, 2 * STEP), STEP, whole.length)
    const last = await range(url, whole.subarray(2 * STEP), 2 * STEP, whole.length)
    expect([last.status, last.at('name'), last.at('size')]).toEqual([201, 'pack.pptx', whole.length])
    const read = await fetch(String(last.at('@microsoft.graph.downloadUrl')))
    expect(Buffer.from(await read.arrayBuffer()).equals(whole)).toBe(true)
    expect((await client.http('GET', url)).status).toBe(404)
  })

  test('401 when the token is sent to the upload address', async () => {
    const refused = await range(await open('s/a.bin'), bytes(10), 0, 10, { Authorization: 'Bearer x' })
    expect(refused.status).toBe(401)
  })

  test('416 for a range out of order or received before', async () => {
    const url = await open('s/b.bin')
    expect((await range(url, bytes(10), STEP, 2 * STEP)).status).toBe(416)
    await range(url, bytes(STEP), 0, 2 * STEP)
    expect((await range(url, bytes(STEP), 0, 2 * STEP)).status).toBe(416)
  })

  test('400 at the end when a range was not a multiple of 320 KiB, and no file', async () => {
    const url = await open('s/c.bin')
    expect((await range(url, bytes(1_000), 0, 2_000)).status).toBe(202)
    expect((await range(url, bytes(1_000), 1_000, 2_000)).status).toBe(400)
    expect((await client.graph('GET', `${root}:/s/c.bin`)).status).toBe(404)
  })

  test('409 at the end for a taken name, unless it may be replaced', async () => {
    await put('s/d.bin', 'there')
    const refused = await range(await open('s/d.bin'), bytes(10), 0, 10)
    expect([refused.status, refused.at('error', 'code')]).toEqual([409, 'nameAlreadyExists'])
    const replace = { '@microsoft.graph.conflictBehavior': 'replace' }
    expect((await range(await open('s/d.bin', replace), bytes(10), 0, 10)).status).toBe(200)
  })

  test.each<[string, object, number]>([
    ['another name in the body', { name: 'other.bin' }, 400],
    ['a file larger than the quota', { fileSize: 3e14 }, 507],
    ['an unknown conflict behaviour', { '@microsoft.graph.conflictBehavior': 'merge' }, 400],
  ])('is not opened for %s', async (_what, item, status) => {
    expect((await openAt('s/e.bin', item)).status).toBe(status)
  })

  test.each(['bytes 0-4/10', 'bytes 0-9/5', 'nonsense'])('400: ten bytes under Content-Range %p', async (header) => {
    const url = await open('s/f.bin')
    const refused = await client.http('PUT', url, { body: bytes(10), headers: { 'Content-Range': header } })
    expect(refused.status).toBe(400)
  })

  test('can be cancelled', async () => {
    const url = await open('s/g.bin')
    expect((await client.http('DELETE', url)).status).toBe(204)
    expect((await range(url, bytes(10), 0, 10)).status).toBe(404)
  })
})
