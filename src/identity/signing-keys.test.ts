import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { createSigningKeys, KeysUnavailable } from './signing-keys'

const STALE_MS = 600_000
let server: Server
let metadataUrl: string
let jwk: JWK
let shown: readonly string[] = ['first']
let answer: 'keys' | 'failure' | 'nonsense' = 'keys'
let readings = 0
let now = 1_000_000

beforeAll(async () => {
  jwk = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey)
  server = createServer((req, res) => {
    const at = server.address()
    const origin = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`
    if (req.url === '/keys') readings += 1
    if (answer === 'failure') return void res.writeHead(502).end()
    const keys = shown.map((kid) => ({ ...jwk, kid }))
    const body = answer === 'nonsense' ? { keys: 7 } : req.url === '/keys' ? { keys } : { jwks_uri: `${origin}/keys` }
    res.setHeader('Content-Type', 'application/json').end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  metadataUrl = `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}/metadata`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  shown = ['first']
  answer = 'keys'
  readings = 0
})

const keysOf = () => createSigningKeys({ metadataUrl, staleAfterMs: STALE_MS, now: () => now })

test('after the issuer has changed its keys, the next token finds the new one by one more reading', async () => {
  const find = keysOf()
  expect(await find('first')).toBeDefined()
  shown = ['second']
  now += 60_000
  expect(await find('second')).toBeDefined()
  expect(readings).toBe(2)
  expect(await find('first')).toBeUndefined()
})

test('however many unknown key ids arrive, keys are read once in ten seconds', async () => {
  const find = keysOf()
  await find('first')
  now += 60_000
  const forged = Array.from({ length: 200 }, (_, index) => `forged-${index}`)
  expect(await Promise.all(forged.map(find))).toEqual(forged.map(() => undefined))
  for (const kid of forged) expect(await find(kid)).toBeUndefined()
  expect(readings).toBe(2)
  expect(await find('first')).toBeDefined()
})

test('a key that was withdrawn is refused once the keys are stale', async () => {
  const find = keysOf()
  await find('first')
  shown = ['second']
  now += STALE_MS - 1
  expect(await find('first')).toBeDefined()
  now += 2
  expect(await find('first')).toBeUndefined()
})

test('a clock that is set back keeps no withdrawn key', async () => {
  const find = keysOf()
  await find('first')
  shown = ['second']
  now -= 2 * STALE_MS
  expect(await find('first')).toBeUndefined()
})

test.each(['failure', 'nonsense'] as const)(
  'while keys cannot be read (%s), known ones are used on, others wait',
  async (how) => {
    const find = keysOf()
    await find('first')
    now += STALE_MS + 1
    answer = how
    expect(await find('first')).toBeDefined()
    await expect(find('second')).rejects.toBeInstanceOf(KeysUnavailable)
    answer = 'keys'
    shown = ['second']
    await expect(find('second')).rejects.toBeInstanceOf(KeysUnavailable)
    now += 2_000
    expect(await find('second')).toBeDefined()
  },
)

test('a flood of unknown key ids during an outage asks once in a second', async () => {
  const find = keysOf()
  answer = 'failure'
  let asked = 0
  server.on('request', () => {
    asked += 1
  })
  for (let forged = 0; forged < 50; forged += 1) await expect(find(`forged-${forged}`)).rejects.toThrow('signing keys')
  expect(asked).toBe(1)
})
