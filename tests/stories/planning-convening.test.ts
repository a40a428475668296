import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { confirmPlan } from '../../src/committees/planning/confirm-plan'
import { runConvening } from '../../src/committees/planning/convene/run-convening'
import { Attendances } from '../../src/lists/committees/attendances'
import { Meetings } from '../../src/lists/committees/meetings'
import { Settings } from '../../src/lists/settings'
import type { StandingEvent } from '../../src/ports/calendars'
import { idOf } from '../kit/personas'
import { forgetMeetings, MAILBOX, planAtRest, shownPlan } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'

/** 52 bodies are convened while Microsoft 365 throttles and the copy that convenes is killed: one event for each meeting. */
let stack: Stack
let child: ChildProcess | undefined
jest.setTimeout(300_000)

const PERIOD = { from: '2027-01-10T23:00:00Z', to: '2027-02-26T23:00:00Z' }
const events = (): Promise<readonly StandingEvent[]> => stack.door.calendars.events(MAILBOX, PERIOD)

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await forgetMeetings(stack)
  const value = JSON.stringify({ from: '2027-01-11', to: '2027-02-26' })
  await stack.ctx.outbox.put([{ list: Settings, key: 'planning', values: { code: 'planning', value } }])
  await stack.ctx.outbox.drained()
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await stack.close()
})

const startCopy = (): ChildProcess => {
  const { origin, graphUrl, authority, botOpenIdMetadataUrl, connectorUrl, registration } = stack.tenant
  const addresses = { origin, graphUrl, authority, botOpenIdMetadataUrl, connectorUrl, registration }
  return spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../kit/convening-copy.ts')], {
    env: {
      ...process.env,
      TENANT_ADDRESSES: JSON.stringify(addresses),
      STACK_DATABASE: stack.databaseUrl,
      STACK_NOW: stack.clock.now().toISOString(),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Waits for work of the other process, and fails when there is none. */
const untilEvents = async (count: number): Promise<void> => {
  for (let round = 0; round < 600; round += 1) {
    if ((await events().catch(() => [])).length >= count) return
    await delay(100)
  }
  throw new Error('the other copy convened nothing')
}

test('a 429 storm and a kill half-way leave exactly one event for each meeting', async () => {
  const officer = stack.as('Inès Vandamme')
  await officer.post('/api/plan')
  const plan = shownPlan(await planAtRest(officer))
  const count = plan.placements.length
  expect(count).toBeGreaterThanOrEqual(52)
  const actor = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' } as const
  expect(await confirmPlan(stack.ctx, actor, plan.version)).toMatchObject({ ok: true, create: count })

  child = startCopy()
  stack.tenant.faults.set({ seed: 7, throttle: 0.2, throttleRetryAfter: 0, timeoutAfterWrite: 0.1 })
  await untilEvents(Math.floor(count / 4))
  child.kill('SIGKILL')
  await once(child, 'exit')
  const halfway = (await stack.ctx.convening.state())?.waiting ?? 0
  expect(halfway).toBeGreaterThan(0)

  for (let round = 0; round < 40 && ((await stack.ctx.convening.state())?.waiting ?? 0) > 0; round += 1) {
    if (round === 3) stack.tenant.faults.clear()
    await runConvening(stack.ctx)
    stack.clock.advance(3_600_000)
  }
  stack.tenant.faults.clear()
  await runConvening(stack.ctx)
  await stack.ctx.outbox.drained(60_000)

  expect(await stack.ctx.convening.state()).toMatchObject({ done: count, waiting: 0, failed: [] })
  const standing = await events()
  // The demo's own past and coming meetings are none of the plan's.
  const meetings = stack.ctx.lists.all(Meetings).filter(({ startsAt }) => (startsAt ?? '') >= '2027')
  const keys = new Set(meetings.map(({ meetingKey }) => meetingKey))
  expect(standing).toHaveLength(count)
  expect(meetings).toHaveLength(count)
  expect(meetings.every(({ state, joinUrl }) => state === 'convened' && joinUrl !== null)).toBe(true)
  expect(new Set(meetings.map(({ event }) => event))).toEqual(new Set(standing.map(({ event }) => event)))
  const invited = new Set(
    stack.ctx.lists.all(Attendances).flatMap(({ meeting }) => (keys.has(meeting) ? [meeting] : [])),
  )
  expect(invited.size).toBe(count)
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
