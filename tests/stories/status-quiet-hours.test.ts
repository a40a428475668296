import { runLadder } from '../../src/status/cycle/run-ladder'
import type { CycleListView, CycleOverview, DeliveryView } from '../../src/status/cycle-view'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Friday 13 November 2026, 21:00 in Brussels: the quiet hours end on Monday at 08:00. */
let stack: Stack
const officer = 'Inès Vandamme'
const MONDAY = '2026-11-16T07:00:00.000Z'

beforeAll(async () => {
  stack = await startStack({ seed: true, now: '2026-11-13T20:00:00Z' })
})
afterAll(() => stack.close())

const asked = async (): Promise<number> => {
  const { body } = await stack.as(officer).get<{ deliveries: DeliveryView[] }>('/api/cycles/current/deliveries')
  return body.deliveries.filter(({ kind }) => kind === 'question').length
}
const overview = async () => (await stack.as(officer).get<CycleOverview>('/api/cycles/current')).body

test('an officer who opens on a Friday evening is told that the questions leave on Monday, and they do', async () => {
  const { proposed } = (await stack.as(officer).get<CycleListView>('/api/cycles')).body
  expect(proposed?.sendsAt).toBe(MONDAY)
  const opened = await stack.as(officer).post('/api/cycles', { inSendingHours: true })
  expect([opened.status, opened.body]).toMatchObject([201, { projects: 50, managers: 18, asked: 0 }])
  expect((await overview()).nextStep).toEqual({ kind: 'question', at: MONDAY })
  expect(await runLadder(stack.ctx)).toMatchObject({ sent: 0 })

  // Whom the officer nudges all the same is asked; the others are still left in peace.
  const nudged = await stack.as(officer).post('/api/cycles/current/nudge', { persons: [idOf('Julie Maréchaux')] })
  expect(nudged.body).toMatchObject({ sent: 1 })
  expect(await runLadder(stack.ctx)).toMatchObject({ sent: 0 })
  stack.clock.moveTo(MONDAY)
  expect(await runLadder(stack.ctx)).toMatchObject({ sent: 17, failed: 0 })
  expect(await asked()).toBe(18)
  expect((await overview()).nextStep).toMatchObject({ kind: 'reminder' })
})

test('a cycle opened in the sending hours asks at once, whatever was said of the quiet hours', async () => {
  await stack.as(officer).post('/api/cycles/current/close')
  stack.clock.moveTo('2026-12-08T09:00:00Z')
  const opened = await stack.as(officer).post('/api/cycles', { inSendingHours: true })
  expect(opened.body).toMatchObject({ asked: 18, failed: 0 })
})

test('questions that could not leave before the cut-off do not wait for it to pass', async () => {
  await stack.as(officer).post('/api/cycles/current/close')
  stack.clock.moveTo('2026-12-18T19:00:00Z')
  const input = { code: 'express', cutOff: '2026-12-19T11:00:00Z', inSendingHours: true }
  const opened = await stack.as(officer).post('/api/cycles', input)
  expect(opened.body).toMatchObject({ asked: 18, failed: 0 })
})

test('a cycle opened at night with the word to send asks at once', async () => {
  await stack.as(officer).post('/api/cycles/current/close')
  stack.clock.moveTo('2027-01-10T22:00:00Z')
  const opened = await stack.as(officer).post('/api/cycles', { inSendingHours: false })
  expect(opened.body).toMatchObject({ asked: 18, failed: 0 })
})
