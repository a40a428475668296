import JSZip from 'jszip'
import { type EventReader, readEvents } from '../kit/event-reader'
import { type Stack, startStack } from '../kit/stack'
import {
  analyst,
  CONFIDENTIAL,
  fillPortfolio,
  insider,
  OPEN,
  officer,
  outsider,
  RESTRICTED,
  SECRET,
} from './hidden-portfolio'

let stack: Stack

/** A word of the answers to hidden projects, which nobody else may read either. */
const SECRET_ANSWER = 'Caméléon'

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  await stack.as(officer).post('/api/cycles', { code: '2026-11', cutOff: '2026-11-27T16:00:00Z' })
  for (const number of [RESTRICTED, CONFIDENTIAL]) {
    const fields = { overall: 'red', comment: `${SECRET_ANSWER} ${SECRET}`, decisionsRequested: `${SECRET_ANSWER} ?` }
    const answer = await stack.as(insider).post(`/api/projects/${number}/report`, { cycle: '2026-11', fields })
    if (answer.status !== 200) throw new Error(`the answer was refused: ${answer.status}`)
  }
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

/** The text of an answer: that of every part of an Office file, too. */
const textOf = async (bytes: Uint8Array): Promise<string> => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return new TextDecoder().decode(bytes)
  const zip = await JSZip.loadAsync(bytes)
  const parts = Object.values(zip.files).filter(({ name }) => /\.(xml|rels)$/.test(name))
  return (await Promise.all(parts.map((part) => part.async('string')))).join('\n')
}

const read = async (name: string, path: string): Promise<{ status: number; text: string }> => {
  const { status, bytes } = await stack.as(name).get(path)
  return { status, text: await textOf(bytes) }
}

const pages = [
  '/api/me',
  '/api/portfolio',
  `/api/portfolio?q=${SECRET}`,
  '/api/portfolio/export',
  `/api/portfolio/export?q=${SECRET}`,
  '/api/cycles',
  '/api/cycles/current',
  '/api/cycles/2026-11/question',
  '/api/cycles/2026-11/deliveries',
  '/api/cycles/2026-11/preview',
  '/api/cycles/2026-11/preview/pack',
  '/api/publications',
  `/api/projects/${OPEN}`,
  `/api/projects/${RESTRICTED}`,
  `/api/projects/${CONFIDENTIAL}`,
  `/api/projects/${RESTRICTED}/reports`,
  `/api/projects/${CONFIDENTIAL}/reports`,
]

const leaks = async (name: string, numbers: readonly string[], paths = pages): Promise<readonly string[]> => {
  const words = [...numbers, ...(numbers.includes(RESTRICTED) ? [SECRET, SECRET_ANSWER] : [`${SECRET} trois`])]
  const found: string[] = []
  for (const path of paths) {
    const { text } = await read(name, path)
    // A refusal may repeat what was asked, as the reader knows it already.
    for (const word of words) if (text.includes(word)) found.push(`${path} says ${word}`)
  }
  return found
}

test('the words are there for those who may read them', async () => {
  for (const path of ['/api/portfolio', '/api/portfolio/export', '/api/cycles/current'])
    expect((await read(officer, path)).text).toContain(`${SECRET} trois`)
  expect((await read(insider, `/api/projects/${CONFIDENTIAL}/reports`)).text).toContain(SECRET_ANSWER)
  expect((await read(analyst, '/api/portfolio')).text).toContain(`${SECRET} deux`)
  // The pack is a file that every member of the site can open: it counts hidden projects and names none, whoever asks.
  for (const name of [officer, analyst])
    expect((await read(name, '/api/cycles/2026-11/preview')).text).not.toContain(SECRET)
})

test('nobody without a relation finds a hidden project anywhere', async () => {
  expect(await leaks(outsider, [RESTRICTED, CONFIDENTIAL])).toEqual([])
  expect(await leaks('Thomas Roevens', [RESTRICTED, CONFIDENTIAL])).toEqual([])
})

test('an analyst finds no confidential project, not even in what is about to be published', async () => {
  expect(await leaks(analyst, [CONFIDENTIAL])).toEqual([])
})

test('totals count hidden projects for everybody', async () => {
  const figures = async (name: string, path: string): Promise<unknown> =>
    Reflect.get(Object((await stack.as(name).get(path)).body), 'figures')
  for (const path of ['/api/portfolio', '/api/cycles/current'])
    expect(await figures(outsider, path)).toEqual(await figures(officer, path))
  const hidden = async (path: string): Promise<unknown> =>
    Reflect.get(Object((await stack.as(outsider).get(path)).body), 'hidden')
  expect([await hidden('/api/portfolio'), await hidden('/api/cycles/current')]).toEqual([2, 2])
})

/** What the bot says to a person; their own words are theirs. */
const saidTo = async (name: string): Promise<string> =>
  JSON.stringify((await stack.chat.messages(name)).filter(({ from }) => from.role === 'bot'))

test('the bot names hidden projects to nobody else, whatever they type', async () => {
  for (const name of [outsider, analyst]) {
    for (const words of ['statut', 'mes projets', 'retard', 'aide', CONFIDENTIAL, SECRET])
      await stack.chat.say(name, words)
    const said = await saidTo(name)
    expect(said).not.toContain(CONFIDENTIAL)
    expect(said).not.toContain(`${SECRET} trois`)
    if (name === outsider) expect(said).not.toContain(RESTRICTED)
  }
  expect(JSON.stringify(await stack.chat.channelCards(officer))).not.toContain(CONFIDENTIAL)
})

test('events say that a list changed, not which row', async () => {
  const events: EventReader = await readEvents(stack.origin, await stack.as(outsider).token())
  const next = events.next((event) => 'list' in event)
  const fields = { overall: 'red', comment: `${SECRET_ANSWER} encore` }
  await stack.as(insider).post(`/api/projects/${CONFIDENTIAL}/report`, { cycle: '2026-11', fields })
  expect(Object.keys(await next)).toEqual(['list'])
  events.close()
})

test('what is published names no confidential project to anybody: the library has more readers', async () => {
  const published = await stack.as(officer).post<{ publications: { key: string }[] }>('/api/cycles/2026-11/publish', {
    close: true,
  })
  expect(published.status).toBe(200)
  const files = published.body.publications.map(({ key }) => `/api/publications/${encodeURIComponent(key)}/content`)
  expect(files).toHaveLength(3)
  expect(await leaks(analyst, [CONFIDENTIAL], [...files, '/api/publications', '/api/portfolio'])).toEqual([])
  expect(await leaks(officer, [CONFIDENTIAL], files)).toEqual([])
  for (const file of files) expect((await read(outsider, file)).status).toBe(403)
  expect(await leaks(outsider, [RESTRICTED, CONFIDENTIAL])).toEqual([])
  expect(JSON.stringify(await stack.chat.channelCards(officer))).not.toMatch(
    new RegExp(`${CONFIDENTIAL}|${SECRET} trois`),
  )
  await stack.chat.say(outsider, 'statut')
  expect(await saidTo(outsider)).not.toContain(SECRET)
})
