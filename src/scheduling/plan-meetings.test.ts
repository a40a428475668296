import fc from 'fast-check'
import { faultsOf } from '../../bench/scheduling/checker'
import { instanceOf } from '../../bench/scheduling/instances'
import { type Candidate, type Problem, problemOf } from './candidates/build'
import { attendeesAt } from './candidates/judge'
import { prepare } from './candidates/prepare'
import { comparePlans } from './compare-plans'
import type { SchedulingInput } from './model'
import { leastUnplaced, planMeetings } from './plan-meetings'
import { repairPlan, type StandingMeeting } from './repair-plan'
import { withCadence, withoutSlot, withPinned } from './what-if'

const THOROUGH = { seed: 1, effort: 'thorough' } as const
const arbitrarySeed = fc.integer({ min: 1, max: 100_000 })
const crowded = (seed: number, bodies = 6): SchedulingInput => instanceOf({ bodies, people: 9, rooms: 1 }, seed)

/** In each body two members come or leave while the period runs, as it may be both of them for some days, or neither. */
const withChanges = (input: SchedulingInput): SchedulingInput => ({
  ...input,
  bodies: input.bodies.map((body, at) => ({
    ...body,
    members: body.members.map((member, index) => {
      if (index === at % 3) return { ...member, until: '2026-10-27' }
      return index === (at % 3) + 1 ? { ...member, from: at % 2 ? '2026-10-20' : '2026-11-04' } : member
    }),
  })),
})

/** Whether two candidates cannot both be held, from people, rooms and days, not from the rows of the problem. */
const clash = ({ prepared }: Problem, a: Candidate, b: Candidate): boolean => {
  const [first, second] = [prepared.meetings[a.meeting], prepared.meetings[b.meeting]]
  if (!first || !second) return true
  if (first.body === second.body && Math.abs(a.slot.dayIndex - b.slot.dayIndex) < first.spacing) return true
  if (a.slot.cell >= b.slot.cell + b.cells || b.slot.cell >= a.slot.cell + a.cells) return false
  const of = (body: string, candidate: Candidate): readonly string[] => {
    const known = prepared.bodies.get(body)
    return known ? attendeesAt(known, candidate.slot).map(({ member }) => member.person) : []
  }
  const people = new Set(of(first.body, a))
  return (a.roomClass >= 0 && b.roomClass >= 0) || of(second.body, b).some((person) => people.has(person))
}

/** The largest sum of `worth`, by trying every combination that could still be better. One room, so that a class is a room. */
const bestOf = (problem: Problem, worth: (candidate: Candidate) => number): number => {
  const groups = problem.prepared.meetings.map((_, index) =>
    problem.candidates.filter(({ meeting }) => meeting === index),
  )
  const hope = groups.map((own) => Math.max(0, ...own.map(worth)))
  let best = 0
  const go = (group: number, chosen: readonly Candidate[], sum: number): void => {
    best = Math.max(best, sum)
    if (sum + hope.slice(group).reduce((all, each) => all + each, 0) <= best) return
    const own = [...(groups[group] ?? [])].sort((a, b) => worth(b) - worth(a))
    for (const candidate of own) {
      if (!chosen.some((other) => clash(problem, other, candidate)))
        go(group + 1, [...chosen, candidate], sum + worth(candidate))
    }
    go(group + 1, chosen, sum)
  }
  go(0, [], 0)
  return best
}

test('no plan books a person or a room twice or breaks a rule, and the same seed gives the same plan', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySeed, fc.integer({ min: 4, max: 14 }), fc.boolean(), async (seed, bodies, isDated) => {
      const input = isDated ? withChanges(crowded(seed, bodies)) : crowded(seed, bodies)
      const plan = await planMeetings(input, { seed, effort: 'quick' })
      expect(faultsOf(input, plan)).toEqual([])
      expect(await planMeetings(input, { seed, effort: 'quick' })).toEqual(plan)
    }),
    { numRuns: 8, seed: 4 },
  )
})

test('the best plan of a few bodies is the one that trying everything finds', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySeed, async (seed) => {
      const input = crowded(seed, 3)
      const problem = problemOf(prepare(input))
      const plan = await planMeetings(input, THOROUGH)
      const best = bestOf(problem, ({ worth }) => worth.value)
      expect([plan.figures.objective, plan.figures.bound, plan.figures.gap]).toEqual([best, best, 0])
      const placed = bestOf(problem, () => 1)
      expect(await leastUnplaced(input, plan)).toBe(problem.prepared.meetings.length - placed)
    }),
    { numRuns: 5, seed: 5 },
  )
})

