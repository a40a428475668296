import { setTimeout as delay } from 'node:timers/promises'
import { planPage } from '../../src/committees/planning/plan-page'
import type { PlanShown, PlanView } from '../../src/committees/planning/plan-view'
import { Attendances } from '../../src/lists/committees/attendances'
import { Meetings } from '../../src/lists/committees/meetings'
import { Settings } from '../../src/lists/settings'
import type { StandingEvent } from '../../src/ports/calendars'
import { idOf } from '../kit/personas'
import { forgetMeetings, MAILBOX, planAtRest, shownPlan } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'

/** A quarter of all bodies: planned on real calendars, confirmed, convened, changed by hand, changed in the calendars. */
let stack: Stack
let plan: PlanShown
jest.setTimeout(240_000)

const OFFICER = 'Inès Vandamme'
const PERIOD = { from: '2026-12-31T23:00:00Z', to: '2027-03-31T22:00:00Z' }
const officer = () => stack.as(OFFICER)
const atRest = async (): Promise<PlanShown> => {
  plan = shownPlan(await planAtRest(officer()))
  return plan
}
const adjust = async (change: object): Promise<PlanShown> => {
  const { status, body } = await officer().patch('/api/plan', { version: plan.version, change })
  expect([status, body]).toEqual([202, { version: expect.any(Number) }])
  return atRest()
}
const confirm = async () => {
  const answer = await officer().post('/api/plan/confirm', { version: plan.version })
  await planAtRest(officer())
  await stack.ctx.outbox.drained()
  return answer
}
const events = (): Promise<readonly StandingEvent[]> => stack.door.calendars.events(MAILBOX, PERIOD)
const meetingsOf = (body: string) =>
  stack.ctx.lists
    .all(Meetings)
    .filter((meeting) => meeting.body === body)
    .sort((a, b) => a.number - b.number)
const placed = (body: string) => plan.placements.filter((placement) => placement.body === body)

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await forgetMeetings(stack)
})
afterAll(() => stack.close())

test('who only reads cannot make, change or confirm a plan; who has no role does not see it', async () => {
  const executive = stack.as('Philippe Moreau')
  expect((await executive.get<PlanView>('/api/plan')).body).toMatchObject({
    bodies: 52,
    plan: null,
    may: { make: false, confirm: false },
  })
  expect((await executive.post('/api/plan')).status).toBe(403)
  expect((await stack.as('Jan Peeters').get('/api/plan')).status).toBe(403)
})

test('a run can be stopped, and only one goes on at a time', async () => {
  expect((await officer().post('/api/plan')).status).toBe(202)
  expect(await officer().post('/api/plan')).toMatchObject({ status: 409, body: { error: { code: 'running' } } })
  expect((await officer().post('/api/plan/stop')).status).toBe(202)
  expect((await planAtRest(officer())).plan).toBeNull()
})

test('the quarter of 52 bodies is planned around everybody’s calendar, and nothing is sent yet', async () => {
  expect((await officer().post('/api/plan')).status).toBe(202)
  await atRest()
  expect(plan.bodies).toHaveLength(52)
  expect(plan.figures.placed).toBe(plan.figures.meetings)
  expect(plan.figures.attendance).toBeGreaterThan(90)
  expect(plan.changes).toEqual({ create: plan.placements.length, update: 0, cancel: 0 })
  expect(placed('CODIR').every(({ room }) => room === 'salle.meuse@opnum.example')).toBe(true)
  expect(await events()).toEqual([])
  expect(stack.ctx.lists.all(Meetings).filter(({ event }) => event !== null)).toEqual([])
})

test('confirmed, each meeting has one event in the service mailbox, its members, its online meeting and its tab', async () => {
  const { status, body } = await confirm()
  expect([status, body]).toEqual([202, { create: plan.placements.length, update: 0, cancel: 0 }])
  const standing = await events()
  expect(standing).toHaveLength(plan.placements.length)
  expect(new Set(standing.map(({ transactionId }) => transactionId)).size).toBe(standing.length)
  const [first] = meetingsOf('CI')
  // Two rooms are large enough.
  const room = plan.rooms.find(({ address }) => address === placed('CI')[0]?.room)
  expect(room?.name).toMatch(/^Salle (Meuse|Sambre)$/)
  expect(first).toMatchObject({
    meetingKey: 'CI:1',
    state: 'convened',
    startsAt: placed('CI')[0]?.start,
    endsAt: placed('CI')[0]?.end,
    chair: idOf('Rachid El Amrani'),
    place: room?.name,
    title: 'Comité d’investissement, réunion n°\u00a01',
    plan: String(plan.version),
  })
  const event = standing.find((each) => each.event === first?.event)
  expect(event).toMatchObject({ from: first?.startsAt, to: first?.endsAt, joinUrl: first?.joinUrl })
  const invited = stack.ctx.lists.all(Attendances).filter(({ meeting }) => meeting === 'CI:1')
  const addresses = invited.map(({ person }) => stack.ctx.directory.person(person ?? '')?.mail.toLowerCase() ?? '')
  expect([...(event?.answers.keys() ?? [])].sort()).toEqual([...addresses, room?.address].sort())
  expect(event?.answers.get(room?.address ?? '')).toBe('accepted')
  expect(new Set(invited.map(({ state }) => state))).toEqual(new Set(['invited']))
  const { body: chat } = await stack.door.application.send({
    method: 'GET',
    path: `/chats/${encodeURIComponent(first?.chat ?? '')}/tabs`,
  })
  expect(chat).toMatchObject({
    value: [{ configuration: { entityId: 'CI:1', contentUrl: `${stack.origin}/tab.html#/meeting/CI:1` } }],
  })
  expect(await officer().post('/api/plan/confirm', { version: plan.version })).toMatchObject({
    status: 409,
    body: { error: { code: 'nothing-to-confirm' } },
  })
})

