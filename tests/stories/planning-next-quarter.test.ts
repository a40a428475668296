import { learnAnswers } from '../../src/committees/planning/convene/learn-answers'
import { runConvening } from '../../src/committees/planning/convene/run-convening'
import type { PlanShown } from '../../src/committees/planning/plan-view'
import { Meetings } from '../../src/lists/committees/meetings'
import { Settings } from '../../src/lists/settings'
import { settingsOf } from '../../src/settings/settings'
import { body, member } from '../kit/meetings'
import { MAILBOX, planAtRest, shownPlan } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'

/** A quarter is planned on top of the one before: spacing goes on over the boundary, numbers too, and what stands is neither moved nor doubled. */
let stack: Stack
let plan: PlanShown
jest.setTimeout(240_000)
const OFFICER = 'Inès Vandamme'
const DAY_MS = 86_400_000

const planned = async (): Promise<void> => {
  expect((await stack.as(OFFICER).post('/api/plan')).status).toBe(202)
  plan = shownPlan(await planAtRest(stack.as(OFFICER)))
}
const confirm = async (version = plan.version) => stack.as(OFFICER).post('/api/plan/confirm', { version })
const convened = async (): Promise<void> => {
  expect((await confirm()).status).toBeLessThan(300)
  await runConvening(stack.ctx)
  await stack.outbox.drained()
  plan = shownPlan(await planAtRest(stack.as(OFFICER)))
}
const meetings = () =>
  stack.ctx.lists
    .all(Meetings)
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, state, startsAt, event }) => ({ number, state, startsAt: startsAt ?? '', event }))
/** Days between one meeting and the next. */
const gaps = (): readonly number[] => {
  const starts = meetings().map(({ startsAt }) => Date.parse(startsAt))
  return starts.slice(1).map((start, index) => Math.round((start - (starts[index] ?? 0)) / DAY_MS))
}

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body({ code: 'CS', title: 'CoPil Subventions', cadence: 'monthly' }),
    member('CS', 'Philippe Moreau', 'chair'),
    member('CS', 'Nora Pirard', 'member'),
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('the first quarter is convened once, however often it is confirmed or planned', async () => {
  await planned()
  const { version } = plan
  await convened()
  expect(meetings().map(({ number, state }) => [number, state])).toEqual(
    [1, 2, 3].map((number) => [number, 'convened']),
  )
  const again = await confirm(version)
  expect([again.status, again.body]).toMatchObject([409, { error: { code: 'nothing-to-confirm' } }])
  await planned()
  expect(plan.changes).toEqual({ create: 0, update: 0, cancel: 0 })
})

test('the second keeps the spacing over the boundary and goes on with the numbers; the first stays as it was', async () => {
  const before = meetings()
  stack.clock.moveTo('2027-02-15T09:00:00Z')
  await planned()
  expect(plan.changes).toEqual({ create: 3, update: 0, cancel: 0 })
  await convened()
  expect(meetings().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
  expect(meetings().slice(0, 3)).toEqual(before)
  for (const gap of gaps()) {
    expect(gap).toBeGreaterThanOrEqual(16)
    expect(gap).toBeLessThanOrEqual(45)
  }
})

test('a meeting moved in Outlook is shown where it stands; moved beyond the quarter it is not convened a second time', async () => {
  const moved = async (number: number, start: string): Promise<PlanShown> => {
    const event = meetings().find((each) => each.number === number)?.event ?? ''
    const end = new Date(Date.parse(start) + 3_600_000).toISOString().replace('.000Z', 'Z')
    await stack.ctx.calendars.update(MAILBOX, [{ event, start, end, attendees: [], room: null }])
    await learnAnswers(stack.ctx)
    await stack.outbox.drained()
    return shownPlan(await planAtRest(stack.as(OFFICER)))
  }
  const placeOf = (shown: PlanShown, start: string) => shown.placements.find((placement) => placement.start === start)
  const shown = await moved(5, '2027-05-27T12:00:00Z')
  expect(placeOf(shown, '2027-05-27T12:00:00Z')).toMatchObject({
    held: 'moved',
    end: '2027-05-27T13:00:00Z',
    room: null,
  })
  expect([shown.placements.length, shown.changes]).toEqual([3, { create: 0, update: 0, cancel: 0 }])
  const sixth = meetings()[5]?.startsAt ?? ''
  const beyond = await moved(6, '2027-07-02T12:00:00Z')
  expect([beyond.placements.length, beyond.changes]).toEqual([2, { create: 0, update: 0, cancel: 0 }])
  await planned()
  expect(plan.changes).toEqual({ create: 0, update: 0, cancel: 0 })
  await moved(6, sixth)
})

test('a period across the boundary moves, cancels and doubles nothing that stands', async () => {
  const before = meetings()
  const { planning } = settingsOf(stack.ctx)
  const value = JSON.stringify({ ...planning, from: '2027-03-01', to: '2027-06-30' })
  await stack.ctx.outbox.put([{ list: Settings, key: 'planning', values: { code: 'planning', value } }])
  await stack.outbox.drained()
  await planned()
  expect(plan.changes).toEqual({ create: 0, update: 0, cancel: 0 })
  expect(plan.placements.map(({ held }) => held)).toEqual(['stands', 'stands', 'stands', 'stands'])
  expect(meetings()).toEqual(before)
})
