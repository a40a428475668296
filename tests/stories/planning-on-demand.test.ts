import type { PlanShown } from '../../src/committees/planning/plan-view'
import { Bodies } from '../../src/lists/bodies'
import { Meetings } from '../../src/lists/committees/meetings'
import { body, meeting, member } from '../kit/meetings'
import { planAtRest, shownPlan } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'

/** A cadence is tried for a body that meets on demand, and taken back; meetings of a body whose row is gone are named. */
let stack: Stack
let plan: PlanShown
jest.setTimeout(240_000)
const [OFFICER, ANALYST] = ['Inès Vandamme', 'Koen Wouters']

const atRest = async (name = OFFICER): Promise<PlanShown> => shownPlan(await planAtRest(stack.as(name)))
const adjust = async (cadence: object | null): Promise<void> => {
  const change = { kind: 'cadence', body: 'CRISE', cadence }
  expect((await stack.as(OFFICER).patch('/api/plan', { version: plan.version, change })).status).toBe(202)
  plan = await atRest()
}
const confirm = async (): Promise<void> => {
  expect((await stack.as(OFFICER).post('/api/plan/confirm', { version: plan.version })).status).toBeLessThan(300)
  for (let round = 0; round < 5; round += 1) plan = await atRest()
  await stack.outbox.drained()
}
const crisis = () => stack.ctx.lists.all(Meetings).filter((row) => row.body === 'CRISE')

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body({ code: 'CS', title: 'CoPil Subventions', cadence: 'quarterly' }),
    member('CS', 'Philippe Moreau', 'chair'),
    body({ code: 'CRISE', title: 'Cellule de crise', cadence: 'onDemand' }),
    member('CRISE', 'Nora Pirard', 'chair'),
    body({ code: 'VIDE', title: 'Sans membres', cadence: 'onDemand' }),
    meeting('PARTI', 1, '2027-01-12T09:00:00Z', {
      title: 'Comité dissous, réunion 1',
      placement: JSON.stringify({ period: '2027-01-01/2027-03-31', occurrence: 'PARTI#1' }),
    }),
  ])
  await stack.outbox.drained()
  expect((await stack.as(OFFICER).post('/api/plan')).status).toBe(202)
  plan = await atRest()
})
afterAll(() => stack.close())

test('the meeting of a body whose row is gone is named to who sees every project, and counted for the others', async () => {
  expect(plan.changes.cancel).toBe(1)
  expect(plan.cancelled).toEqual([{ title: 'Comité dissous, réunion 1', start: '2027-01-12T09:00:00Z' }])
  expect((await atRest(ANALYST)).cancelled).toEqual([])
  expect((await atRest(ANALYST)).changes.cancel).toBe(1)
})

test('what meets on demand is listed, and planned with a cadence tried, on calendars that were read for it', async () => {
  expect(plan.onDemand).toEqual([{ code: 'CRISE', title: 'Cellule de crise' }])
  expect(plan.placements.map(({ body: code }) => code)).toEqual(['CS'])
  await adjust({ unit: 'month', every: 1 })
  expect(plan.placements.filter(({ body: code }) => code === 'CRISE')).toHaveLength(3)
  expect(plan.bodies.find(({ code }) => code === 'CRISE')).toMatchObject({ cadence: 'month-1', isOnDemand: true })
  expect([plan.onDemand, plan.unread]).toEqual([[], []])
  // The body itself is as it was.
  expect(stack.ctx.lists.find(Bodies, 'CRISE')?.cadence).toBe('onDemand')
})

test('taken back it is planned no more, and what was convened of it is to be cancelled', async () => {
  await adjust(null)
  expect(plan.placements.map(({ body: code }) => code)).toEqual(['CS'])
  expect(plan.onDemand.map(({ code }) => code)).toEqual(['CRISE'])
  await adjust({ unit: 'once' })
  await confirm()
  expect(crisis().map(({ state }) => state)).not.toContain('cancelled')
  await adjust(null)
  expect([plan.changes.cancel, plan.cancelled.map(({ title }) => title)]).toEqual([
    1,
    crisis().map(({ title }) => title),
  ])
})
