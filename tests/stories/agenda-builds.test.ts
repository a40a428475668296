import { runAgendaClock } from '../../src/committees/agenda/agenda-clock'
import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import { Actions } from '../../src/lists/committees/actions'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { ExceptionReports } from '../../src/lists/exception-reports'
import { blankValues, type Values } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import type { OutboxWrite } from '../../src/ports/outbox'
import type { Service } from '../../src/server/start'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { project } from '../kit/rows'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** A steering committee of three projects meets on Thursday 10 December 2026 at 10:00 in Brussels; it is 18 November. */
let stack: Stack
let copy: Service
const chair = 'Luc Vanderstraeten'
const secretary = 'Nadège Collignon'
const manager = 'Julie Maréchaux'
const colleague = 'Jan Peeters'
const KEY = 'COPIL:2'

const report = (number: string, values: object): OutboxWrite => {
  const reportKey = `2026-11:${number}`
  const own = { reportKey, cycle: '2026-11', project: number, state: 'submitted', answeredAt: '2026-11-16T09:00:00Z' }
  return { list: StatusReports, key: reportKey, values: { ...blankValues(StatusReports), ...own, ...values } }
}
const row = (number: string, title: string): OutboxWrite => ({
  list: Projects,
  key: number,
  values: project({ number, title, projectManager: idOf(manager) }),
})

const world = (): readonly OutboxWrite[] => [
  body({ code: 'COPIL', title: 'CoPil Subventions', project: 'P-1', projects: 'P-2\nP-3', language: 'fr' }),
  member('COPIL', chair, 'chair'),
  member('COPIL', secretary, 'secretary'),
  member('COPIL', 'Koen Wouters'),
  meeting('COPIL', 1, '2026-11-12T09:00:00Z', { state: 'held', minutesState: 'review' }),
  meeting('COPIL', 2, '2026-12-10T09:00:00Z'),
  row('P-1', 'Guichet'),
  row('P-2', 'Archivage'),
  row('P-3', 'Paie'),
  row('P-4', 'Ailleurs'),
  report('P-1', { overall: 'red', comment: 'Deux marchés sont en retard.' }),
  report('P-2', { overall: 'red', decisionsRequested: 'Financer le lot 2' }),
  report('P-3', { overall: 'amber' }),
  report('P-4', { overall: 'red' }),
  {
    list: ExceptionReports,
    key: 'P-3:time:2026-11',
    values: {
      ...blankValues(ExceptionReports),
      ...{
        exceptionKey: 'P-3:time:2026-11',
        project: 'P-3',
        tolerance: 'time',
        state: 'open',
        deviation: 42,
        allowed: 30,
      },
    },
  },
  {
    list: Milestones,
    key: 'P-1:1',
    values: {
      ...blankValues(Milestones),
      milestoneKey: 'P-1:1',
      project: 'P-1',
      title: 'Recette',
      forecastDate: '2026-12-04',
    },
  },
  {
    list: Actions,
    key: 'A-2026-001',
    values: {
      ...blankValues(Actions),
      ...{ number: 'A-2026-001', title: 'Relevé mensuel', body: 'COPIL', state: 'open', dueOn: '2026-12-01' },
      owner: idOf(manager),
    },
  },
]

beforeAll(async () => {
  stack = await startStack()
  copy = await startSecondCopy(stack)
  await stack.ctx.outbox.put(world())
  await stack.ctx.outbox.drained()
  await copy.door.lists.syncNow()
})
afterAll(async () => {
  await copy.close()
  await stack.close()
})

const agenda = async (name: string): Promise<AgendaView> =>
  (await stack.as(name).get<AgendaView>(`/api/meetings/${KEY}/agenda`)).body
const titles = (view: AgendaView): readonly string[] => view.items.map(({ title }) => title.replaceAll('\u00a0', ' '))

test('nothing is built before its time; then the agenda builds itself, once, whatever number of copies do it', async () => {
  expect(await runAgendaClock(stack.ctx)).toMatchObject({ built: 0 })
  stack.clock.moveTo('2026-11-19T09:00:00Z')
  const runs = await Promise.all([stack.ctx, copy.ctx, stack.ctx, copy.ctx].map((ctx) => runAgendaClock(ctx)))
  expect(runs.map(({ built }) => built).sort()).toEqual([0, 0, 0, 6])
  await stack.ctx.outbox.drained()
  await copy.ctx.outbox.catchUp()
  expect(copy.ctx.lists.all(AgendaItems)).toHaveLength(6)
  expect(new Set(stack.ctx.lists.all(AgendaItems).map(({ itemKey }) => itemKey)).size).toBe(6)
})

