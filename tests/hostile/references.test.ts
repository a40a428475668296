import type { BodyView } from '../../src/committees/bodies-view'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Milestones } from '../../src/lists/milestones'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { programme, project } from '../kit/rows'
import { type Stack, startStack } from '../kit/stack'
import { rowsOf } from './requests'

/**
 * Whoever may change one project, meeting or body names in its address what belongs to another that they may read, in requests that are
 * sound otherwise: nothing of it is found there, and nothing is written.
 */
let stack: Stack
const secretary = 'Nadège Collignon'
const manager = 'Nora Pirard'
const [OURS, THEIRS] = ['COPIL-A:1', 'COPIL-B:1']

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    ...['COPIL-A', 'COPIL-B'].flatMap((code) => [
      body({ code }),
      member(code, 'Julie Maréchaux'),
      meeting(code, 1, '2026-12-10T09:00:00Z'),
      agendaItem(`${code}:1`, 1, { kind: 'decision' }),
    ]),
    member('COPIL-A', secretary, 'secretary'),
  ])
  const milestone = (number: string) => ({
    milestoneKey: `${number}:1`,
    project: number,
    title: `Jalon ${number}`,
    rank: 1,
    baselineDate: null,
    forecastDate: '2026-12-15',
    actualDate: null,
  })
  const projects = [
    project({ number: 'P-901', projectManager: idOf(manager), programme: 'CAC' }),
    project({ number: 'P-902', projectManager: idOf('Claire Dombret'), programme: 'CAC' }),
  ]
  await stack.ctx.outbox.put([
    { list: Programmes, key: 'CAC', values: programme({ code: 'CAC' }) },
    ...projects.map((values) => ({ list: Projects, key: values.number, values })),
    ...projects.map(({ number }) => ({ list: Milestones, key: `${number}:1`, values: milestone(number) })),
  ])
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

const etagOf = (list: typeof AgendaItems | typeof Milestones, key: string): string | undefined =>
  stack.ctx.lists.find(list, key)?.$item.etag

/** Refused under the one address, and understood under the other: only the reference is wrong. */
const refused = async (answer: { readonly status: number }, before: string): Promise<void> => {
  expect(answer.status).toBe(404)
  await stack.ctx.outbox.drained()
  expect(rowsOf(stack)).toBe(before)
}

test.each([
  ['', { patch: { title: 'Autre' } }],
  ['/state', { from: 'accepted', state: 'withdrawn' }],
  ['/papers', { papers: [] }],
  ['/options', { options: null, base: null }],
  ['/guests', { guests: [] }],
])('an item of another meeting%s', async (rest, more) => {
  const before = rowsOf(stack)
  const send = (under: string, item: string) =>
    stack
      .as(secretary)
      .patch(`/api/meetings/${under}/items/${item}${rest}`, { etag: etagOf(AgendaItems, item), ...more })
  await refused(await send(OURS, `${THEIRS}:1`), before)
  expect([200, 409, 422]).toContain((await send(OURS, `${OURS}:1`)).status)
})

test('its papers, a file for it, and its place in the order', async () => {
  const before = rowsOf(stack)
  await refused(await stack.as(secretary).get(`/api/meetings/${OURS}/items/${THEIRS}:1/papers`), before)
  const order = await stack.as(secretary).post(`/api/meetings/${OURS}/items/order`, { keys: [`${THEIRS}:1`] })
  expect(order.status).toBeGreaterThanOrEqual(400)
  const file = await fetch(`${stack.origin}/api/meetings/${OURS}/items/${THEIRS}:1/papers?name=a.pdf`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await stack.as(secretary).token()}`,
      'Content-Type': 'application/octet-stream',
    },
    body: new TextEncoder().encode('%PDF-1.7 x'),
  })
  await refused(file, before)
})

test('a member of another body', async () => {
  const before = rowsOf(stack)
  const { body: theirs } = await stack.as(secretary).get<BodyView>('/api/bodies/COPIL-B')
  const [one] = theirs.members
  const path = `members/${encodeURIComponent(one?.key ?? '')}`
  const end = { etag: one?.etag, until: '2026-11-17' }
  await refused(await stack.as(secretary).patch(`/api/bodies/COPIL-A/${path}`, end), before)
  expect((await stack.as(secretary).patch(`/api/bodies/COPIL-B/${path}`, end)).status).toBe(200)
})

test('a milestone of another project, changed or taken away', async () => {
  const before = rowsOf(stack)
  const etag = etagOf(Milestones, 'P-902:1')
  const path = `/api/projects/P-901/milestones/${encodeURIComponent('P-902:1')}`
  const edit = { etag, patch: { title: 'Autre' }, base: { title: 'Jalon P-902' } }
  await refused(await stack.as(manager).patch(path, edit), before)
  await refused(await stack.as(manager).delete(path, { etag }), before)
  const own = { etag: etagOf(Milestones, 'P-901:1'), patch: { title: 'Autre' }, base: { title: 'Jalon P-901' } }
  const path901 = `/api/projects/P-901/milestones/${encodeURIComponent('P-901:1')}`
  expect((await stack.as(manager).patch(path901, own)).status).toBe(200)
})
