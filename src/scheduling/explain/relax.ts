import { bodyOf, type Problem } from '../candidates/build'
import { worthOf } from '../candidates/judge'
import { withBody } from '../candidates/prepare'
import type { Meeting, Prepared } from '../candidates/prepared'
import type { Body, Member } from '../model'
import type { ClashingRule, Relaxation } from '../plan'
import type { Selection } from '../solver/packing'
import type { Slot } from '../time/calendar-grid'
import { obstacles, occupancyOf, windowSlots } from './clash'

type Change = Relaxation['changes'][number]

/** Points that giving up a rule costs, before importance; what the slot then loses against a perfect one is added. */
const PRICE: Readonly<Record<Change['code'], number>> = {
  'accept-tentative': 15,
  'shorten-notice': 15,
  'without-room': 15,
  'allow-excluded': 20,
  'excuse-member': 25,
  'shorten-meeting': 30,
  'excuse-mandatory': 40,
  'lower-quorum': 60,
}

/**
 * Ways to place a meeting that has no slot, the cheapest first: each one, or two at once where no single one is enough, is tried
 * by looking for a slot again under the changed rules, with all other meetings where they are.
 */
export const relaxationsOf = (problem: Problem, selection: Selection, index: number): readonly Relaxation[] => {
  const { prepared } = problem
  const meeting = prepared.meetings[index]
  if (!meeting) return []
  const taken = occupancyOf(problem, selection)
  const { body } = bodyOf(prepared, meeting)
  const near = windowSlots(prepared, meeting).map((slot) => obstacles(prepared, meeting, slot, taken))
  const singles = unique(near.flatMap((rules) => rules.flatMap((rule) => changesFor(rule, body))).concat(SHORTER))
  const attempt = (changes: readonly Change[]): Relaxation[] => {
    const changed = changes.reduce(changedBody, body)
    const relaxed = withBody(prepared, changed)
    const best = bestSlot(relaxed, meeting, (slot) => obstacles(relaxed, meeting, slot, taken).length === 0)
    if (!best) return []
    const price = changes.reduce((sum, { code }) => sum + PRICE[code], 0)
    const perfect = prepared.points.held + prepared.points.attendance
    const cost = body.importance * (price + perfect) - best.value
    return [{ changes, cost, start: prepared.grid.instantOf(best.slot.cell), attendance: best.attendance }]
  }
  const alone = singles.flatMap((change) => attempt([change]))
  const found = alone.length > 0 ? alone : pairs(singles).flatMap(attempt)
  return found.sort((a, b) => a.cost - b.cost || a.start.localeCompare(b.start)).slice(0, MOST)
}

const MOST = 5
const SHORTER: readonly Change[] = [{ code: 'shorten-meeting' }]

const unique = (changes: readonly Change[]): readonly Change[] => [
  ...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
]

const pairs = (changes: readonly Change[]): readonly (readonly Change[])[] =>
  changes.flatMap((first, index) => changes.slice(index + 1).map((second) => [first, second]))

/** What could be given up for a rule not to stand in the way. */
const changesFor = (rule: ClashingRule, { members }: Body): readonly Change[] => {
  switch (rule.code) {
    case 'mandatory':
      return [
        { code: 'accept-tentative', person: rule.person },
        { code: 'excuse-mandatory', person: rule.person },
      ]
    case 'double-booking': {
      const isMandatory = members.some(({ person, kind }) => person === rule.person && kind === 'mandatory')
      return [{ code: isMandatory ? 'excuse-mandatory' : 'excuse-member', person: rule.person }]
    }
    case 'notice':
      return [{ code: 'shorten-notice' }]
    case 'excluded':
      return [{ code: 'allow-excluded' }]
    case 'quorum':
      return [{ code: 'lower-quorum' }]
    case 'room':
    case 'rooms-taken':
      return [{ code: 'without-room' }]
    case 'hours':
    case 'spacing':
      return []
  }
}

/** A body with one of its rules given up. */
export const changedBody = (body: Body, change: Change): Body => {
  const member = (alter: (known: Member) => Member): Body => ({
    ...body,
    members: body.members.map((known) => ('person' in change && known.person === change.person ? alter(known) : known)),
  })
  switch (change.code) {
    case 'accept-tentative':
      return member((known) => ({ ...known, isTentativeAccepted: true }))
    case 'excuse-mandatory':
    case 'excuse-member':
      return member((known) => ({ ...known, kind: 'expected', isExcused: true }))
    case 'shorten-notice':
      return { ...body, noticeDays: 0 }
    case 'allow-excluded':
      return { ...body, excluded: [], excludedDays: [], excludedSlots: [] }
    case 'lower-quorum':
      return { ...body, quorum: {} }
    case 'without-room':
      return { ...body, room: null }
    case 'shorten-meeting':
      return { ...body, durationMinutes: Math.max(30, body.durationMinutes - 30) }
  }
}

const bestSlot = (
  prepared: Prepared,
  meeting: Meeting,
  isOpen: (slot: Slot) => boolean,
): { readonly slot: Slot; readonly value: number; readonly attendance: number } | undefined => {
  const of = bodyOf(prepared, meeting)
  let best: { slot: Slot; value: number; attendance: number } | undefined
  for (const slot of windowSlots(prepared, meeting)) {
    if (!isOpen(slot)) continue
    const { value, attendance } = worthOf(prepared, of, meeting, slot)
    if (best === undefined || value > best.value) best = { slot, value, attendance }
  }
  return best
}