test('it says what the portfolio asks of this body, in order, timed, with who presents', async () => {
  const view = await agenda(secretary)
  expect(titles(view)).toEqual([
    'Approbation du PV de la réunion n° 1',
    'Décision demandée : P-2 Archivage',
    'Rapport d’exception : P-3 Paie',
    'Projet au rouge : P-1 Guichet',
    'Jalon de P-1 : Recette',
    'Actions en retard',
  ])
  expect(view.items.map(({ presenter }) => presenter?.name)).toEqual([
    secretary,
    ...Array.from({ length: 4 }, () => manager),
    secretary,
  ])
  expect(view.items.map(({ startsAt }) => startsAt?.slice(11, 16))).toEqual([
    '09:00',
    '09:05',
    '09:20',
    '09:40',
    '09:50',
    '09:55',
  ])
  expect(view.timing).toEqual({ planned: 65, available: 90, over: 0 })
})

test('built again it gains only what is new; what was withdrawn stays so', async () => {
  const gone = (await agenda(secretary)).items.find(({ source }) => source === 'gate')
  const path = `/api/meetings/${KEY}/items/${gone?.key}/state`
  const settled = await stack.as(secretary).patch(path, { etag: gone?.etag, from: 'accepted', state: 'withdrawn' })
  expect(settled.status).toBe(200)
  await stack.ctx.outbox.put([report('P-3', { overall: 'red', decisionsRequested: 'Geler le périmètre' })])
  const again = await stack.as(secretary).post<{ added: string[] }>(`/api/meetings/${KEY}/agenda/build`)
  expect(again.body.added).toEqual([`${KEY}:7`])
  const third = await stack.as(secretary).post<{ added: string[] }>(`/api/meetings/${KEY}/agenda/build`)
  expect(third.body.added).toEqual([])
  await stack.ctx.outbox.drained()
  expect(titles(await agenda(secretary))).toEqual([
    'Approbation du PV de la réunion n° 1',
    'Décision demandée : P-2 Archivage',
    'Décision demandée : P-3 Paie',
    'Rapport d’exception : P-3 Paie',
    'Projet au rouge : P-1 Guichet',
    'Actions en retard',
  ])
})

test('what the portfolio gave is renewed until the chair approves, unless somebody has written something else', async () => {
  const build = () => stack.as(secretary).post(`/api/meetings/${KEY}/agenda/build`)
  const background = async (source: string) =>
    (await agenda(secretary)).items.find((item) => item.source === source)?.background?.replaceAll('\u00a0', ' ')
  const action = (number: string, values: Partial<Values<typeof Actions>>): OutboxWrite => {
    const own = { number, title: 'Plan de tests', body: 'COPIL', state: 'open', dueOn: '2026-12-02' } as const
    return { list: Actions, key: number, values: { ...blankValues(Actions), ...own, ...values } }
  }
  await stack.ctx.outbox.put([action('A-2026-002', {}), report('P-1', { overall: 'red', comment: 'Un seul marché.' })])
  await build()
  await stack.ctx.outbox.drained()
  expect((await background('overdueAction'))?.split('\n')).toEqual([
    expect.stringContaining('A-2026-001 Relevé mensuel'),
    expect.stringContaining('A-2026-002 Plan de tests'),
  ])
  const red = (await agenda(secretary)).items.find(({ source }) => source === 'redProject')
  expect(red?.background).toBe('Un seul marché.')
  const own = { patch: { background: 'Voir le tableau joint.' }, base: { background: red?.background } }
  const edited = await stack.as(secretary).patch(`/api/meetings/${KEY}/items/${red?.key}`, { etag: red?.etag, ...own })
  expect(edited.status).toBe(200)
  await stack.ctx.outbox.put([
    action('A-2026-002', { state: 'done' }),
    report('P-1', { overall: 'red', comment: 'Deux marchés.' }),
    { list: Meetings, key: KEY, values: { agendaApprovedAt: '2026-11-19T10:00:00Z' } },
  ])
  await build()
  expect(await background('overdueAction')).toMatch(/A-2026-002/)
  await stack.ctx.outbox.put([{ list: Meetings, key: KEY, values: { agendaApprovedAt: null } }])
  await build()
  await stack.ctx.outbox.drained()
  expect(await background('overdueAction')).not.toMatch(/A-2026-002/)
  expect(await background('redProject')).toBe('Voir le tableau joint.')
})

