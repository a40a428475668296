import { type BodyRules, type RuleColumns, rulesOf } from './body-rules'
import { decideVote, type VoteInput } from './decide-vote'
import { bySeat, holderOf, membershipOn, overlaps, seatsIn } from './membership'
import type { Member } from './proxies'
import { quorumOf } from './quorum'

const blank: RuleColumns = {
  quorumCount: null,
  quorumShare: null,
  quorumRoles: [],
  quorumProxies: false,
  quorumCheck: null,
  lostQuorum: null,
  proxiesMax: null,
  proxyHolders: null,
  absentHolder: null,
  majority: null,
  majorityBase: null,
  tieRule: null,
  conflictRule: null,
  secretBallot: false,
}
const rules = (change: Partial<RuleColumns> = {}): BodyRules => rulesOf({ ...blank, ...change })

const voter = (id: string): Member => ({ id, role: 'member', voice: 'vote' })
const members: readonly Member[] = [
  { id: 'chair', role: 'chair', voice: 'vote' },
  voter('b'),
  voter('c'),
  voter('d'),
  { id: 'secretary', role: 'secretary', voice: 'advice' },
]
const vote = (
  ballots: Readonly<Record<string, 'for' | 'against' | 'abstain' | 'recused'>>,
  present: readonly string[],
  proxies: readonly [from: string, to: string][] = [],
): VoteInput => ({
  members,
  attendance: { present: new Set(present), proxies: proxies.map(([from, to]) => ({ from, to })) },
  ballots: new Map(Object.entries(ballots)),
})
const all = ['chair', 'b', 'c', 'd', 'secretary']

test('an absolute majority is of those present, two thirds of the votes cast, unless the body says otherwise', () => {
  const bases = (['simple', 'absolute', 'twoThirds', 'consent'] as const).map((majority) => rules({ majority }).base)
  expect(bases).toEqual(['cast', 'present', 'cast', 'cast'])
  expect(rules({ majority: 'absolute', majorityBase: 'members' }).base).toBe('members')
  expect(rules({ majority: 'simple', majorityBase: 'members' }).base).toBe('cast')
})

test('who has a voice of advice is heard and not counted', () => {
  const { outcome, tally, reasons } = decideVote(
    rules(),
    vote({ b: 'for', c: 'against', secretary: 'for', stranger: 'for' }, [...all, 'stranger']),
  )
  expect([outcome, tally.for, tally.against, tally.silent]).toEqual(['rejected', 1, 1, 2])
  expect(reasons).toContainEqual({ code: 'ballot.ignored', who: ['secretary', 'stranger'] })
  expect(reasons).toContainEqual({ code: 'ballot.silent', who: ['chair', 'd'] })
})

test('the last proxy that somebody gives replaces the earlier; a guest may hold one only where the body allows it', () => {
  const given: [string, string][] = [
    ['d', 'b'],
    ['d', 'secretary'],
  ]
  const input = vote({ chair: 'for', b: 'against', d: 'for' }, ['chair', 'b', 'secretary'], given)
  const strict = decideVote(rules({ proxiesMax: 1 }), input)
  expect(strict.reasons).toContainEqual({ code: 'proxy.lapsed', from: 'd', to: 'b', why: 'replaced' })
  expect(strict.reasons).toContainEqual({
    code: 'proxy.lapsed',
    from: 'd',
    to: 'secretary',
    why: 'holder-not-entitled',
  })
  expect(strict.outcome).toBe('rejected')
  const open = decideVote(rules({ proxiesMax: 1, proxyHolders: 'attendees' }), input)
  expect([open.outcome, open.tally.for]).toEqual(['adopted', 2])
})

test('a vote lacks its quorum until a proxy arrives', () => {
  const body = rules({ quorumCount: 3, quorumProxies: true, proxiesMax: 1 })
  const before = decideVote(body, vote({ chair: 'for', b: 'for' }, ['chair', 'b']))
  expect(before.outcome).toBe('deferred')
  expect(before.reasons).toEqual([
    { code: 'quorum', ok: false, counted: 2, base: 4 },
    { code: 'quorum.check', check: { code: 'count', required: 3, counted: 2, ok: false } },
  ])
  const after = decideVote(body, vote({ chair: 'for', b: 'for', c: 'against' }, ['chair', 'b'], [['c', 'b']]))
  expect([after.outcome, after.quorum.counted, after.tally.entitled]).toEqual(['adopted', 3, 3])
})

test('a quorum that is checked at the opening outlasts departures; one that was never there does not', () => {
  const body = rules({ quorumCount: 3, quorumCheck: 'opening' })
  const late = vote({ chair: 'for', b: 'for' }, ['chair', 'b'])
  expect(decideVote(body, { ...late, quorumAtOpening: true })).toMatchObject({
    outcome: 'adopted',
    reasons: [{ code: 'quorum.opening' }, { code: 'majority' }],
  })
  expect(decideVote(body, { ...late, quorumAtOpening: false }).outcome).toBe('deferred')
  expect(decideVote(rules({ quorumCount: 3 }), { ...late, quorumAtOpening: true }).outcome).toBe('deferred')
  expect(decideVote(rules({ quorumCount: 3, lostQuorum: 'rejected' }), late).outcome).toBe('rejected')
})

