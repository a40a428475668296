import { ExceptionReports } from '../../src/lists/exception-reports'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import type { PortfolioView } from '../../src/portfolio/portfolio-view'
import type { PreviewView } from '../../src/reports/reports-view'
import { lateList } from '../../src/status/cycle/late-list'
import type { CycleListView, CycleOverview, ReportHistory } from '../../src/status/cycle-view'
import type { QuestionModel } from '../../src/status/question-view'
import { textsOf } from '../kit/answers'
import { eventually } from '../kit/eventually'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Opened on Wednesday 18 November 2026 at 10:00 in Brussels, cut-off on Friday 27 November at noon. */
let stack: Stack
const officer = 'Inès Vandamme'
const manager = 'Julie Maréchaux'
const delegate = 'Karim Verhelst'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await stack.as(officer).post('/api/cycles')
})
afterAll(() => stack.close())

const overview = async (name = officer): Promise<CycleOverview> =>
  (await stack.as(name).get<CycleOverview>('/api/cycles/current')).body
const card = async (name: string): Promise<string> =>
  textsOf((await stack.chat.cards(name)).at(-1)?.card)
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ')
/** Cards are redrawn after the reply. */
const shownOn = (name: string, wanted: string): Promise<string> => eventually(() => card(name), wanted)
const answer = (name: string, project: string, fields: object) =>
  stack
    .as(name)
    .post<{ error?: { code: string; message: string; field?: string } }>(`/api/projects/${project}/report`, {
      cycle: 'current',
      fields,
    })
const reportOf = (project: string) => stack.ctx.lists.find(StatusReports, `2026-11:${project}`)

test('only one cycle is open at a time', async () => {
  const again = await stack.as(officer).post<{ error: { code: string; message: string } }>('/api/cycles')
  expect([again.status, again.body.error.code]).toEqual([409, 'cycle-already-open'])
  expect(again.body.error.message).toContain('2026-11')
})

test('a manager answers in the tab, and the card in the chat shows it', async () => {
  const question = await stack.as(manager).get<QuestionModel>('/api/cycles/current/question')
  const asked = question.body.projects.find((project) => project.number === 'P-022')
  expect(asked?.prefill.overall).not.toBeNull()
  const answered = await answer(manager, 'P-022', { ...asked?.prefill, percentComplete: 61 })
  expect(answered.status).toBe(200)
  expect(await shownOn(manager, 'Enregistré')).toContain('Enregistré aujourd’hui à 10:00')
  expect(reportOf('P-022')).toMatchObject({ percentComplete: 61, answeredBy: idOf(manager) })
})

test('the delegate answers for the manager; the officer sees who did, and so does the manager’s card', async () => {
  const theirs = (await overview()).people.find((person) => person.id === idOf(manager))?.projects ?? []
  const project = theirs.find((number) => number !== 'P-022') ?? ''
  const prefill = (await stack.as(delegate).get<QuestionModel>('/api/cycles/current/question')).body.projects.find(
    ({ number }) => number === project,
  )
  expect(prefill?.onBehalfOf).toBe(manager)
  expect((await answer(delegate, project, prefill?.prefill ?? {})).status).toBe(200)
  const seen = (await overview()).projects.find(({ number }) => number === project)
  expect(seen).toMatchObject({ state: 'answered', answeredBy: delegate, respondent: idOf(manager) })
  expect(await shownOn(manager, `par ${delegate}`)).toContain(`par ${delegate}`)
})

test('somebody else’s project and a project that does not exist get the same refusal', async () => {
  const foreign = await answer('Nora Pirard', 'P-022', { overall: 'green' })
  const unknown = await answer('Nora Pirard', 'P-999', { overall: 'green' })
  expect([foreign.status, foreign.body.error?.code]).toEqual([404, 'unknown-project'])
  expect([unknown.status, unknown.body.error?.message]).toEqual([404, foreign.body.error?.message])
})

test('a deterioration needs a comment, and what was recorded stays until it comes', async () => {
  const before = reportOf('P-022')
  const refused = await answer(manager, 'P-022', { overall: 'red', comment: ' ' })
  expect([refused.status, refused.body.error?.code, refused.body.error?.field]).toEqual([
    422,
    'comment-required',
    'comment',
  ])
  expect(reportOf('P-022')).toEqual(before)
})

test('a forecast outside the tolerance raises an exception; back inside, it is withdrawn', async () => {
  const open = () =>
    stack.ctx.lists
      .all(ExceptionReports)
      .filter((exception) => exception.project === 'P-022' && exception.state === 'open')
      .map((exception) => exception.tolerance)
  expect(open()).toEqual([])
  await answer(manager, 'P-022', { overall: 'red', comment: 'Six mois de plus.', forecastEnd: '2028-01-31' })
  expect(open()).toEqual(['time'])
  await answer(manager, 'P-022', { overall: 'red', comment: 'Rattrapé.', forecastEnd: '2027-05-31' })
  expect(open()).toEqual([])
})

test('a project that is green outside and red inside explains itself in one sentence', async () => {
  const question = await stack.as('Nora Pirard').get<QuestionModel>('/api/cycles/current/question')
  const watermelon = question.body.projects.find((project) => project.number === 'P-008')
  expect(watermelon?.computed).toMatchObject({ health: 'red', worseThanDeclared: true })
  expect(watermelon?.computed.sentence).toMatch(/^Déclaré vert, mais calculé rouge\u00a0: .+ 81 jours/)
})