test('moving one item writes one row; an order that forgets an item is refused', async () => {
  const { items } = await agenda(secretary)
  const keys = items.map(({ key }) => key)
  const moved = [keys[5], ...keys.slice(0, 5)]
  const answer = await stack.as(secretary).post(`/api/meetings/${KEY}/items/order`, { keys: moved })
  expect([answer.status, answer.body]).toEqual([200, { moved: 1 }])
  expect((await agenda(secretary)).items.map(({ key }) => key)).toEqual(moved)
  const short = await stack.as(secretary).post(`/api/meetings/${KEY}/items/order`, { keys: keys.slice(1) })
  expect(short.status).toBe(409)
})

test('two people edit one item: other fields are joined, the same field shows both values and writes nothing', async () => {
  const [, item] = (await agenda(secretary)).items
  const path = `/api/meetings/${KEY}/items/${item?.key}`
  const edit = (name: string, patch: object, base: object) =>
    stack.as(name).patch(path, { etag: item?.etag, patch, base })
  expect((await edit(secretary, { minutes: 25 }, { minutes: 15 })).status).toBe(200)
  const joined = await edit(chair, { kind: 'discussion' }, { kind: 'decision' })
  expect(joined.status).toBe(200)
  const clash = await edit(chair, { minutes: 5 }, { minutes: 15 })
  expect([clash.status, Reflect.get(Object(clash.body), 'conflict').fields]).toEqual([
    409,
    [{ field: 'minutes', mine: 5, theirs: 25 }],
  ])
  expect((await agenda(secretary)).items.find(({ key }) => key === item?.key)).toMatchObject({
    minutes: 25,
    kind: 'discussion',
  })
})

test('the manager of a covered project puts an item forward without seeing the agenda; sent twice it is one', async () => {
  const proposal = { title: 'Renfort pour la recette', kind: 'decision', minutes: 10, request: 'r-1' }
  const first = await stack.as(manager).post<{ item: string }>(`/api/meetings/${KEY}/items`, proposal)
  const second = await stack.as(manager).post<{ item: string }>(`/api/meetings/${KEY}/items`, proposal)
  expect([first.status, second.body.item]).toEqual([201, first.body.item])
  expect((await stack.as(colleague).post(`/api/meetings/${KEY}/items`, proposal)).status).toBe(404)
  expect((await agenda(secretary)).proposals.map(({ title, proposedBy }) => [title, proposedBy])).toEqual([
    ['Renfort pour la recette', manager],
  ])
})

test('from the bot: a form with the meetings one may write to, and a click that is delivered twice counts once', async () => {
  await stack.chat.say(manager, 'point')
  const form = JSON.stringify((await stack.chat.cards(manager)).at(-1)?.card)
  expect(form).toContain(KEY)
  const data = {
    stamp: 'stamp-1',
    meeting: KEY,
    title: 'Calendrier 2027',
    kind: 'information',
    minutes: '5',
    question: '',
  }
  for (const _ of [1, 2])
    expect(JSON.stringify((await stack.chat.invoke(manager, 'agenda.propose', data)).body)).toMatch('C’est noté')
  const count = (await agenda(secretary)).proposals.filter(({ title }) => title === 'Calendrier 2027').length
  expect(count).toBe(1)
  const refused = await stack.chat.invoke(colleague, 'agenda.propose', { ...data, stamp: 'stamp-2' }, 'a-message')
  expect(JSON.stringify(refused.body)).toMatch('does not exist')
})

