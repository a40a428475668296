import { NOTHING_ADJUSTED } from '../../src/committees/planning/input/adjusted'
import { gatherInput } from '../../src/committees/planning/input/gather-input'
import { Bodies } from '../../src/lists/bodies'
import { Memberships } from '../../src/lists/committees/memberships'
import { blankValues } from '../../src/lists/kit/list'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** A quarter in which people join a body and the body itself ends. */
const [CHAIR, LEAVES, JOINS, LATER] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard', 'Jan Peeters']
let stack: Stack

const seat = (person: string, role: 'chair' | 'member', from: string, until: string | null = null) => {
  const membershipKey = `CD:${idOf(person)}:${from}`
  const values = { membershipKey, body: 'CD', person: idOf(person), name: person, role, from, until }
  return {
    list: Memberships,
    key: membershipKey,
    values: { ...blankValues(Memberships), ...values, voice: 'vote' as const, mandatory: true },
  }
}

beforeAll(async () => {
  stack = await startStack()
  const body = {
    code: 'CD',
    title: 'Comité daté',
    kind: 'steering',
    cadence: 'monthly',
    activeUntil: '2027-02-20',
  } as const
  await stack.ctx.outbox.put([
    { list: Bodies, key: 'CD', values: { ...blankValues(Bodies), ...body } },
    seat(CHAIR, 'chair', '2026-01-01'),
    seat(LEAVES, 'member', '2026-01-01', '2027-01-31'),
    seat(JOINS, 'member', '2027-02-01'),
    seat(LATER, 'member', '2027-05-01'),
  ])
})
afterAll(() => stack.close())

test('a plan knows who sits in a body from when until when, and until when the body exists', () => {
  const period = { from: '2027-01-01', to: '2027-03-31', name: '2027-01-01/2027-03-31' }
  const { input } = gatherInput(stack.ctx, period, { readAt: '2026-11-18T09:00:00Z', schedules: [] }, NOTHING_ADJUSTED)
  const [body] = input.bodies
  expect(body?.activeUntil).toBe('2027-02-20')
  expect(body?.members.map(({ person, kind, from, until }) => [person, kind, from, until])).toEqual([
    [idOf(CHAIR), 'mandatory', undefined, undefined],
    [idOf(LEAVES), 'mandatory', undefined, '2027-01-31'],
    [idOf(JOINS), 'mandatory', '2027-02-01', undefined],
  ])
  expect(input.people.map(({ id }) => id)).toEqual([CHAIR, LEAVES, JOINS].map((name) => idOf(name)))
})
