import { Meetings } from '../../../lists/committees/meetings'
import { blankValues } from '../../../lists/kit/list'
import { planPeriod } from './period'
import { changedByHand, standingMeetings } from './standing'

const period = planPeriod({ from: '', to: '' }, '2026-12-01')
const placement = JSON.stringify({ period: period.name, occurrence: 'CI#1', attendance: 90 })
const meeting = (startsAt: string) => ({
  ...blankValues(Meetings),
  ...{
    meetingKey: 'CI:1',
    body: 'CI',
    number: 1,
    title: 'CI',
    form: 'meeting' as const,
    state: 'convened' as 'convened' | 'cancelled',
  },
  ...{ startsAt, endsAt: startsAt, placement, $item: { itemId: '1', etag: '', modifiedAt: '', modifiedBy: null } },
})
const TODAY = '2026-12-01'
const standing = (one: ReturnType<typeof meeting>) => standingMeetings([one], period, TODAY, () => 14)

test('what a plan has placed may be moved by another, until it is near or somebody has moved it in Outlook or cancelled it on its page', () => {
  const placed = meeting('2027-01-14T09:00:00Z')
  expect(standing(placed).movable.map(({ occurrence }) => occurrence)).toEqual(['CI#1'])
  // The occurrence is kept: no plan makes the meeting a second time.
  expect(standing({ ...placed, placement: changedByHand(placement) ?? '' })).toMatchObject({
    movable: [],
    fixed: [{ occurrence: 'CI#1' }],
  })
  expect(standing({ ...placed, state: 'cancelled' as const }).settled.size).toBe(0)
  const cancelled = { ...placed, state: 'cancelled' as const, placement: changedByHand(placement) ?? '' }
  expect([...standing(cancelled).settled]).toEqual(['CI#1'])
  expect(JSON.parse(changedByHand(placement) ?? '')).toMatchObject({ attendance: 90, byHand: true })
  // Convened by hand.
  expect([changedByHand(null), changedByHand('autre')]).toEqual([null, 'autre'])
})

test('one that somebody has moved in Outlook beyond the period is held there: no plan convenes it a second time', () => {
  const beyond = { ...meeting('2027-04-02T08:00:00Z'), placement: changedByHand(placement) ?? '' }
  expect(standing(beyond)).toMatchObject({ movable: [], fixed: [], settled: new Set(['CI#1']) })
  // In the next quarter it stands as any other meeting does.
  const next = planPeriod({ from: '', to: '' }, '2027-02-01')
  const there = standingMeetings([beyond], next, TODAY, () => 14)
  expect(there).toMatchObject({ movable: [], fixed: [{ occurrence: null }], settled: new Set() })
})
