import { z } from 'zod'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { meetingRows } from '../kit/meeting'
import { type Stack, startStack } from '../kit/stack'

/** Somebody puts a message of Teams forward to an agenda, from the menu of the message. */
const [CHAIR, MEMBER, NOBODY] = ['Philippe Moreau', 'Nora Pirard', 'Isabelle Kinet']
let stack: Stack

const Task = z.object({
  task: z.union([
    z.object({ type: z.literal('message'), value: z.string() }),
    z.object({
      type: z.literal('continue'),
      value: z.object({ title: z.string(), card: z.object({ content: z.unknown() }) }),
    }),
  ]),
})
const Form = z.object({
  body: z.array(
    z.looseObject({ id: z.string().optional(), value: z.unknown().optional(), choices: z.unknown().optional() }),
  ),
  actions: z.array(z.looseObject({ type: z.string(), data: z.looseObject({ stamp: z.string() }).optional() })),
})
const messagePayload = {
  id: '1606515483514',
  linkToMessage: 'https://teams.microsoft.com/l/message/19:x/1606515483514',
  from: { user: { displayName: MEMBER } },
  body: { contentType: 'html', content: '<div><p>Budget&nbsp;2027</p><p>Il manque 12 &amp; plus.</p></div>' },
}
const ask = async (name: string, invoke: 'fetchTask' | 'submitAction', value: object) =>
  Task.parse((await stack.chat.onMessage(name, invoke, value)).body).task
const opened = async (name: string) => {
  const task = await ask(name, 'fetchTask', { commandId: 'proposeItem', commandContext: 'message', messagePayload })
  if (task.type === 'message') throw new Error(task.value)
  return Form.parse(task.value.card.content)
}
const said = async (...asked: Parameters<typeof ask>): Promise<string> => JSON.stringify(await ask(...asked))
const items = () => stack.ctx.lists.all(AgendaItems).filter(({ meeting }) => meeting === 'CP:1')

beforeAll(async () => {
  stack = await startStack()
  const times = { startsAt: '2026-12-10T09:00:00Z', endsAt: '2026-12-10T10:30:00Z' }
  const rows = (code: string, members: Parameters<typeof meetingRows>[0]['members']) =>
    meetingRows({ code, members, items: [], meeting: { ...times, title: `Réunion ${code}` } })
  await stack.ctx.outbox.put([
    ...rows('CP', [
      [CHAIR, 'chair'],
      [MEMBER, 'member'],
    ]),
    ...rows('CQ', [[CHAIR, 'chair']]),
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('the dialog names the bodies to which the person may propose, with title and reason from the message', async () => {
  const form = await opened(MEMBER)
  const value = (id: string): unknown => form.body.find((each) => each.id === id)?.value
  expect([value('meeting'), value('title')]).toEqual(['CP:1', 'Budget 2027'])
  expect(value('background')).toBe(`Budget 2027\nIl manque 12 & plus.\n${messagePayload.linkToMessage}`)
  expect(form.body.find(({ id }) => id === 'meeting')?.choices).toEqual([
    { title: expect.stringContaining('Réunion CP'), value: 'CP:1' },
  ])
  // A dialog takes no other action.
  expect(form.actions.map(({ type }) => type)).toEqual(['Action.Submit'])
  expect(JSON.stringify(await opened(CHAIR))).toContain('CQ:1')
  expect(await said(NOBODY, 'fetchTask', { commandId: 'proposeItem', messagePayload })).toContain(
    'Aucune réunion à venir',
  )
})

test('sent twice it is one item; what is missing is said in the form, with what was typed', async () => {
  const stamp = (await opened(MEMBER)).actions[0]?.data?.stamp ?? ''
  const typed = {
    stamp,
    meeting: 'CP:1',
    kind: 'decision',
    minutes: 20,
    question: 'Combien ?',
    background: 'Il manque 12.',
  }
  const refused = await said(MEMBER, 'submitAction', { commandId: 'proposeItem', data: { ...typed, title: ' ' } })
  expect(refused).toContain('"type":"continue"')
  expect(refused).toContain('Il manque 12.')
  expect(items()).toEqual([])
  const value = { commandId: 'proposeItem', data: { ...typed, title: 'Budget 2027' } }
  const answers = await Promise.all([said(MEMBER, 'submitAction', value), said(MEMBER, 'submitAction', value)])
  for (const answer of answers) expect(answer).toContain('Réunion CP')
  expect(items()).toMatchObject([
    { title: 'Budget 2027', state: 'proposed', kind: 'decision', minutes: 20, background: 'Il manque 12.' },
  ])
})

test.each<[string, string, object]>([
  ['another body', 'n’existe pas', { commandId: 'proposeItem', data: { stamp: 'x', meeting: 'CQ:1', title: 'x' } }],
  ['no form', 'message', { commandId: 'proposeItem' }],
  ['another command', 'message', { commandId: 'toString', data: {} }],
  ['nothing', 'message', {}],
  ['nonsense', 'message', { commandId: 'proposeItem', data: { stamp: { $ne: 1 }, meeting: ['CP:1'] } }],
])('%s gets a sentence and changes nothing', async (_, text, value) => {
  const before = items().length
  const answer = await ask(MEMBER, 'submitAction', value)
  expect(answer.type).toBe('message')
  expect(JSON.stringify(answer)).toContain(text)
  expect(stack.ctx.lists.all(AgendaItems)).toHaveLength(before)
})

test('in English for those who read English', async () => {
  const answer = await said('Jan Peeters', 'fetchTask', { commandId: 'proposeItem', messagePayload })
  expect(answer).toContain('No meeting ahead')
})
