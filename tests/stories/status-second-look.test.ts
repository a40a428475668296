import { StatusCycles } from '../../src/lists/status-cycles'
import { remindPerson } from '../../src/status/cycle/ask-people'
import { type CycleFacts, cycleFactsOf } from '../../src/status/question-for'
import type { QuestionModel } from '../../src/status/question-view'
import { submitStatusReport } from '../../src/status/submit-status-report'
import { textsOf } from '../kit/answers'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Facts are gathered once for all reminders of a step, which leave minutes later at the connector's pace. */
let stack: Stack
let second: Awaited<ReturnType<typeof startSecondCopy>>
const officer = 'Inès Vandamme'
const one = 'Julie Maréchaux'
const other = 'Nora Pirard'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  second = await startSecondCopy(stack)
  await stack.as(officer).post('/api/cycles')
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

const factsNow = (): CycleFacts => {
  const cycle = stack.ctx.lists.find(StatusCycles, '2026-11')
  if (!cycle) throw new Error('no cycle is open')
  return cycleFactsOf(stack.ctx, cycle)
}

const asked = async (name: string): Promise<readonly string[]> => {
  const { body } = await stack.as(name).get<QuestionModel>('/api/cycles/current/question')
  return body.projects.map(({ number }) => number)
}

/** On the other copy of the service, of which this one is told a moment later. */
const answerOn = async (name: string, project: string): Promise<void> => {
  const actor = { person: idOf(name), roles: [], locale: 'fr' as const }
  const outcome = await submitStatusReport(second.ctx, actor, { cycle: '2026-11', project, answer: 'unchanged' })
  expect(outcome.ok).toBe(true)
}

const remind = (facts: CycleFacts, name: string) => remindPerson(stack.ctx, facts, idOf(name), 'D-3', 'reminder:D-3')

test('an answer given after the facts were gathered is shown in the reminder that still leaves', async () => {
  const facts = factsNow()
  const before = (await stack.chat.cards(one)).length
  await answerOn(one, 'P-022')
  expect(await remind(facts, one)).toBe('sent')
  const cards = await stack.chat.cards(one)
  expect(cards).toHaveLength(before + 1)
  const texts = textsOf(cards.at(-1)?.card).join('\n')
  expect(texts).toContain('1 sur 3')
  expect(texts).not.toContain('P-022')
})

test('whoever has answered everything meanwhile, on whatever copy, gets no reminder', async () => {
  const facts = factsNow()
  const before = (await stack.chat.cards(other)).length
  for (const project of await asked(other)) await answerOn(other, project)
  expect(await remind(facts, other)).toBe('skipped')
  expect(await stack.chat.cards(other)).toHaveLength(before)
  expect((await stack.ctx.asks.find('2026-11', idOf(other)))?.lastReminderAt).toBeNull()
})

test('a cycle that was closed meanwhile asks nobody any more', async () => {
  const facts = factsNow()
  const before = (await stack.chat.cards(one)).length
  expect((await stack.as(officer).post('/api/cycles/current/close')).status).toBe(200)
  expect(await remind(facts, one)).toBe('skipped')
  expect(await stack.chat.cards(one)).toHaveLength(before)
})
