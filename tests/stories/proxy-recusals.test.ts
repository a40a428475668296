import type { MinutesView } from '../../src/committees/minutes/minutes-view'
import type { DecisionView } from '../../src/committees/register/register-view'
import { Ballots } from '../../src/lists/committees/ballots'
import { Decisions } from '../../src/lists/committees/decisions'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Whoever leaves the room for a conflict of interest votes on the matter for nobody else either; the body says where their proxies go. */
const [CHAIR, SECRETARY, NORA, JAN, JULIE] = [
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Jan Peeters',
  'Julie Maréchaux',
]
let stack: Stack

const begun = async (code: string, absentHolder: 'chair' | 'lapses'): Promise<ReturnType<typeof meetingOf>> => {
  const rules = {
    quorumShare: 50,
    quorumProxies: true,
    proxiesMax: 2,
    conflictRule: 'leaves',
    tieRule: 'chair',
  } as const
  await stack.ctx.outbox.put(
    meetingRows({
      code,
      body: { ...rules, absentHolder },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JAN, 'member'],
        [JULIE, 'member'],
      ],
      items: [{ title: 'Le marché', question: 'Le marché est attribué.' }],
    }),
  )
  await stack.ctx.outbox.drained()
  const here = meetingOf(stack.as, `${code}:1`)
  await here.open(SECRETARY)
  for (const name of [CHAIR, NORA, JULIE]) await here.present(SECRETARY, name)
  await here.proxy(SECRETARY, JAN, NORA)
  return here
}
const row = (number: string) => stack.ctx.lists.find(Decisions, number)
const votersOf = (number: string) =>
  stack.ctx.lists
    .all(Ballots)
    .filter(({ decision }) => decision === number)
    .map(({ voter }) => voter)
const mine = async (here: ReturnType<typeof meetingOf>, name: string) =>
  (await here.view(name)).votes[0]?.mine.map((ballot) => ballot.name)

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

test('a proxy that passes to the chair is the chair’s to vote by, whatever was cast by it before', async () => {
  const here = await begun('CR', 'chair')
  const number = await here.putToVote(SECRETARY, '1')
  const asked = async (): Promise<string> => JSON.stringify(await stack.chat.cards(CHAIR))
  expect(await eventually(async () => String((await asked()).includes(number)), 'true')).toBe('true')
  await here.vote(NORA, number, 'for', JAN)
  await here.vote(CHAIR, number, 'against')
  expect([await mine(here, NORA), await mine(here, CHAIR)]).toEqual([[NORA, JAN], [CHAIR]])
  await here.vote(NORA, number, 'recused')
  expect([await mine(here, NORA), await mine(here, CHAIR)]).toEqual([[NORA], [CHAIR, JAN]])
  expect((await here.vote(NORA, number, 'for', JAN)).code).toBe('no-proxy')
  const view = (await here.view(JULIE)).votes[0]
  expect([view?.tally?.for, view?.missing]).toEqual([0, [idOf(JULIE), idOf(JAN)]])
  // The card of the chair asks for Jan as well.
  expect(await eventually(async () => String((await asked()).includes(JAN)), 'true')).toBe('true')
  await here.vote(JULIE, number, 'for')
  await here.close(SECRETARY, number)
  // One against one, and the casting vote of the chair is against.
  expect(row(number)).toMatchObject({ result: 'rejected', votesFor: 1, votesAgainst: 1, recusals: 1, abstentions: 1 })
  expect(votersOf(number)).not.toContain(idOf(JAN))
  const { rule } = (await stack.as(SECRETARY).get<DecisionView>(`/api/decisions/${number}`)).body
  expect(rule).toEqual([
    'Majorité simple\u00a0: 1 pour, 1 contre.',
    'Parité\u00a0: la voix de la présidence est contre.',
  ])
  await here.post(SECRETARY, 'session', { state: 'held' })
  const minutes = (await stack.as(SECRETARY).get<MinutesView>('/api/meetings/CR:1/minutes')).body
  expect(minutes.content.items[0]?.decisions[0]?.facts).toContainEqual({
    label: 'Règle appliquée\u00a0:',
    value: rule.join(' '),
  })
})

test('where it lapses it counts for nothing; a change of mind before the close gives it back', async () => {
  const here = await begun('CS', 'lapses')
  const number = await here.putToVote(SECRETARY, '1')
  await here.vote(NORA, number, 'for', JAN)
  await here.vote(NORA, number, 'recused')
  expect((await here.view(CHAIR)).votes[0]).toMatchObject({ tally: { for: 0, recused: 1 } })
  expect(await mine(here, NORA)).toEqual([NORA])
  await here.vote(NORA, number, 'abstain')
  expect(await mine(here, NORA)).toEqual([NORA, JAN])
  await here.vote(NORA, number, 'recused')
  for (const name of [CHAIR, JULIE]) await here.vote(name, number, 'for')
  await here.close(SECRETARY, number)
  expect(row(number)).toMatchObject({ result: 'adopted', votesFor: 2, recusals: 1, abstentions: 0 })
})

test('in a secret vote what they cast falls too, and no page tells who has left', async () => {
  const here = await begun('CT', 'chair')
  const number = await here.putToVote(SECRETARY, '1', true)
  await here.vote(NORA, number, 'for', JAN)
  const before = await mine(here, CHAIR)
  await here.vote(NORA, number, 'recused')
  expect([await mine(here, CHAIR), await mine(here, NORA)]).toEqual([before, [NORA, JAN]])
  await here.vote(CHAIR, number, 'against')
  await here.vote(JULIE, number, 'for')
  expect((await here.close(SECRETARY, number)).code).toBe('needs-casting')
  await here.close(SECRETARY, number, 'none')
  expect(row(number)).toMatchObject({ result: 'rejected', votesFor: 1, votesAgainst: 1, recusals: 1, abstentions: 1 })
})
