import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import type { MinutesView } from '../../src/committees/minutes/minutes-view'
import type { RegisterView } from '../../src/committees/register/register-view'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues, type Values } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import type { OutboxWrite } from '../../src/ports/outbox'
import type { MilestoneView, ProjectView } from '../../src/projects/project-view'
import { meetingOf } from '../kit/meeting'
import { body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { project } from '../kit/rows'
import { type Stack, startStack } from '../kit/stack'

/** A milestone that is a gate comes to the steering committee for decision; it is 18 November 2026, the day of its second meeting. */
let stack: Stack
const [CHAIR, SECRETARY, MANAGER, READER] = [
  'Luc Vanderstraeten',
  'Nadège Collignon',
  'Julie Maréchaux',
  'Françoise Delvaux',
]

const row = (number: string, title: string): OutboxWrite => ({
  list: Projects,
  key: number,
  values: project({ number, title, projectManager: idOf(MANAGER) }),
})
const milestone = (key: string, values: Partial<Values<typeof Milestones>>): OutboxWrite => ({
  list: Milestones,
  key,
  values: { ...blankValues(Milestones), milestoneKey: key, project: key.slice(0, 3), ...values },
})

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body({ code: 'COPIL', title: 'CoPil Guichet', project: 'P-1', language: 'fr' }),
    body({ code: 'CODIR', title: 'Comité de direction', kind: 'executive', language: 'en' }),
    member('COPIL', CHAIR, 'chair'),
    member('COPIL', SECRETARY, 'secretary'),
    member('CODIR', SECRETARY, 'secretary'),
    meeting('COPIL', 1, '2026-10-20T08:00:00Z', { state: 'held', minutesState: 'approved' }),
    meeting('COPIL', 2, '2026-11-18T09:00:00Z'),
    meeting('COPIL', 3, '2026-12-10T09:00:00Z'),
    meeting('CODIR', 1, '2026-11-25T09:00:00Z'),
    row('P-1', 'Guichet'),
    row('P-2', 'Archivage'),
    milestone('P-1:1', { title: 'Recette', baselineDate: '2026-10-30', forecastDate: '2026-11-10' }),
    milestone('P-1:2', { title: 'Cadrage', forecastDate: '2026-11-05', actualDate: '2026-11-05', gate: true }),
    milestone('P-1:3', { title: 'Reprise', forecastDate: '2026-11-12' }),
    milestone('P-1:4', { title: 'Marché', forecastDate: '2025-06-30', gate: true }),
    milestone('P-1:5', { title: 'Bascule', forecastDate: '2026-12-04', gate: true }),
    milestone('P-2:1', { title: 'Clôture', forecastDate: '2026-11-20', gate: true }),
  ])
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

const spaced = (text: string | null): string | undefined => text?.replaceAll('\u00a0', ' ')
const build = async (key: string): Promise<readonly string[]> => {
  const answer = await stack.as(SECRETARY).post<{ added: string[] }>(`/api/meetings/${key}/agenda/build`)
  await stack.ctx.outbox.drained()
  return answer.body.added
}
const items = async (key: string): Promise<AgendaView['items']> =>
  (await stack.as(SECRETARY).get<AgendaView>(`/api/meetings/${key}/agenda`)).body.items
const asked = async (key: string) =>
  (await items(key)).map(({ title, kind, minutes, question }) => [spaced(title), kind, minutes, spaced(question)])
const mark = async (key: string, gate: unknown, name = MANAGER) => {
  const number = key.slice(0, 3)
  const { body: view } = await stack.as(MANAGER).get<ProjectView>(`/api/projects/${number}`)
  const etag = view.milestones.find((each) => each.key === key)?.etag
  const path = `/api/projects/${number}/milestones/${encodeURIComponent(key)}`
  return stack.as(name).patch<{ milestone: MilestoneView }>(path, { etag, patch: { gate } })
}

const question = (title: string): string => `Le projet Guichet franchit-il le jalon de décision « ${title} » ?`

test('a gate that is due or was never decided on is for decision, another milestone is told, one that was passed is not asked', async () => {
  expect(await build('COPIL:2')).toHaveLength(3)
  expect(await asked('COPIL:2')).toEqual([
    ['Jalon de P-1 : Marché', 'decision', 15, question('Marché')],
    ['Jalon de P-1 : Recette', 'information', 5, undefined],
    ['Jalon de P-1 : Reprise', 'information', 5, undefined],
  ])
  expect(await build('COPIL:2')).toEqual([])
})

test('a body of the whole portfolio has the gates of projects that no narrower body follows', async () => {
  await build('CODIR:1')
  expect((await items('CODIR:1')).map(({ title, question: said }) => [title, said])).toEqual([
    ['Milestone of P-2: Clôture', 'Does the project Archivage pass the gate “Clôture”?'],
  ])
})

test('who may edit the milestones marks one; what is no yes or no changes nothing', async () => {
  expect((await mark('P-1:1', 'yes')).status).toBe(400)
  expect((await mark('P-1:1', null)).status).toBe(400)
  expect((await mark('P-1:1', true, READER)).status).toBe(403)
  expect(stack.ctx.lists.find(Milestones, 'P-1:1')?.gate).toBe(false)
  const marked = await mark('P-1:1', true)
  expect([marked.status, marked.body.milestone.gate]).toEqual([200, true])
})

