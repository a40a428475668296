import { Programmes } from '../../src/lists/programmes'
import type { PortfolioView } from '../../src/portfolio/portfolio-view'
import type { OutboxWrite } from '../../src/ports/outbox'
import { fillPortfolio, officer, outsider, RESTRICTED, SECRET, sitter } from '../hostile/hidden-portfolio'
import { readEvents } from '../kit/event-reader'
import { body, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { programme } from '../kit/rows'
import { type Stack, startStack } from '../kit/stack'

/** A committee of a restricted project: who sits in it follows the project as if it were open, while they sit in it. */
let stack: Stack
const BODY = `CP-${RESTRICTED}`

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  await stack.as(officer).post('/api/cycles', { code: '2026-11', cutOff: '2026-11-27T16:00:00Z' })
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

const put = async (...rows: readonly OutboxWrite[]): Promise<void> => {
  await stack.ctx.outbox.put(rows)
  await stack.ctx.outbox.drained()
}
const ended = (name: string): OutboxWrite => {
  const row = member(BODY, name)
  return { ...row, values: { ...row.values, until: '2026-11-17' } }
}
const titlesFor = async (name: string): Promise<readonly string[]> =>
  (await stack.as(name).get<PortfolioView>('/api/portfolio')).body.rows.map(({ title }) => title)
const streamOf = async (name: string) => readEvents(stack.origin, await stack.as(name).token())

test('a membership, and each change of the restricted project, reach the open page of the member and of nobody else', async () => {
  const [mine, theirs] = [await streamOf(sitter), await streamOf(outsider)]
  await put(member(BODY, sitter))
  for (const events of [mine, theirs])
    expect(await events.next((event) => Reflect.get(event, 'list') === 'Memberships')).toEqual({ list: 'Memberships' })
  expect(await titlesFor(sitter)).toContain(`${SECRET} deux`)

  const { rows } = (await stack.as(officer).get<PortfolioView>('/api/portfolio')).body
  const etag = rows.find(({ number }) => number === RESTRICTED)?.etag
  const edited = await stack.as(officer).patch(`/api/projects/${RESTRICTED}`, {
    etag,
    patch: { title: `${SECRET} nouveau` },
    base: { title: `${SECRET} deux` },
  })
  expect(edited.status).toBe(200)
  // The same words to both: only a reading, which asks who reads, says what has changed.
  for (const events of [mine, theirs])
    expect(await events.next((event) => Reflect.get(event, 'list') === 'Projects')).toEqual({ list: 'Projects' })
  expect(await titlesFor(sitter)).toContain(`${SECRET} nouveau`)
  expect((await titlesFor(outsider)).filter((title) => title.includes(SECRET))).toEqual([])

  await put(ended(sitter))
  expect(await mine.next((event) => Reflect.get(event, 'list') === 'Memberships')).toEqual({ list: 'Memberships' })
  expect((await titlesFor(sitter)).filter((title) => title.includes(SECRET))).toEqual([])
  for (const events of [mine, theirs]) events.close()
})

test('who manages another programme is told that the project is late while they sit in its committee', async () => {
  const name = 'Thomas Roevens'
  const values = programme({ code: 'AUT', programmeManager: idOf(name) })
  const late = async (): Promise<string> => {
    await stack.chat.say(name, 'retard')
    return JSON.stringify((await stack.chat.messages(name)).at(-1))
  }
  await put({ list: Programmes, key: 'AUT', values })
  expect(await late()).not.toContain(RESTRICTED)
  await put(member(BODY, name))
  expect(await late()).toContain(RESTRICTED)
  await put(ended(name))
  expect(await late()).not.toContain(RESTRICTED)
})

test('a chair whom the row of the body names counts until a membership names one', async () => {
  const door = async (): Promise<number> => (await stack.as(sitter).get(`/api/projects/${RESTRICTED}`)).status
  expect(await door()).toBe(404)
  const chaired = body({ code: BODY, kind: 'project', project: RESTRICTED, chair: idOf(sitter) })
  await put(chaired)
  expect(await door()).toBe(200)
  await put(member(BODY, officer, 'chair'))
  expect(await door()).toBe(404)
})

test('who sits where is looked up in memory: reading asks nothing of Graph', async () => {
  await put(member(BODY, sitter))
  const before = stack.tenant.usage().requests
  const door = stack.as(sitter)
  for (const path of ['/portfolio', '/portfolio/export', `/projects/${RESTRICTED}`, `/projects/${RESTRICTED}/reports`])
    expect([path, (await door.get(`/api${path}`)).status]).toEqual([path, 200])
  expect(stack.tenant.usage().requests - before).toBe(0)
})
