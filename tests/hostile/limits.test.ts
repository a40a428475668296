import { StatusReports } from '../../src/lists/status-reports'
import { cardData } from '../kit/answers'
import { type Stack, startStack } from '../kit/stack'
import { fillPortfolio, OPEN, officer, outsider } from './hidden-portfolio'

/** Six requests a minute, three messages: what a loop meets in production only after hundreds. */
let stack: Stack

beforeAll(async () => {
  stack = await startStack({ requestsPerMinute: 6 })
  await fillPortfolio(stack)
  await stack.as(officer).post('/api/cycles', { code: '2026-11', cutOff: '2026-11-27T16:00:00Z' })
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

test('a person who asks too much is told when to come back, in their language, and others are not held up', async () => {
  for (const [name, words] of [
    ['Nora Pirard', /Réessayez dans \d+\u00a0s/],
    ['Thomas Roevens', /Try again in \d+ s/],
  ] as const) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => stack.as(name).get('/api/me')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(2)
    for (const { body, headers } of refused) {
      expect(body).toMatchObject({ error: { code: 'too-many', message: expect.stringMatching(words) } })
      expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0)
    }
  }
  expect((await stack.as('Jan Peeters').get('/api/me')).status).toBe(200)
})

test('requests without a valid token spend nobody’s allowance', async () => {
  const token = await stack.as('Hugo Warnier').token()
  for (let turn = 0; turn < 10; turn += 1)
    await fetch(`${stack.origin}/api/me`, { headers: { Authorization: `Bearer ${token.slice(0, -6)}AAAAAA` } })
  expect((await stack.as('Hugo Warnier').get('/api/me')).status).toBe(200)
})

test('a flood of messages is answered twice in words, a click beyond it each time, and nothing of it is recorded', async () => {
  const before = (await stack.chat.messages(outsider)).length
  for (let turn = 0; turn < 9; turn += 1) await stack.chat.say(outsider, 'aide')
  const said = (await stack.chat.messages(outsider)).slice(before).filter(({ from }) => from.role === 'bot')
  expect(said.filter(({ attachments }) => attachments?.length)).toHaveLength(3)
  const sentences = said.filter(({ text }) => text?.includes('beaucoup de messages'))
  expect(sentences).toHaveLength(2)
  const click = await stack.chat.invoke(outsider, 'status.save', cardData('2026-11', OPEN, { overall: 'green' }))
  expect(String(Reflect.get(Object(click.body), 'value'))).toMatch(/beaucoup de messages/)
  expect(stack.ctx.lists.all(StatusReports)).toEqual([])
})
