import { Absences } from '../../src/lists/absences'
import { Settings } from '../../src/lists/settings'
import { StatusReports } from '../../src/lists/status-reports'
import { openCycle } from '../../src/status/cycle/open-cycle'
import { runLadder } from '../../src/status/cycle/run-ladder'
import type { DeliveryView, NudgeOutcome } from '../../src/status/cycle-view'
import type { QuestionModel } from '../../src/status/question-view'
import { textsOf } from '../kit/answers'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Opened on Wednesday 18 November 2026 at 10:00 in Brussels, cut-off on Friday 27 November at noon. */
let stack: Stack
const officer = 'Inès Vandamme'
const manager = 'Julie Maréchaux'
const done = 'Nora Pirard'
const away = 'Hugo Warnier'
const standIn = 'Yanis Delcroix'
const blocked = 'Thomas Roevens'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  const absence = { person: idOf(away), firstDay: '2026-11-16', lastDay: '2026-11-20', delegate: idOf(standIn) }
  const absenceKey = `${absence.person}:${absence.firstDay}`
  await stack.ctx.outbox.put([{ list: Absences, key: absenceKey, values: { absenceKey, ...absence } }])
  stack.tenant.faults.set({ blockedPeople: [idOf(blocked)] })
  await stack.as(officer).post('/api/cycles')
})
afterAll(() => stack.close())

const deliveries = async (kind: string): Promise<readonly DeliveryView[]> => {
  const { body } = await stack.as(officer).get<{ deliveries: DeliveryView[] }>('/api/cycles/current/deliveries')
  return body.deliveries.filter((delivery) => delivery.kind === kind)
}
const names = (found: readonly DeliveryView[]): readonly string[] => found.map(({ name }) => name).toSorted()
const cardsOf = async (name: string): Promise<number> => (await stack.chat.cards(name)).length

test('while a manager is away the question goes to whoever stands in, not to an empty desk', async () => {
  const asked = names(await deliveries('question'))
  expect(asked).toContain(standIn)
  expect(asked).not.toContain(away)
  expect(new Set(asked).size).toBe(17)
})

test('a manager who blocked the bot gets an e-mail, and the log says why', async () => {
  const log = (await deliveries('question')).filter(({ name }) => name === blocked)
  expect(log.map(({ channel, outcome, reason }) => [channel, outcome, reason])).toEqual([
    ['mail', 'sent', 'blocked'],
    ['bot', 'failed', 'blocked'],
  ])
})

test('the ladder does nothing before its time, however often it runs', async () => {
  expect(await runLadder(stack.ctx)).toEqual({ cycle: '2026-11', sent: 0, failed: 0 })
  stack.clock.moveTo('2026-11-24T07:59:00Z')
  expect(await runLadder(stack.ctx)).toMatchObject({ sent: 0 })
})

test('on D-3 only those who have not answered everything are reminded, once', async () => {
  const question = await stack.as(done).get<QuestionModel>('/api/cycles/current/question')
  for (const { number, prefill, onBehalfOf } of question.body.projects)
    if (onBehalfOf === null)
      await stack.as(done).post(`/api/projects/${number}/report`, { cycle: 'current', fields: prefill })
  stack.clock.moveTo('2026-11-24T08:00:00Z')
  await runLadder(stack.ctx)
  const reminded = names(await deliveries('reminder:D-3:2026-11-27'))
  expect(reminded).toContain(manager)
  expect(reminded).not.toContain(done)
  const before = await cardsOf(manager)
  await Promise.all([runLadder(stack.ctx), runLadder(stack.ctx)])
  expect(await cardsOf(manager)).toBe(before)
})

test('a nudge reaches those who still owe an answer; a second click reaches nobody twice', async () => {
  stack.clock.advance(60 * 60_000)
  const first = await stack.as(officer).post<NudgeOutcome>('/api/cycles/current/nudge')
  const second = await stack.as(officer).post<NudgeOutcome>('/api/cycles/current/nudge')
  expect(first.body).toEqual({ sent: 16, skipped: 0, failed: 0 })
  expect(second.body).toEqual({ sent: 0, skipped: 16, failed: 0 })
  const one = await stack.as(officer).post<NudgeOutcome>('/api/cycles/current/nudge', { persons: [idOf(done)] })
  expect(one.body).toEqual({ sent: 0, skipped: 1, failed: 0 })
})

test('on D+2 the programme managers hear of their missing reports, on D+3 the PMO channel', async () => {
  stack.clock.moveTo('2026-12-01T08:00:00Z')
  await runLadder(stack.ctx)
  await runLadder(stack.ctx)
  const escalated = await deliveries('escalation:2026-11-27')
  expect(escalated).toHaveLength(6)
  const card = textsOf((await stack.chat.cards('Joëlle Quertin')).at(-1)?.card).join('\n')
  expect(card).toContain('P-022')
  expect(card).not.toContain('P-008')
  stack.clock.moveTo('2026-12-02T08:00:00Z')
  // The channel reads the organisation's language, not that of whoever looks.
  await stack.ctx.outbox.put([{ list: Settings, key: 'language', values: { code: 'language', value: '"en"' } }])
  await runLadder(stack.ctx)
  await runLadder(stack.ctx)
  expect(await deliveries('digest:2026-11-27')).toHaveLength(1)
  const digest = textsOf((await stack.chat.channelCards(officer)).at(-1)?.card).join('\n')
  expect(digest).toContain(manager)
  expect(digest).toContain('Answers expected ·')
})

test('a question that a crash left unsent is sent later; one that may have arrived is followed by a reminder instead', async () => {
  await stack.as(officer).post('/api/cycles/current/close')
  await stack.outbox.drained(20_000)
  stack.clock.moveTo('2026-12-15T09:00:00Z')
  const claimed = idOf(manager)
  const cut = idOf('Nora Pirard')
  // What a process leaves behind that dies right after a claim, and right after a send began.
  await stack.ctx.asks.claim('2026-12', claimed)
  await stack.ctx.asks.claim('2026-12', cut)
  await stack.ctx.asks.save('2026-12', cut, { sendingAt: new Date('2026-12-15T08:59:00Z') })
  const opened = await openCycle(stack.ctx, null)
  expect(opened.ok).toBe(true)

  await runLadder(stack.ctx)
  const questions = names(await deliveries('question'))
  expect(questions).toContain(manager)
  expect(questions).not.toContain('Nora Pirard')
  stack.clock.advance(6 * 60_000)
  await runLadder(stack.ctx)
  await runLadder(stack.ctx)
  expect(names(await deliveries('interrupted'))).toEqual(['Nora Pirard'])
  expect(stack.ctx.lists.all(StatusReports).filter((report) => report.cycle === '2026-12')).toEqual([])
})