test('an item that nobody has touched becomes the question, without a second one; what somebody has made of it stays', async () => {
  expect(await build('COPIL:2')).toEqual([])
  expect((await asked('COPIL:2')).find(([title]) => title === 'Jalon de P-1 : Recette')).toEqual([
    ...['Jalon de P-1 : Recette', 'decision', 15],
    question('Recette'),
  ])
  const old = (await items('COPIL:2')).find(({ title }) => title.includes('Marché'))
  const own = { patch: { kind: 'information', question: null }, base: { kind: 'decision', question: old?.question } }
  const edited = await stack.as(SECRETARY).patch(`/api/meetings/COPIL:2/items/${old?.key}`, { etag: old?.etag, ...own })
  expect(edited.status).toBe(200)
  const told = (await items('COPIL:2')).find(({ title }) => title.includes('Reprise'))
  const discussed = { patch: { kind: 'discussion' }, base: { kind: 'information' } }
  const path = `/api/meetings/COPIL:2/items/${told?.key}`
  expect((await stack.as(SECRETARY).patch(path, { etag: told?.etag, ...discussed })).status).toBe(200)
  await mark('P-1:3', true)
  expect(await build('COPIL:2')).toEqual([])
  const kinds = new Map((await asked('COPIL:2')).map(([title, kind]) => [title, kind]))
  expect(kinds.get('Jalon de P-1 : Marché')).toBe('information')
  expect(kinds.get('Jalon de P-1 : Reprise')).toBe('discussion')
})

test('what was decided on a gate is called by its own names wherever it is shown, and is stored like any decision', async () => {
  const at = meetingOf(stack.as, 'COPIL:2')
  const serial = (await items('COPIL:2'))
    .find(({ title }) => title.includes('Recette'))
    ?.key.split(':')
    .at(-1)
  expect((await at.open(SECRETARY)).status).toBe(200)
  expect((await at.view(SECRETARY)).items.filter(({ isGate }) => isGate).map((each) => each.serial)).toEqual([serial])
  const decision = { item: serial, number: null, conditions: null, actions: '' }
  const recorded = await at.post(SECRETARY, 'decisions', { ...decision, text: 'À revoir.', result: 'deferred' })
  expect(recorded.status).toBe(201)
  await stack.ctx.outbox.drained()
  expect((await at.view(SECRETARY)).votes.map(({ result, ofGate }) => [result, ofGate])).toEqual([['deferred', true]])
  const { rows } = (await stack.as(SECRETARY).get<RegisterView>('/api/decisions')).body
  expect(rows.map(({ result, ofGate }) => [result, ofGate])).toEqual([['deferred', true]])
  expect((await at.post(SECRETARY, 'session', { state: 'held' })).status).toBe(200)
  await stack.ctx.outbox.drained()
  const { content } = (await stack.as(SECRETARY).get<MinutesView>('/api/meetings/COPIL:2/minutes')).body
  const said = content.items.flatMap(({ decisions }) => decisions.map(({ result }) => result))
  expect([said, content.summary.decisions?.rows[0]?.at(-1)]).toEqual([['Report'], 'Report'])
})

test('a gate that was deferred comes back once, until it is passed', async () => {
  stack.clock.moveTo('2026-12-01T09:00:00Z')
  const gates = async () => (await items('COPIL:3')).filter(({ kind }) => kind === 'decision').map(({ title }) => title)
  const passed = { list: Milestones, key: 'P-1:1', values: { actualDate: '2026-11-25' } }
  const open = { list: Milestones, key: 'P-1:1', values: { actualDate: null } }
  await stack.ctx.outbox.put([passed])
  await build('COPIL:3')
  // Nobody has decided on the one that was made an information: it is still a gate.
  const others = ['Jalon de P-1 : Bascule', 'Jalon de P-1 : Marché']
  expect((await gates()).map(spaced)).toEqual(others)
  await stack.ctx.outbox.put([open])
  await build('COPIL:3')
  expect(await build('COPIL:3')).toEqual([])
  expect((await gates()).map(spaced).toSorted()).toEqual([...others, 'Jalon de P-1 : Recette'])
})

test('a milestone that no meeting came to and that is a gate since is asked on the next agenda instead of told', async () => {
  const rows = stack.ctx.lists.all(AgendaItems).filter((item) => item.meeting === 'COPIL:3')
  expect(rows.filter(({ source }) => source === 'gate').every(({ builtDigest }) => builtDigest !== null)).toBe(true)
  await stack.ctx.outbox.put([
    body({ code: 'CP', title: 'Comité de projet', project: 'P-2', language: 'fr' }),
    member('CP', SECRETARY, 'secretary'),
    meeting('CP', 1, '2026-12-08T09:00:00Z'),
    meeting('CP', 2, '2026-12-15T09:00:00Z'),
    milestone('P-2:2', { title: 'Transfert', forecastDate: '2026-12-07' }),
    milestone('P-2:1', { title: 'Clôture', forecastDate: '2026-11-20', gate: true, actualDate: '2026-11-20' }),
  ])
  await build('CP:1')
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CP:1', values: { state: 'held', minutesState: 'approved' } }])
  await stack.ctx.outbox.drained()
  await build('CP:2')
  expect((await asked('CP:2')).map(([, kind]) => kind)).toEqual(['information'])
  expect((await mark('P-2:2', true)).status).toBe(200)
  expect(await build('CP:2')).toEqual([])
  expect((await asked('CP:2')).map(([title, kind]) => [title, kind])).toEqual([
    ['Jalon de P-2 : Transfert', 'decision'],
  ])
})
