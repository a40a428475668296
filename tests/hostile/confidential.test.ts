import JSZip from 'jszip'
import type { BodyView } from '../../src/committees/bodies-view'
import { Bodies } from '../../src/lists/bodies'
import type { Memberships } from '../../src/lists/committees/memberships'
import type { Values } from '../../src/lists/kit/list'
import type { OutboxWrite } from '../../src/ports/outbox'
import type { ProjectView } from '../../src/projects/project-view'
import { type EventReader, readEvents } from '../kit/event-reader'
import { body, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
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
  sitter,
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

const RESTRICTED_BODY = `CP-${RESTRICTED}`
const CONFIDENTIAL_BODY = `CP-${CONFIDENTIAL}`

const put = async (...rows: readonly OutboxWrite[]): Promise<void> => {
  await stack.ctx.outbox.put(rows)
  await stack.ctx.outbox.drained()
}
const seat = (code: string, values: Partial<Values<typeof Memberships>> = {}): OutboxWrite => {
  const row = member(code, sitter)
  return { ...row, values: { ...row.values, ...values } }
}
const bodyRow = (code: string, values: Partial<Values<typeof Bodies>>): OutboxWrite => ({
  list: Bodies,
  key: code,
  values,
})
const removed = (values: Partial<Values<typeof Memberships>> = { until: '2026-06-30' }): Promise<void> =>
  put(seat(RESTRICTED_BODY, values), seat(CONFIDENTIAL_BODY, values))

const ofProject = (number: string): readonly string[] => [
  '/api/portfolio',
  '/api/portfolio/export',
  '/api/cycles/current',
  `/api/projects/${number}`,
  `/api/projects/${number}/reports`,
]

test.each([
  ['with a vote', { role: 'member', voice: 'vote' }],
  ['in an advisory capacity', { role: 'expert', voice: 'advice' }],
  ['in the chair', { role: 'chair', voice: 'vote' }],
  ['as its secretary', { role: 'secretary', voice: 'advice' }],
] as const)(
  'who sits in the body of a hidden project %s reads it everywhere and changes nothing',
  async (_, values) => {
    await put(seat(RESTRICTED_BODY, values), seat(CONFIDENTIAL_BODY, values))
    for (const [number, title] of [
      [RESTRICTED, `${SECRET} deux`],
      [CONFIDENTIAL, `${SECRET} trois`],
    ] as const) {
      for (const path of ofProject(number))
        expect([path, (await read(sitter, path)).text]).toEqual([
          path,
          expect.stringContaining(path.endsWith('reports') ? SECRET_ANSWER : title),
        ])
      const { body: view } = await stack.as(sitter).get<ProjectView>(`/api/projects/${number}`)
      expect(view.rights).toEqual({ project: 'none', milestones: false, baselines: false })
      const edit = { etag: view.etag, patch: { summary: 'x' }, base: { summary: null } }
      expect((await stack.as(sitter).patch(`/api/projects/${number}`, edit)).status).toBe(403)
      const milestone = { title: 'x', forecastDate: '2026-12-01' }
      expect((await stack.as(sitter).post(`/api/projects/${number}/milestones`, milestone)).status).toBe(403)
      const answer = { cycle: '2026-11', fields: { overall: 'green' } }
      expect((await stack.as(sitter).post(`/api/projects/${number}/report`, answer)).status).toBe(404)
    }
    await stack.chat.say(sitter, 'mes projets')
    expect(await saidTo(sitter)).not.toContain(SECRET)
    await removed()
  },
)

test.each<[string, readonly OutboxWrite[]]>([
  [
    'ended yesterday',
    [seat(RESTRICTED_BODY, { until: '2026-11-17' }), seat(CONFIDENTIAL_BODY, { until: '2026-11-17' })],
  ],
  ['starts tomorrow', [seat(RESTRICTED_BODY, { from: '2026-11-19' }), seat(CONFIDENTIAL_BODY, { from: '2026-11-19' })]],
  ['is of another body', [seat(`CP-${OPEN}`)]],
  ['is somebody else’s', [seat(RESTRICTED_BODY, { person: idOf('Thomas Roevens') })]],
])('a membership that %s opens no door', async (_, rows) => {
  await put(...rows)
  expect(await leaks(sitter, [RESTRICTED, CONFIDENTIAL])).toEqual([])
  for (const words of ['statut', 'mes projets', 'retard', RESTRICTED]) await stack.chat.say(sitter, words)
  expect(await saidTo(sitter)).not.toContain(SECRET)
  await removed()
})

test('a body that is dissolved, has not begun or no longer covers the project closes the door behind its members', async () => {
  const open = { activeFrom: null, activeUntil: null, project: RESTRICTED }
  await put(seat(RESTRICTED_BODY), bodyRow(RESTRICTED_BODY, open))
  expect(await leaks(sitter, [RESTRICTED], [`/api/projects/${RESTRICTED}`])).not.toEqual([])
  for (const shut of [{ activeUntil: '2026-11-17' }, { activeFrom: '2026-11-19' }, { project: OPEN }]) {
    await put(bodyRow(RESTRICTED_BODY, { ...open, ...shut }))
    expect([shut, await leaks(sitter, [RESTRICTED, CONFIDENTIAL])]).toEqual([shut, []])
  }
  await put(bodyRow(RESTRICTED_BODY, open))
  await removed()
})

test('who leaves the body no longer finds its project, from the moment that the officer says so', async () => {
  const door = async (): Promise<number> => (await read(sitter, `/api/projects/${RESTRICTED}`)).status
  await put(seat(RESTRICTED_BODY, { until: null }))
  expect(await door()).toBe(200)
  const members = (await stack.as(officer).get<BodyView>(`/api/bodies/${RESTRICTED_BODY}`)).body.members
  const mine = members.find(({ person }) => person === idOf(sitter))
  const path = `/api/bodies/${RESTRICTED_BODY}/members/${encodeURIComponent(mine?.key ?? '')}`
  const ended = await stack.as(officer).patch(path, { etag: mine?.etag, until: '2026-11-17' })
  expect([ended.status, await door()]).toEqual([200, 404])
  expect(await leaks(sitter, [RESTRICTED, CONFIDENTIAL])).toEqual([])
})

test('the last day of a membership ends at midnight in Brussels, and the first begins there', async () => {
  const door = async (): Promise<number> => (await read(sitter, `/api/projects/${RESTRICTED}`)).status
  const at = stack.clock.now().toISOString()
  await put(seat(RESTRICTED_BODY, { until: '2026-11-18' }))
  stack.clock.moveTo('2026-11-18T22:59:59Z')
  expect(await door()).toBe(200)
  stack.clock.moveTo('2026-11-18T23:00:00Z')
  expect(await door()).toBe(404)
  await put(seat(RESTRICTED_BODY, { from: '2026-11-19', until: null }))
  expect(await door()).toBe(200)
  stack.clock.moveTo('2026-11-18T22:59:59Z')
  expect(await door()).toBe(404)
  stack.clock.moveTo(at)
  await removed()
})

test('the body of a programme shows its restricted projects; an analyst cannot let themselves in to the confidential ones', async () => {
  await put(body({ code: 'COPIL-CAC', programme: 'CAC' }), seat('COPIL-CAC'))
  expect((await read(sitter, `/api/projects/${RESTRICTED}`)).status).toBe(200)
  expect(await leaks(sitter, [CONFIDENTIAL])).toEqual([])
  const sitting = {
    person: idOf(analyst),
    role: 'member',
    voice: 'vote',
    mandatory: false,
    from: '2026-11-18',
    until: null,
  }
  expect((await stack.as(analyst).post('/api/bodies/COPIL-CAC/members', sitting)).status).toBe(201)
  expect(await leaks(analyst, [CONFIDENTIAL])).toEqual([])
  expect((await stack.as(analyst).post(`/api/bodies/${CONFIDENTIAL_BODY}/members`, sitting)).status).toBe(404)
  await put(seat('COPIL-CAC', { until: '2026-11-17' }))
  expect(await leaks(sitter, [RESTRICTED, CONFIDENTIAL])).toEqual([])
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