test('what the last meeting put off, decided to put off or did not come to is on the next agenda, once, and a proposal stays one', async () => {
  const of = (code: string, serial: number, values: Partial<Values<typeof AgendaItems>>): OutboxWrite =>
    agendaItem(code, serial, { state: 'done', kind: 'decision', ...values })
  const decided = (number: string, item: string, result: 'adopted' | 'deferred'): OutboxWrite => {
    const values = {
      number,
      title: number,
      body: 'CR',
      meeting: item.slice(0, 4),
      item,
      result,
      type: 'ordinary' as const,
    }
    return { list: Decisions, key: number, values: { ...blankValues(Decisions), ...values } }
  }
  await stack.ctx.outbox.put([
    body({ code: 'CR', title: 'Comité qui reporte', language: 'fr' }),
    member('CR', secretary, 'secretary'),
    meeting('CR', 1, '2026-10-12T09:00:00Z', { state: 'held', minutesState: 'approved' }),
    meeting('CR', 2, '2026-11-12T09:00:00Z', { state: 'held', minutesState: 'approved' }),
    meeting('CR', 3, '2026-12-10T09:00:00Z'),
    of('CR:1', 1, { title: 'Oublié de longue date', state: 'accepted' }),
    of('CR:2', 1, { title: 'Adopté au second vote' }),
    of('CR:2', 2, { title: 'Sans quorum' }),
    of('CR:2', 3, { title: 'Pas abordé', state: 'accepted' }),
    of('CR:2', 4, { title: 'Proposé trop tard', state: 'proposed' }),
    of('CR:2', 5, { title: 'Reporté avant', state: 'postponed' }),
    of('CR:2', 6, { title: 'Transmis plus haut' }),
    of('CR:2', 7, { title: 'Retiré', state: 'withdrawn' }),
    of('CR:2', 8, { title: 'Actions en retard', state: 'accepted', source: 'overdueAction' }),
    // The upper body was asked to decide it.
    of('CODIR:9', 1, { title: 'Transmis', state: 'proposed', source: 'exception', sourceKey: 'D-2026-904' }),
    decided('D-2026-901', 'CR:2:1', 'deferred'),
    decided('D-2026-902', 'CR:2:1', 'adopted'),
    decided('D-2026-903', 'CR:2:2', 'deferred'),
    decided('D-2026-904', 'CR:2:6', 'deferred'),
  ])
  const build = () => stack.as(secretary).post<{ added: string[] }>('/api/meetings/CR:3/agenda/build')
  expect((await build()).body.added).toHaveLength(4)
  expect((await build()).body.added).toEqual([])
  const { body: view } = await stack.as(secretary).get<AgendaView>('/api/meetings/CR:3/agenda')
  expect(view.items.map(({ title }) => title).toSorted()).toEqual(['Pas abordé', 'Reporté avant', 'Sans quorum'])
  expect(view.proposals.map(({ title }) => title)).toEqual(['Proposé trop tard'])
})

test('what stood on the agenda of a meeting that was cancelled goes to the one that is held, also where numbers do not follow the days', async () => {
  await stack.ctx.outbox.put([
    body({ code: 'CX', title: 'Comité dont une réunion tombe', language: 'fr' }),
    member('CX', secretary, 'secretary'),
    meeting('CX', 1, '2026-11-12T09:00:00Z', { state: 'held', minutesState: 'approved' }),
    meeting('CX', 2, '2026-12-08T09:00:00Z', { state: 'cancelled' }),
    // Placed by a later plan, before one that was convened sooner.
    meeting('CX', 3, '2027-01-14T09:00:00Z'),
    meeting('CX', 4, '2026-12-10T09:00:00Z'),
    agendaItem('CX:1', 1, { title: 'Pas abordé', state: 'accepted' }),
    agendaItem('CX:2', 1, { title: 'Avenant', state: 'accepted', background: 'Note de deux pages.' }),
    agendaItem('CX:2', 2, { title: 'Proposé à la réunion annulée', state: 'proposed' }),
    agendaItem('CX:2', 3, { title: 'Retiré', state: 'withdrawn' }),
    agendaItem('CX:3', 1, { title: 'De janvier', state: 'postponed' }),
  ])
  const build = (key: string) => stack.as(secretary).post<{ added: string[] }>(`/api/meetings/${key}/agenda/build`)
  await build('CX:4')
  const { body: view } = await stack.as(secretary).get<AgendaView>('/api/meetings/CX:4/agenda')
  expect(view.items.map(({ title, background }) => [title, background]).toSorted()).toEqual([
    ['Avenant', 'Note de deux pages.'],
    ['Pas abordé', null],
  ])
  expect(view.proposals.map(({ title }) => title)).toEqual(['Proposé à la réunion annulée'])
  // Once.
  await build('CX:3')
  const january = (await stack.as(secretary).get<AgendaView>('/api/meetings/CX:3/agenda')).body
  expect(january.items.map(({ title }) => title)).toEqual([])
})