test('restricted projects are counted for everybody and named only for those who may see them', async () => {
  const everybody = await overview('Nora Pirard')
  const all = await overview()
  expect(all.hidden).toBe(0)
  expect(everybody.hidden).toBeGreaterThan(0)
  expect(everybody.projects.length + everybody.hidden).toBe(all.projects.length)
  expect(everybody.figures).toEqual(all.figures)
  expect(everybody.people.every((person) => person.delivery === null)).toBe(true)
  expect(everybody.may).toEqual({
    nudge: false,
    extend: false,
    close: false,
    reopen: false,
    publish: false,
    open: false,
    settings: false,
  })
})

test('after the cut-off nothing changes any more, until the officer extends the cycle', async () => {
  stack.clock.moveTo('2026-11-27T11:00:00Z')
  const late = await answer(manager, 'P-022', { overall: 'amber' })
  expect([late.status, late.body.error?.code]).toEqual([409, 'cut-off-passed'])
  expect((await overview()).figures).toMatchObject({ awaited: 0, late: 48 })
  const nudged = await stack.as(officer).post<{ error?: { code: string } }>('/api/cycles/current/nudge')
  expect([nudged.status, nudged.body.error?.code]).toEqual([409, 'cut-off-passed'])
  const earlier = await stack.as(officer).post('/api/cycles/current/extend', { cutOff: '2026-11-27T10:30:00Z' })
  expect(earlier.status).toBe(422)
  const extended = await stack.as(officer).post('/api/cycles/current/extend', { cutOff: '2026-12-01T16:00:00Z' })
  expect(extended.status).toBe(200)
  expect(await shownOn(manager, '01/12/2026')).toContain('01/12/2026')
  expect((await answer(manager, 'P-022', { overall: 'amber' })).status).toBe(200)
})

test('nobody but the officer closes it; once closed it takes no answer, reopened it does, and nobody is asked twice', async () => {
  expect((await stack.as('Nadège Collignon').post('/api/cycles/current/close')).status).toBe(403)
  const closed = await stack.as(officer).post('/api/cycles/current/close')
  expect(closed.body).toEqual({ changed: true, owed: 50, answered: 2 })
  expect((await stack.as(officer).post('/api/cycles/current/close')).body).toEqual({
    changed: false,
    owed: 50,
    answered: 2,
  })
  const refused = await answer(manager, 'P-022', { overall: 'green' })
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'cycle-closed'])

  const before = (await stack.chat.cards(manager)).length
  const reopened = await stack.as(officer).post('/api/cycles/2026-11/reopen')
  expect(reopened.body).toEqual({ cutOff: '2026-12-01T16:00:00Z' })
  expect((await answer(manager, 'P-022', { overall: 'green' })).status).toBe(200)
  expect((await stack.chat.cards(manager)).length).toBe(before)
})

test('the history of a project gives the differences between consecutive reports', async () => {
  const { body } = await stack.as(manager).get<ReportHistory>('/api/projects/P-022/reports')
  const [latest, previous] = body.reports
  expect([latest?.cycle, previous?.cycle]).toEqual(['2026-11', '2026-10'])
  expect(latest?.changes).toContainEqual({
    field: 'percentComplete',
    before: previous?.percentComplete ?? null,
    after: 61,
  })
  expect(body.reports.at(-1)?.changes).toEqual([])
  expect((await stack.as(manager).get('/api/projects/P-999/reports')).status).toBe(404)
})

test('a cycle that was closed without being published is still what the next one starts from', async () => {
  await stack.as(officer).post('/api/cycles/current/close')
  stack.clock.moveTo('2026-12-17T09:00:00Z')
  expect((await stack.as(officer).post<{ cycle: string }>('/api/cycles')).body.cycle).toBe('2026-12')
  const question = await stack.as(manager).get<QuestionModel>('/api/cycles/current/question')
  const next = question.body.projects.find((project) => project.number === 'P-022')
  expect([next?.last?.cycle, next?.prefill.percentComplete, next?.canConfirm]).toEqual(['2026-11', 61, true])
  const confirmed = await stack.as(manager).post('/api/projects/P-022/report', { cycle: 'current', unchanged: true })
  expect(confirmed.status).toBe(200)
  expect(stack.ctx.lists.find(StatusReports, '2026-12:P-022')).toMatchObject({
    percentComplete: 61,
    comment: 'Rattrapé.',
  })
})

test('a project that ends while the cycle is open owes nothing any more: banner, list, late list, closing and pack agree', async () => {
  const before = await overview()
  const gone = before.projects.find(({ state }) => state !== 'answered')?.number ?? ''
  const { owed } = before.cycle
  await stack.ctx.outbox.put([{ list: Projects, key: gone, values: { lifecycle: 'closed' } }])
  const after = await overview()
  expect([after.cycle.owed, after.figures.owed]).toEqual([owed - 1, owed - 1])
  const reader = stack.as(officer)
  const { body: listed } = await reader.get<CycleListView>('/api/cycles')
  expect(listed.cycles[0]).toMatchObject({ code: '2026-12', owed: owed - 1 })
  expect((await reader.get<PortfolioView>('/api/portfolio')).body.cycle).toMatchObject({ owed: owed - 1 })
  const late = await lateList(stack.ctx, '2026-12', { person: idOf(officer), roles: ['officer'], locale: 'fr' }, 'fr')
  expect(late?.owed).toBe(owed - 1)
  const preview = async () => (await reader.get<PreviewView>('/api/cycles/2026-12/preview')).body.owed
  expect(await preview()).toBe(owed - 1)
  const closed = await reader.post<{ owed: number }>('/api/cycles/current/close')
  expect(closed.body.owed).toBe(owed - 1)
  await stack.ctx.outbox.put([{ list: Projects, key: gone, values: { lifecycle: 'active' } }])
  expect(await preview()).toBe(owed - 1)
})

test('the audit chain of all this is unbroken', async () => {
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
