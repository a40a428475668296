import { runConvening } from '../../src/committees/planning/convene/run-convening'
import type { PlanView } from '../../src/committees/planning/plan-view'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import type { NewStep } from '../../src/ports/plans'
import type { Plan } from '../../src/scheduling/plan'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { MAILBOX } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'

/** Convening that comes late, or goes on after a kill, and finds that the meeting has begun meanwhile. */
const [CHAIR, SECRETARY] = ['Philippe Moreau', 'Renaud Stassart']
const [START, END, LATER] = ['2026-12-10T09:00:00Z', '2026-12-10T10:00:00Z', '2026-12-11T09:00:00Z']
let stack: Stack

const meeting = (number: number) => stack.ctx.lists.find(Meetings, `CI:${number}`)
const open = (number: number) => meetingOf(stack.as, `CI:${number}`).open(CHAIR)
const made = (number: number, subject = `Réunion ${number}`) =>
  stack.ctx.calendars.create(MAILBOX, [
    { start: START, end: END, room: null, attendees: [], subject, html: '<p></p>', transactionId: `t-${number}` },
  ])
const standing = () =>
  stack.door.calendars.events(MAILBOX, { from: '2026-12-01T00:00:00Z', to: '2026-12-31T00:00:00Z' })

const step = (act: NewStep['act'], number: number, start = START): NewStep => ({
  act,
  meeting: `CI:${number}`,
  payload: { body: 'CI', number, start, end: END, room: null, transactionId: `t-${number}`, placement: '{}' },
})
const noPlan: Plan = {
  ...{ placements: [], unplaced: [] },
  figures: { meetings: 0, placed: 0, attendance: 0, objective: 0, bound: 0, gap: 0 },
}
const confirmed = async (steps: readonly NewStep[]): Promise<void> => {
  const at = stack.clock.now()
  const run = { period: 'p', madeBy: idOf(CHAIR), startedAt: at, base: null }
  const begun = await stack.ctx.plans.begin({
    ...run,
    adjustments: { pins: [], excluded: [], cadences: [], relaxed: [] },
  })
  if (!begun.ok) throw new Error('another run goes on')
  await stack.ctx.plans.end(begun.version, { state: 'ready', plan: noPlan })
  expect(await stack.ctx.convening.confirm(begun.version, at, steps)).toBe(true)
}

beforeAll(async () => {
  stack = await startStack()
  const members = [[CHAIR, 'chair'] as const, [SECRETARY, 'secretary'] as const]
  const rows = meetingRows({ code: 'CI', members, items: [] }).filter(({ list }) => list !== Meetings)
  const blank = { ...blankValues(Meetings), body: 'CI', form: 'meeting' as const, startsAt: START, endsAt: END }
  const convened = [1, 2, 4, 5, 7].map(async (number) => {
    const [outcome] = await made(number)
    return [number, outcome?.ok ? outcome.event : null] as const
  })
  const events = new Map([...(await Promise.all(convened)), [3, null] as const, [6, null] as const])
  await stack.ctx.outbox.put([
    ...rows,
    ...[...events].map(([number, event]) => ({
      list: Meetings,
      key: `CI:${number}`,
      values: {
        ...blank,
        meetingKey: `CI:${number}`,
        number,
        title: `Réunion ${number}`,
        state: event === null ? ('planned' as const) : ('convened' as const),
        event,
      },
    })),
  ])
})
afterAll(() => stack.close())

test('a meeting that was opened is neither cancelled, moved nor convened any more, and the page says so', async () => {
  await confirmed([
    step('cancel', 1),
    step('update', 2, LATER),
    step('create', 3),
    step('create', 6),
    step('cancel', 4),
  ])
  const { calendars } = stack.ctx
  const outage = async () => Promise.reject(new Error('out of reach'))
  jest.spyOn(calendars, 'cancel').mockImplementationOnce(outage)
  jest.spyOn(calendars, 'update').mockImplementationOnce(outage)
  // Cut off once the first event was there.
  jest.spyOn(calendars, 'create').mockImplementationOnce(() => made(3).then(outage))
  await runConvening(stack.ctx)
  expect(await stack.ctx.convening.state()).toMatchObject({ waiting: 5 })
  for (const number of [1, 2, 3, 6]) expect((await open(number)).status).toBe(200)
  stack.clock.advance(60_000)
  await runConvening(stack.ctx)
  await stack.ctx.outbox.drained()

  expect([1, 2, 3, 6].map((number) => meeting(number)?.state)).toEqual(['open', 'open', 'open', 'open'])
  expect(meeting(4)?.state).toBe('cancelled')
  expect(meeting(2)?.startsAt).toBe(START)
  const byId = new Map((await standing()).map(({ transactionId, event, from }) => [transactionId, { event, from }]))
  expect([...byId.keys()].toSorted()).toEqual(['t-1', 't-2', 't-3', 't-5', 't-7'])
  expect(byId.get('t-2')?.from).toBe(START)
  // It knows the event that people have in their calendars.
  expect(meeting(3)?.event).toBe(byId.get('t-3')?.event)
  expect(await stack.ctx.convening.state()).toMatchObject({ total: 5, done: 1, waiting: 0, failed: [] })
  const { body } = await stack.as('Inès Vandamme').get<PlanView>('/api/plan')
  expect(body.convening?.kept.toSorted()).toEqual(['Réunion 1', 'Réunion 2', 'Réunion 3', 'Réunion 6'])
})

test('who opens a meeting while it is being cancelled waits, and finds it cancelled', async () => {
  await confirmed([step('cancel', 5)])
  const cancel = stack.ctx.calendars.cancel.bind(stack.ctx.calendars)
  let opening: ReturnType<typeof open> | undefined
  jest.spyOn(stack.ctx.calendars, 'cancel').mockImplementationOnce((...asked) => {
    opening = open(5)
    return cancel(...asked)
  })
  await runConvening(stack.ctx)
  expect((await opening)?.code).toBe('cannot-open')
  expect(meeting(5)?.state).toBe('cancelled')
})

test('a meeting whose hour has come is cancelled no more', async () => {
  await confirmed([step('cancel', 7)])
  stack.clock.advance(Date.parse(START) - stack.clock.now().getTime())
  await runConvening(stack.ctx)
  expect(await stack.ctx.convening.state()).toMatchObject({ done: 0, kept: [{ act: 'cancel', meeting: 'CI:7' }] })
})
