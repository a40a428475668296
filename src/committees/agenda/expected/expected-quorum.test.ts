import { rulesOf } from '../../rules/body-rules'
import type { GivenProxy } from '../../rules/proxies'
import type { AttendanceState } from '../../session/session-view'
import { expectedQuorum } from './expected-quorum'

const member = (id: string, role: 'chair' | 'member' = 'member', voice: 'vote' | 'advice' = 'vote') => ({
  id,
  role,
  voice,
})
const members = [member('a', 'chair'), member('b'), member('c'), member('d'), member('e', 'member', 'advice')]
const rules = rulesOf({
  quorumCount: 3,
  quorumShare: null,
  quorumRoles: ['chair'],
  quorumProxies: true,
  quorumCheck: null,
  lostQuorum: null,
  proxiesMax: 1,
  proxyHolders: null,
  absentHolder: null,
  majority: null,
  majorityBase: null,
  tieRule: null,
  conflictRule: null,
  secretBallot: false,
})

const expected = (states: Record<string, AttendanceState>, proxies: readonly GivenProxy[] = []) =>
  expectedQuorum(rules, members, new Map(Object.entries(states)), proxies)

test.each<[string, Record<string, AttendanceState>, readonly GivenProxy[], boolean, number]>([
  ['nobody has answered', {}, [], true, 4],
  ['one has declined', { b: 'declined' }, [], true, 3],
  ['two have declined', { b: 'declined', c: 'excused' }, [], false, 2],
  ['who advises does not count', { e: 'declined' }, [], true, 4],
  ['the chair has declined', { a: 'declined' }, [], false, 3],
  ['a proxy counts', { b: 'declined', c: 'represented' }, [{ from: 'c', to: 'd' }], true, 3],
  [
    'a proxy to somebody who will not come does not',
    { b: 'declined', c: 'represented' },
    [{ from: 'c', to: 'b' }],
    false,
    2,
  ],
])('%s', (_, states, proxies, isReachable, counted) => {
  expect(expected(states, proxies)).toMatchObject({ isReachable, counted, required: 3 })
})

test('says who will not be there, which role is missing, and what the others answered', () => {
  expect(expected({ a: 'declined', b: 'accepted', c: 'tentative', e: 'declined' })).toMatchObject({
    away: ['a', 'e'],
    missingRoles: ['chair'],
    accepted: 1,
    tentative: 1,
    unanswered: 1,
  })
})
