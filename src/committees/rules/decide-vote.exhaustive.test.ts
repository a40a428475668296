import type { Vote } from '../../lists/committees/ballots'
import type { BodyRules } from './body-rules'
import { decideVote, type VoteInput } from './decide-vote'
import type { GivenProxy, Member } from './proxies'
import { standing } from './standing-ballots'

/**
 * Every way in which up to six members can vote, against a count that knows nothing of the rules' code: it walks from hand to
 * hand, and pairs votes off instead of comparing fractions. Member 0 is the chair; the others are alike, so that one order of
 * them stands for all.
 */

interface Judged {
  readonly outcome: string
  readonly for: number
  readonly against: number
  readonly abstain: number
  readonly counted: number
}

const byHand = (rules: BodyRules, { members, attendance, ballots, casting }: VoteInput): Judged => {
  const walksOut = (id: string): boolean =>
    ballots.get(id) === 'recused' && (rules.conflict === 'leaves' || rules.conflict === 'excluded')
  const here = members.filter(({ id }) => attendance.present.has(id) && !walksOut(id)).map(({ id }) => id)
  const carried: Record<string, string[]> = {}
  for (const { from, to } of attendance.proxies) {
    if (attendance.present.has(from)) continue
    let bearer: string | undefined = here.includes(to) ? to : undefined
    if (!bearer && rules.proxies.whenHolderAbsent === 'chair' && here.includes('0')) bearer = '0'
    if (!bearer) continue
    const bag = carried[bearer] ?? []
    if (bag.length < rules.proxies.max) carried[bearer] = [...bag, from]
  }
  const stoodIn = Object.values(carried)
    .flat()
    .filter((id) => !walksOut(id))
  const counted = here.length + (rules.quorum.proxiesCount ? stoodIn.length : 0)
  const base = rules.conflict === 'excluded' ? members.filter(({ id }) => !walksOut(id)).length : members.length
  const hands: Vote[] = []
  for (const id of [...here, ...stoodIn]) {
    const said = ballots.get(id) ?? 'abstain'
    if (said !== 'recused') hands.push(said)
    else if (rules.conflict === 'declares') hands.push('abstain')
  }
  let [yes, no] = [0, 0]
  for (const hand of hands) {
    if (hand === 'for') yes += 1
    if (hand === 'against') no += 1
  }
  const judged = (outcome: string): Judged => ({
    outcome,
    for: yes,
    against: no,
    abstain: hands.length - yes - no,
    counted,
  })
  const { count, share, roles } = rules.quorum
  if (count !== null && counted < count) return judged(rules.quorum.whenLost)
  if (share !== null && (counted === 0 || counted * 3 < base * (share === 50 ? 1.5 : 2)))
    return judged(rules.quorum.whenLost)
  if (roles.length > 0 && !here.includes('0')) return judged(rules.quorum.whenLost)
  const others = rules.base === 'members' ? base - hands.length : rules.base === 'cast' ? yes + no - hands.length : 0
  const crowd = (supporters: number): number => hands.length + others - supporters
  const passes = (extra: number): boolean => {
    switch (rules.majority) {
      case 'simple':
        return pairedOff(yes + extra, no, 1) > 0
      case 'absolute':
        return pairedOff(yes + extra, crowd(yes + extra), 1) > 0
      case 'twoThirds':
        return yes > 0 && pairedOff(yes, crowd(yes), 2) >= 0
      case 'consent':
        return yes > 0 && !hands.includes('against')
    }
  }
  if (passes(0)) return judged('adopted')
  if (yes === 0 || yes !== no || rules.majority === 'twoThirds' || rules.majority === 'consent')
    return judged('rejected')
  if (rules.tie === 'deferred') return judged('deferred')
  const mine = ballots.get('0')
  const voice =
    rules.tie !== 'chair' || !here.includes('0') ? undefined : (casting ?? (rules.secret ? undefined : mine))
  const mayBreak = mine !== 'recused' || rules.conflict === 'declares'
  return judged(voice === 'for' && mayBreak && passes(1) ? 'adopted' : 'rejected')
}

/** Takes one opponent and `price` supporters away until one side is gone; what is left of the supporters, or minus the debt. */
const pairedOff = (supporters: number, opponents: number, price: number): number => {
  let [left, against] = [supporters, opponents]
  while (against > 0) {
    left -= price
    against -= 1
    if (left < 0) return -1
  }
  return left
}

type State = { readonly at: 'present' | 'absent' | 'chair' | 'first'; readonly says: Vote | null }

const inRoom: readonly State[] = (['for', 'against', 'abstain', 'recused'] as const).map((says) => ({
  at: 'present',
  says,
}))
const away: State = { at: 'absent', says: null }
const represented: readonly State[] = [
  { at: 'chair', says: 'for' },
  { at: 'chair', says: 'recused' },
  { at: 'first', says: 'for' },
  { at: 'first', says: 'against' },
  { at: 'first', says: 'recused' },
]

