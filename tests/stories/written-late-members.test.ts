import { runSessionClock } from '../../src/committees/session/written/session-clock'
import { Decisions } from '../../src/lists/committees/decisions'
import { Memberships } from '../../src/lists/committees/memberships'
import type { Service } from '../../src/server/start'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Members who join the body while a written procedure is under way get its card when they may vote, and not before. */
const [CHAIR, SECRETARY, NORA, LATE, LAST] = [
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Julie Maréchaux',
  'Youssef Benali',
]
// Tuesday, 17:00 in Brussels.
const DEADLINE = '2026-11-24T16:00:00Z'
let stack: Stack
let second: Service

const start = async (deadline: string) => {
  const body = { title: 'Avenant', deadline, questions: [{ title: 'Avenant 3', question: null }] }
  const { body: opened } = await stack
    .as(SECRETARY)
    .post<{ key: string; decisions: string[] }>('/api/bodies/CJ/written', body)
  return { number: opened.decisions[0] ?? '', procedure: meetingOf(stack.as, opened.key) }
}
const cardsWith = async (name: string, text: string): Promise<string> =>
  String((await stack.chat.cards(name)).filter((card) => JSON.stringify(card).includes(text)).length)
/** How often somebody got the card of this vote, whatever it says by now. */
const askedOf = (name: string, number: string): Promise<string> => cardsWith(name, ` · ${number}"`)
const remindedOf = (name: string): Promise<string> => cardsWith(name, 'Il vous reste à voter')
const clocks = () => Promise.all([runSessionClock(stack.ctx), runSessionClock(second.ctx), runSessionClock(stack.ctx)])
const at = async (instant: string): Promise<void> => {
  stack.clock.moveTo(instant)
  await clocks()
  await clocks()
}

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  const rows = meetingRows({
    code: 'CJ',
    members: [
      [CHAIR, 'chair'],
      [SECRETARY, 'secretary', 'advice'],
      [NORA, 'member'],
      [LATE, 'member'],
      [LAST, 'member'],
    ],
    items: [],
  })
  const from = new Map([
    [idOf(LATE), '2026-11-20'],
    [idOf(LAST), '2026-11-24'],
  ])
  await stack.ctx.outbox.put(
    rows.map((row) => {
      const begins = row.list === Memberships ? from.get(String(Reflect.get(row.values, 'person'))) : undefined
      return begins === undefined ? row : { ...row, values: { ...row.values, from: begins } }
    }),
  )
  await stack.outbox.drained()
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

test('nobody is asked before their membership begins, and each once when it has', async () => {
  const { number, procedure } = await start(DEADLINE)
  // Ends before messages may leave on the day on which Julie joins.
  const early = await start('2026-11-20T06:00:00Z')
  for (const name of [CHAIR, NORA]) expect(await eventually(() => askedOf(name, number), '1')).toBe('1')
  await clocks()
  expect([await askedOf(LATE, number), (await procedure.vote(LATE, number, 'for')).status]).toEqual(['0', 403])
  // The night in which it begins is no time for messages, but for what would come too late.
  await at('2026-11-19T23:30:00Z')
  expect([await askedOf(LATE, number), await askedOf(LATE, early.number)]).toEqual(['0', '1'])
  expect((await early.procedure.vote(LATE, early.number, 'for')).status).toBe(200)
  await at('2026-11-20T08:00:00Z')
  expect([await askedOf(LATE, number), await askedOf(LAST, number), await askedOf(NORA, number)]).toEqual([
    '1',
    '0',
    '1',
  ])
  await stack.chat.invoke(LATE, 'vote.cast', { decision: number, voter: idOf(LATE), vote: 'for' })

  // Nora is reminded a day before; whoever joins after that is asked, and not reminded of what they have just been asked.
  await at('2026-11-23T16:00:00Z')
  expect([await remindedOf(NORA), await remindedOf(LATE), await remindedOf(LAST)]).toEqual(['1', '0', '0'])
  await at('2026-11-24T08:00:00Z')
  expect([await askedOf(LAST, number), await remindedOf(LAST)]).toEqual(['1', '0'])
  for (const name of [CHAIR, NORA, LAST]) await procedure.vote(name, number, 'for')
  expect(stack.ctx.lists.find(Decisions, number)).toMatchObject({ voteState: 'closed', votesFor: 4 })
  expect(stack.ctx.lists.find(Decisions, early.number)).toMatchObject({ voteState: 'closed', votesFor: 1 })
})
