import { Actions } from '../../src/lists/committees/actions'
import { Decisions } from '../../src/lists/committees/decisions'
import { meetingOf, meetingRows } from '../kit/meeting'
import { type Stack, startStack } from '../kit/stack'

/** What people type at the edge of what a list holds, and where an item comes from. */
const [CHAIR, SECRETARY, NORA] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard']
let stack: Stack
let here: ReturnType<typeof meetingOf>

beforeAll(async () => {
  stack = await startStack()
  here = meetingOf(stack.as, 'CL:1')
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CL',
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
      ],
      items: [{ title: 'Dépassement', source: 'exception', sourceKey: 'D-2026-900' }, { title: 'Divers' }],
    }),
  )
  await stack.ctx.outbox.drained()
  await here.open(SECRETARY)
  for (const name of [CHAIR, NORA]) await here.present(SECRETARY, name)
})
afterAll(() => stack.close())

const decision = { number: null, text: 'Accepté.', result: 'adopted', conditions: null, actions: '' }

test('an action that the list could not hold is refused with its line, and nothing waits for ever', async () => {
  const actions = `@nora ${'relire '.repeat(50)}15/12`
  expect((await here.post(SECRETARY, 'decisions', { ...decision, item: '2', actions })).code).toBe('long-title')
  expect((await here.post(SECRETARY, 'actions', { item: null, text: actions })).code).toBe('long-title')
  await stack.ctx.outbox.drained()
  expect(stack.ctx.lists.all(Decisions)).toEqual([])
})

test('a day that has passed is refused in the reader’s language, and nothing of the decision is kept', async () => {
  const actions = '@nora relire le bail 15/12\n@nora relire 17/11/2026'
  const typed = { ...decision, item: '2', actions }
  for (const [name, said] of [
    [SECRETARY, 'La date de cette action est passée'],
    ['Nora Pirard', null],
  ] as const) {
    const answer = await here.post(name, 'decisions', typed)
    expect(answer.code).toBe(said === null ? 'not-allowed' : 'past-date')
    if (said !== null) expect(JSON.stringify(answer.body)).toContain(said)
  }
  await stack.ctx.outbox.drained()
  expect([stack.ctx.lists.all(Decisions), stack.ctx.lists.all(Actions)]).toEqual([[], []])
})

test('who types an old meeting names days from that meeting on, and none before it', async () => {
  const old = meetingRows({
    code: 'CV',
    meeting: { state: 'held', startsAt: '2026-10-05T08:00:00Z', closedAt: '2026-10-05T09:00:00Z' },
    members: [
      [CHAIR, 'chair'],
      [SECRETARY, 'secretary', 'advice'],
      [NORA, 'member'],
    ],
    items: [{ title: 'Bail', state: 'done' }],
  })
  await stack.ctx.outbox.put(old)
  const there = meetingOf(stack.as, 'CV:1')
  expect((await there.view(SECRETARY)).typing).toEqual({ from: '2026-10-05', language: 'fr' })
  const text = '@nora et @philippe préparent le budget pour le 15/10'
  expect((await there.post(SECRETARY, 'actions', { item: null, text: '@nora relire 04/10/2026' })).code).toBe(
    'past-date',
  )
  expect((await there.post(SECRETARY, 'actions', { item: null, text })).status).toBe(201)
  await stack.ctx.outbox.drained()
  const [made] = stack.ctx.lists.all(Actions)
  expect([made?.title, made?.dueOn]).toEqual(['Préparent le budget (avec Philippe Moreau)', '2026-10-15'])
})

test('what is decided on an item that was escalated says where it came from, voted or not', async () => {
  const voted = await here.putToVote(SECRETARY, '1')
  await here.vote(CHAIR, voted, 'for')
  await here.close(SECRETARY, voted)
  await here.post(SECRETARY, 'decisions', { ...decision, item: '1' })
  await here.post(SECRETARY, 'decisions', { ...decision, item: '2' })
  const from = stack.ctx.lists.all(Decisions).map(({ item, escalatedFrom }) => [item, escalatedFrom])
  expect(from.sort()).toEqual([
    ['CL:1:1', 'D-2026-900'],
    ['CL:1:1', 'D-2026-900'],
    ['CL:1:2', null],
  ])
})

test('notes that two people have made longer than one may write are shortened, and not stuck', async () => {
  const [one, other] = ['a', 'b'].map((letter) => letter.repeat(15_000))
  await here.notes(SECRETARY, '1', '', one ?? '')
  const { text } = await here.notes(CHAIR, '1', '', other ?? '')
  expect(text).toHaveLength(30_001)
  const path = '/api/meetings/CL:1/items/1/notes'
  const longer = await stack.as(SECRETARY).patch(path, { base: text, text: `${text}c` })
  expect(longer.status).toBe(422)
  expect((await here.notes(SECRETARY, '1', text, text.slice(0, 25_000))).text).toHaveLength(25_000)
})