/** All choices of `size` states in which their order does not matter. */
const unordered = function* (states: readonly State[], size: number, from = 0): Generator<readonly State[]> {
  if (size === 0) yield []
  else
    for (let index = from; index < states.length; index += 1) {
      const state = states[index]
      if (state) for (const rest of unordered(states, size - 1, index)) yield [state, ...rest]
    }
}

const inputOf = (states: readonly State[]): VoteInput => {
  const ids = states.map((_, index) => String(index))
  const members: Member[] = ids.map((id) => ({ id, role: id === '0' ? 'chair' : 'member', voice: 'vote' }))
  const firstOther = (not: string): string =>
    ids.find((id) => id !== '0' && id !== not && states[Number(id)]?.at === 'present') ??
    ids.find((id) => id !== '0' && id !== not) ??
    '0'
  const given: GivenProxy[] = []
  const ballots = new Map<string, Vote>()
  states.forEach(({ at, says }, index) => {
    const id = String(index)
    if (at === 'chair' || at === 'first') given.push({ from: id, to: at === 'chair' ? '0' : firstOther(id) })
    if (says) ballots.set(id, says)
  })
  const present = new Set(ids.filter((_, index) => states[index]?.at === 'present'))
  return { members, attendance: { present, proxies: given }, ballots }
}

const votesOf = function* (withProxies: boolean): Generator<VoteInput> {
  const chairs = [...inRoom, away, ...(withProxies ? represented.filter(({ at }) => at === 'first') : [])]
  const others = [...inRoom, away, ...(withProxies ? represented : [])]
  for (let size = 1; size <= 6; size += 1)
    for (const chair of chairs) for (const rest of unordered(others, size - 1)) yield inputOf([chair, ...rest])
}

const conflicts = ['declares', 'abstains', 'leaves', 'excluded'] as const
const bases = ['cast', 'present', 'members'] as const
const majorities = [
  { majority: 'simple', base: 'cast' },
  ...bases.map((base) => ({ majority: 'absolute', base }) as const),
  ...bases.map((base) => ({ majority: 'twoThirds', base }) as const),
  { majority: 'consent', base: 'cast' },
] as const
const ties: readonly {
  readonly tie: BodyRules['tie']
  readonly secret: boolean
  readonly casting?: 'for' | 'against'
}[] = [
  { tie: 'rejected', secret: false },
  { tie: 'deferred', secret: false },
  { tie: 'chair', secret: false },
  { tie: 'chair', secret: true },
  { tie: 'chair', secret: true, casting: 'for' },
  { tie: 'chair', secret: false, casting: 'against' },
]
const none = { count: null, share: null, roles: [] } as const
const quorums = [
  none,
  ...[2, 3, 5].map((count) => ({ ...none, count })),
  { ...none, share: 50 },
  { ...none, share: 66.67 },
  { ...none, roles: ['chair'] },
  { count: 2, share: 50, roles: ['chair'] },
] as const

type Decision = Pick<BodyRules, 'majority' | 'base' | 'tie' | 'secret' | 'quorum'> & Pick<VoteInput, 'casting'>
type Setting = Pick<BodyRules, 'conflict' | 'proxies'>

/** Majority, tie and quorum rules in every combination. */
const decisions: readonly Decision[] = majorities.flatMap((majority) =>
  ties.flatMap((tie) =>
    quorums.flatMap((quorum) =>
      ([true, false] as const).map((proxiesCount) => ({
        ...majority,
        ...tie,
        quorum: {
          ...quorum,
          proxiesCount,
          onlyAtOpening: false,
          whenLost: proxiesCount ? ('deferred' as const) : ('rejected' as const),
        },
      })),
    ),
  ),
)

const compared = ({ casting, ...rules }: Decision & Setting, input: VoteInput): string | null => {
  const told = casting ? { ...input, casting } : input
  const expected = byHand(rules, told)
  const { outcome, tally, quorum } = decideVote(rules, told)
  const same =
    outcome === expected.outcome &&
    tally.for === expected.for &&
    tally.against === expected.against &&
    tally.abstain + tally.silent === expected.abstain &&
    quorum.counted === expected.counted
  const { ballots, attendance } = input
  const shown = { ballots: [...ballots], present: [...attendance.present], given: attendance.proxies }
  return same ? null : JSON.stringify({ rules, casting, ...shown, expected, found: { outcome, tally } })
}

/** Every vote under every setting and every one of these decision rules. */
const differences = (
  votes: Iterable<VoteInput>,
  settings: readonly Setting[],
  rulesAt: (turn: number) => readonly Decision[],
): { readonly wrong: readonly string[]; readonly cases: number } => {
  const wrong: string[] = []
  let cases = 0
  for (const input of votes)
    for (const setting of settings)
      for (const decision of rulesAt(cases)) {
        cases += 1
        const difference = compared({ ...decision, ...setting }, input)
        if (difference && wrong.length < 5) wrong.push(difference)
      }
  return { wrong, cases }
}