const standingIn = (plan: Awaited<ReturnType<typeof planMeetings>>): StandingMeeting[] =>
  plan.placements.map(({ key, start, room }) => ({ key, start, room }))

/** Fewest meetings moved or dropped with the most placed, by trying everything. */
const fewestMoved = (input: SchedulingInput, standing: readonly StandingMeeting[]): number => {
  const problem = problemOf(prepare(input))
  const starts = new Map(standing.map(({ key, start }) => [key, start]))
  const isStaying = ({ meeting, slot }: Candidate): boolean =>
    starts.get(problem.prepared.meetings[meeting]?.key ?? '') === problem.prepared.grid.instantOf(slot.cell)
  const known = problem.prepared.meetings.filter(({ key }) => starts.has(key)).length
  return known - (bestOf(problem, (candidate) => 100 + (isStaying(candidate) ? 1 : 0)) % 100)
}

test('a repair after a meeting was moved by hand, or somebody lost days, moves no more than has to be', async () => {
  let moves = 0
  await fc.assert(
    fc.asyncProperty(arbitrarySeed, fc.nat(), async (seed, pick) => {
      const input = crowded(seed, 3)
      const plan = await planMeetings(input, { seed: 1, effort: 'quick' })
      const standing = standingIn(plan)
      const one = plan.placements[pick % Math.max(1, plan.placements.length)]
      const target = plan.placements[(pick + 1) % Math.max(1, plan.placements.length)]
      if (!one || !target) return
      const absent: SchedulingInput = {
        ...input,
        people: input.people.map((person, index) =>
          index % 4 === pick % 4
            ? {
                ...person,
                entries: [
                  ...person.entries,
                  { from: one.start, to: target.end > one.start ? target.end : one.end, status: 'out-of-office' },
                ],
              }
            : person,
        ),
      }
      const byHand = withPinned(input, { body: one.body, start: target.start, room: null })
      for (const changed of [absent, byHand]) {
        const repaired = await repairPlan(changed, standing, THOROUGH)
        const least = fewestMoved(changed, standing)
        expect([repaired.moved.length + repaired.dropped.length, repaired.leastMoved]).toEqual([least, least])
        expect(repaired.plan.figures.bound).toBeGreaterThanOrEqual(repaired.plan.figures.objective)
        moves += least
      }
      const same = await repairPlan(input, standing, THOROUGH)
      expect([same.moved, same.dropped, same.leastMoved]).toEqual([[], [], 0])
    }),
    { numRuns: 3, seed: 6 },
  )
  expect(moves).toBeGreaterThan(0)
})

test('what-if: a slot refused, a cadence changed and a meeting pinned give other plans, and the difference says what changed', async () => {
  const input = crowded(3, 5)
  const plan = await planMeetings(input, THOROUGH)
  const one = plan.placements[0]
  if (!one) throw new Error('nothing was placed')
  const elsewhere = await planMeetings(withoutSlot(input, one.body, { from: one.start, to: one.end }), THOROUGH)
  expect(elsewhere.placements.find(({ key }) => key === one.key)?.start).not.toBe(one.start)
  expect(comparePlans(plan, elsewhere).moved.map(({ key }) => key)).toContain(one.key)
  const once = await planMeetings(withCadence(input, one.body, { unit: 'once' }), THOROUGH)
  expect(comparePlans(plan, once).dropped.map(({ key }) => key)).toEqual([`${one.body}#2`])
  const pinned = await planMeetings(withPinned(input, { body: one.body, start: one.start, room: null }), THOROUGH)
  expect(pinned.placements.find(({ key }) => key === one.key)).toMatchObject({ start: one.start, isFixed: true })
  expect(comparePlans(plan, plan)).toEqual({
    moved: [],
    added: [],
    dropped: [],
    attendance: 0,
    placed: 0,
    objective: 0,
  })
})

test('the checker that the bench trusts notices a plan that does not hold', async () => {
  const input = crowded(3, 6)
  const plan = await planMeetings(input, THOROUGH)
  const [one, two] = plan.placements
  if (!one || !two) throw new Error('nothing was placed')
  const moved = {
    ...plan,
    placements: plan.placements.map((each) => (each === two ? { ...two, start: one.start } : each)),
  }
  expect(faultsOf(input, moved)).not.toEqual([])
  expect(faultsOf(input, { ...plan, placements: plan.placements.slice(1) })).not.toEqual([])
  const flattered = { ...plan, figures: { ...plan.figures, objective: plan.figures.objective + 1 } }
  expect(faultsOf(input, flattered)).not.toEqual([])
})
