import { pendingChanges } from '../../src/committees/planning/confirm-plan'
import { NOTHING_ADJUSTED } from '../../src/committees/planning/input/adjusted'
import { Bodies } from '../../src/lists/bodies'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import type { PlanVersion } from '../../src/ports/plans'
import { type Stack, startStack } from '../kit/stack'

/** A committee is dissolved, or its row deleted, after its meetings were convened. */
let stack: Stack
const PLAN: PlanVersion = {
  ...{ version: 1, period: '2027-01-01/2027-03-31', madeBy: '', startedAt: new Date('2026-11-18T09:00:00Z') },
  ...{ base: null, adjustments: NOTHING_ADJUSTED, confirmedAt: null },
  plan: {
    placements: [],
    unplaced: [],
    figures: { meetings: 0, placed: 0, attendance: 0, objective: 0, bound: 0, gap: 0 },
  },
}

const body = (code: string, values: object) => ({
  list: Bodies,
  key: code,
  values: { ...blankValues(Bodies), code, title: `Comité ${code}`, kind: 'working' as const, ...values },
})
const meeting = (code: string, number: number, startsAt: string, values: object = {}) => ({
  list: Meetings,
  key: `${code}:${number}`,
  values: {
    ...blankValues(Meetings),
    ...{ meetingKey: `${code}:${number}`, body: code, number, title: `Comité ${code}, réunion ${number}` },
    ...{ form: 'meeting' as const, state: 'convened' as const, event: `event-${code}-${number}`, startsAt },
    placement: JSON.stringify({ period: '2026-10-01/2026-12-31', occurrence: `${code}#${number}` }),
    ...values,
  },
})

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body('LASTS', { cadence: null }),
    body('ENDS', { activeUntil: '2026-12-10' }),
    meeting('LASTS', 1, '2026-12-15T09:00:00Z'),
    meeting('ENDS', 1, '2026-11-10T09:00:00Z', { state: 'held' }),
    meeting('ENDS', 2, '2026-12-10T09:00:00Z'),
    meeting('ENDS', 3, '2026-12-15T09:00:00Z'),
    meeting('ENDS', 4, '2027-01-15T09:00:00Z'),
    meeting('ENDS', 5, '2027-02-15T09:00:00Z', { placement: null }),
    meeting('GONE', 1, '2026-11-10T09:00:00Z'),
    meeting('GONE', 2, '2026-11-20T09:00:00Z'),
    meeting('GONE', 3, '2027-02-20T09:00:00Z', { state: 'cancelled' }),
  ])
})
afterAll(() => stack.close())

test('what a plan convened for days on which the body exists no more is to be cancelled; nothing else is', () => {
  const { create, update, cancel } = pendingChanges(stack.ctx, PLAN)
  expect([create, update]).toEqual([[], []])
  expect(cancel.map((each) => each.meeting.meetingKey)).toEqual(['ENDS:3', 'ENDS:4', 'GONE:2'])
})