const noProxies = conflicts.map((conflict) => ({
  conflict,
  proxies: { max: 0, holders: 'voters', whenHolderAbsent: 'lapses' } as const,
}))

test('every vote of up to six members under every majority, tie and conflict rule', () => {
  // A secret ballot without a word of the chair, and a chair who says no, differ from these in ties alone: see the third test.
  const open = decisions.filter(
    ({ quorum, secret, casting }) =>
      quorum.proxiesCount &&
      quorum.count === null &&
      quorum.share === null &&
      quorum.roles.length === 0 &&
      casting !== 'against' &&
      (!secret || casting),
  )
  const { wrong, cases } = differences(votesOf(false), noProxies, () => open)
  expect(wrong).toEqual([])
  expect(cases).toBeGreaterThan(150_000)
})

test('every vote of up to six members under every quorum and conflict rule', () => {
  const simple = decisions.filter(({ majority, tie }) => majority === 'simple' && tie === 'rejected')
  const { wrong, cases } = differences(votesOf(false), noProxies, () => simple)
  expect(wrong).toEqual([])
  expect(cases).toBeGreaterThan(70_000)
})

test('every vote of up to six members with proxies, under every proxy and conflict rule', () => {
  const settings = conflicts.flatMap((conflict) =>
    [0, 1, 2].flatMap((max) =>
      (['lapses', 'chair'] as const).map((whenHolderAbsent) => ({
        conflict,
        proxies: { max, holders: 'voters' as const, whenHolderAbsent },
      })),
    ),
  )
  // Majority, tie and quorum go round: each of their combinations meets proxies hundreds of times.
  const next = (turn: number): readonly Decision[] =>
    decisions.slice((turn * 7) % decisions.length, ((turn * 7) % decisions.length) + 1)
  const { wrong, cases } = differences(votesOf(true), settings, next)
  expect(wrong).toEqual([])
  expect(cases).toBeGreaterThan(500 * decisions.length)
})

test('a giver who comes while the vote is open takes back what was cast for them, and their own vote replaces it', () => {
  // What the holder had said, and what the giver says after having come; null while they have said nothing yet.
  const came = (['for', 'against', 'recused'] as const).flatMap((holder) =>
    ([null, 'for', 'against'] as const).map((own) => ({ holder, own })),
  )
  const settings = conflicts.map((conflict) => ({
    conflict,
    proxies: { max: 2, holders: 'voters' as const, whenHolderAbsent: 'lapses' as const },
  }))
  const wrong: string[] = []
  let cases = 0
  for (const input of votesOf(true)) {
    if (input.members.length > 4) continue
    const { members, attendance } = input
    for (const { holder, own } of came) {
      const id = String(members.length)
      const all = [...members, { id, role: 'member', voice: 'vote' } as const]
      // The row of the giver says that they are there, or still that the chair represents them.
      for (const isThere of [true, false]) {
        const now = isThere
          ? { ...attendance, present: new Set([...attendance.present, id]) }
          : { ...attendance, proxies: [...attendance.proxies, { from: id, to: '0' }] }
        const said = new Map([
          ...[...input.ballots].map(
            ([voter, vote]) => [voter, { vote, byProxy: !attendance.present.has(voter) }] as const,
          ),
          [id, isThere && own ? { vote: own, byProxy: false } : { vote: holder, byProxy: true }] as const,
        ])
        const counted = new Map([...standing(said, now.present)].map(([voter, { vote }]) => [voter, vote]))
        const byHandOnly = new Map(input.ballots)
        if (!isThere) byHandOnly.set(id, holder)
        else if (own) byHandOnly.set(id, own)
        for (const setting of settings) {
          cases += 1
          const decision = decisions[(cases * 7) % decisions.length]
          if (!decision) throw new Error('no rules')
          const rules = { ...decision, ...setting }
          const of = { members: all, attendance: now }
          const told = rules.casting ? { casting: rules.casting } : {}
          const expected = byHand(rules, { ...of, ...told, ballots: byHandOnly })
          const { outcome, tally } = decideVote(rules, { ...of, ...told, ballots: counted })
          const found = { outcome, for: tally.for, against: tally.against, abstain: tally.abstain + tally.silent }
          const { counted: _, ...judged } = expected
          if (JSON.stringify(found) !== JSON.stringify(judged) && wrong.length < 5)
            wrong.push(JSON.stringify({ rules, of, said: [...said], expected, found }))
        }
      }
    }
  }
  expect(wrong).toEqual([])
  expect(cases).toBeGreaterThan(50_000)
})