test.each([
  [50, 4, 2],
  [51, 4, 3],
  [66.67, 3, 2],
  [66.67, 6, 4],
  [66.66, 9, 6],
  [100, 5, 5],
  [1, 3, 1],
])('%s %% of %s voters are %s', (share, size, required) => {
  const body = Array.from({ length: size }, (_, index) => voter(String(index)))
  const { checks } = quorumOf(rules({ quorumShare: share }), body, { present: new Set(), proxies: [] })
  expect(checks).toEqual([{ code: 'share', required, counted: 0, ok: false }])
})

test('a role that the quorum requires must be there in person, and stay', () => {
  const body = rules({ quorumRoles: ['chair'], conflictRule: 'leaves' })
  expect(decideVote(body, vote({ b: 'for' }, ['b'], [['chair', 'b']])).outcome).toBe('deferred')
  expect(decideVote(body, vote({ b: 'for', chair: 'recused' }, ['b', 'chair'])).outcome).toBe('deferred')
  expect(decideVote(body, vote({ b: 'for', chair: 'abstain' }, ['b', 'chair'])).outcome).toBe('adopted')
})

test('the explanation of a tie says whose voice broke it, or that none could', () => {
  const tied = vote({ chair: 'for', b: 'against' }, ['chair', 'b'])
  const open = decideVote(rules({ tieRule: 'chair' }), tied)
  expect([open.outcome, open.reasons.at(-1)]).toEqual([
    'adopted',
    { code: 'tie', votes: 1, rule: 'chair', casting: 'for' },
  ])
  const secret = decideVote(rules({ tieRule: 'chair', secretBallot: true }), tied)
  expect([secret.outcome, secret.reasons.at(-1)]).toMatchObject(['rejected', { casting: 'none' }])
  const spoken = decideVote(rules({ tieRule: 'chair', secretBallot: true }), { ...tied, casting: 'for' })
  expect(spoken.outcome).toBe('adopted')
})

const member = (person: string, from: string | null, until: string | null, role: 'chair' | 'member' = 'member') => ({
  body: 'CODIR',
  person,
  externalId: null,
  role,
  voice: 'vote' as const,
  from,
  until,
})

test('a past meeting has the members it had', () => {
  const memberships = [
    member('a', null, '2026-06-30', 'chair'),
    member('b', null, null),
    member('b', '2026-07-01', null, 'chair'),
    { ...member('z', null, null), body: 'CI' },
    member('c', '2026-09-01', '2026-09-30'),
  ]
  const on = (day: string) => membershipOn(memberships, 'CODIR', day)
  expect(on('2026-06-30').map(({ person, role }) => [person, role])).toEqual([
    ['a', 'chair'],
    ['b', 'member'],
  ])
  expect(on('2026-07-01').map(({ person, role }) => [person, role])).toEqual([['b', 'chair']])
  expect(on('2026-09-30').map(({ person }) => person)).toEqual(['b', 'c'])
  expect(on('2026-10-01').map(({ person }) => person)).toEqual(['b'])
  expect([holderOf(on('2026-06-30'), 'chair')?.person, holderOf(on('2026-07-01'), 'chair')?.person]).toEqual(['a', 'b'])
})

test.each([
  [null, null, '2026-01-01', null, true],
  [null, '2026-01-01', '2026-01-01', null, true],
  [null, '2025-12-31', '2026-01-01', null, false],
  ['2026-02-01', null, null, '2026-01-31', false],
])('%s to %s and %s to %s share a day: %s', (from, until, otherFrom, otherUntil, shared) => {
  expect(overlaps({ from, until }, { from: otherFrom, until: otherUntil })).toBe(shared)
})

test('people are listed by their seat: chair, secretary, voters, advisers, guests, each by name', () => {
  const seats = [
    { name: 'Zoé', role: null, voice: null },
    { name: 'Ann', role: 'observer', voice: 'advice' },
    { name: 'Éric', role: 'member', voice: 'vote' },
    { name: 'Bo', role: 'seniorUser', voice: 'vote' },
    { name: 'Xu', role: 'secretary', voice: 'advice' },
    { name: 'Yan', role: 'chair', voice: 'vote' },
  ] as const
  expect(seats.toSorted(bySeat).map(({ name }) => name)).toEqual(['Yan', 'Xu', 'Bo', 'Éric', 'Ann', 'Zoé'])
})

test('seats of a period are what each of its days says', () => {
  const seat = (person: string, role: 'chair' | 'member', from: string | null, until: string | null) => ({
    ...{ body: 'A', person, externalId: null, role, voice: 'vote' as const },
    ...{ from, until },
  })
  const memberships = [
    seat('stays', 'chair', null, null),
    seat('leaves', 'member', null, '2027-01-31'),
    seat('joins', 'member', '2027-02-01', null),
    // Replaces the chair for three days, and is a member before and after.
    seat('deputy', 'member', null, null),
    seat('deputy', 'chair', '2027-02-10', '2027-02-12'),
    seat('gone', 'member', null, '2026-12-31'),
  ]
  const period = { from: '2027-01-01', to: '2027-03-31' }
  const found = seatsIn(memberships, 'A', period).map(({ member, from, until }) => [
    ...[member.person, member.role, from.slice(5), until.slice(5)],
  ])
  expect(found.toSorted()).toEqual([
    ['deputy', 'chair', '02-10', '02-12'],
    ['deputy', 'member', '01-01', '02-09'],
    ['deputy', 'member', '02-13', '03-31'],
    ['joins', 'member', '02-01', '03-31'],
    ['leaves', 'member', '01-01', '01-31'],
    ['stays', 'chair', '01-01', '03-31'],
  ])
})