test('a meeting moved by hand stays there, moves as few others as it must, and its event moves with it', async () => {
  const [meeting] = placed('CI')
  const before = meetingsOf('CI')[0]
  const start = '2027-01-14T14:00:00Z'
  await adjust({ kind: 'move', meeting: meeting?.id, start })
  expect(placed('CI').find((each) => each.id === meeting?.id)).toMatchObject({
    start,
    held: 'pinned',
    change: 'update',
  })
  const moved = plan.difference?.moved.length ?? 0
  expect(plan.changes).toMatchObject({ create: 0, cancel: 0 })
  expect(plan.changes.update).toBeLessThanOrEqual(moved + 1)
  expect((await confirm()).status).toBe(202)
  const after = meetingsOf('CI')[0]
  expect(after).toMatchObject({ startsAt: start, event: before?.event, joinUrl: before?.joinUrl, state: 'convened' })
  expect((await events()).find(({ event }) => event === after?.event)?.from).toBe(start)
})

test('a run that ends while the page is read is either going on in it or has left its plan', async () => {
  const { ctx } = stack
  let hasEnded = false
  const plans = {
    ...ctx.plans,
    running: async () => {
      await delay(10)
      hasEnded = true
      return null
    },
    latest: async (period: string) => (hasEnded ? ctx.plans.latest(period) : null),
  }
  const page = await planPage({ ...ctx, plans }, { person: idOf(OFFICER), roles: ['officer'], locale: 'fr' })
  expect([page.run, page.plan?.version]).toEqual([null, plan.version])
})

test('an older version is refused, a meeting that nobody knows as well, and nothing changes', async () => {
  await atRest()
  const stale = { version: plan.version - 1, change: { kind: 'pin', meeting: 'CI#1' } }
  expect(await officer().patch('/api/plan', stale)).toMatchObject({
    status: 409,
    body: { error: { code: 'plan-changed' } },
  })
  const unknown = { version: plan.version, change: { kind: 'pin', meeting: 'NONE#1' } }
  expect((await officer().patch('/api/plan', unknown)).status).toBe(404)
  const outside = { version: plan.version, change: { kind: 'move', meeting: 'CI#2', start: '2027-05-01T09:00:00Z' } }
  expect((await officer().patch('/api/plan', outside)).status).toBe(422)
  expect((await officer().patch('/api/plan', { version: plan.version, change: { kind: 'burn' } })).status).toBe(422)
  expect(shownPlan(await planAtRest(officer())).version).toBe(plan.version)
})

test('a body that is to meet once keeps one meeting; the others are cancelled in Outlook and keep their numbers', async () => {
  const before = meetingsOf('CI')
  await adjust({ kind: 'cadence', body: 'CI', cadence: { unit: 'once' } })
  expect(placed('CI')).toHaveLength(1)
  expect(plan.changes.cancel).toBe(before.length - 1)
  const dropped = plan.difference?.dropped.filter(({ body }) => body === 'CI') ?? []
  expect(dropped).toHaveLength(before.length - 1)
  expect(dropped.every(({ start }) => before.some(({ startsAt }) => startsAt === start))).toBe(true)
  await confirm()
  const states = meetingsOf('CI').map(({ state }) => state)
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(before.length - 1)
  const standing = new Set((await events()).map(({ event }) => event))
  expect(meetingsOf('CI').map(({ event }) => standing.has(event ?? ''))).toEqual(
    meetingsOf('CI').map(({ state }) => state === 'convened'),
  )
})

test('a mailbox that belongs to a member of a body convenes nothing', async () => {
  const value = JSON.stringify({ mailbox: 'philippe.moreau@opnum.example' })
  await stack.ctx.outbox.put([{ list: Settings, key: 'planning', values: { code: 'planning', value } }])
  expect(await officer().post('/api/plan')).toMatchObject({
    status: 409,
    body: { error: { code: 'mailbox-of-a-person' } },
  })
})
