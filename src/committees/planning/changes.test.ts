import { Meetings } from '../../lists/committees/meetings'
import { blankValues } from '../../lists/kit/list'
import type { Placement, Plan } from '../../scheduling/plan'
import { changesOf, stepsOf } from './changes'
import type { MovableMeeting } from './input/standing'

const $item = { itemId: '1', etag: '"1"', modifiedBy: null, modifiedAt: '' }

const placement = (key: string, start: string, more: Partial<Placement> = {}): Placement => ({
  ...{
    key,
    body: key.split('#')[0] ?? '',
    start,
    end: start.replace(':00:00Z', ':30:00Z'),
    room: null,
    isFixed: false,
  },
  why: {
    ...{ attendance: 90, doubtful: [], broken: [], ideal: null, nextBest: null },
    lost: { odd: 0, spread: 0, unpreferred: 0 },
  },
  ...more,
})

const plan = (placements: readonly Placement[]): { plan: Plan } => ({
  plan: {
    ...{ placements, unplaced: [] },
    figures: { meetings: 0, placed: 0, attendance: 0, objective: 0, bound: 0, gap: 0 },
  },
})

const standing = (occurrence: string, number: number, start: string, event: string | null = 'E'): MovableMeeting => {
  const end = start.replace(':00:00Z', ':30:00Z')
  const body = occurrence.split('#')[0] ?? ''
  const values = { ...blankValues(Meetings), meetingKey: `${body}:${number}`, body, number, title: body }
  const meeting = {
    ...values,
    form: 'meeting' as const,
    state: 'convened' as const,
    startsAt: start,
    endsAt: end,
    event,
  }
  return { meeting: { ...meeting, $item }, occurrence, start, end }
}

const NINE = '2027-01-11T09:00:00Z'
const TEN = '2027-01-12T10:00:00Z'
const everybody = (): boolean => true
const none: ReadonlySet<string> = new Set()

test('one that somebody has cancelled on its page is convened by no plan again', () => {
  const settled = new Set(['A#1'])
  const changes = changesOf(
    plan([placement('A#1', NINE), placement('A#2', TEN)]),
    { movable: [], fixed: [], settled },
    everybody,
  )
  expect(changes.create.map(({ key }) => key)).toEqual(['A#2'])
})

test('one that somebody has moved in Outlook is neither made again nor moved back, and is known where it stands', () => {
  const { meeting, end } = standing('A#1', 4, TEN)
  const changes = changesOf(
    plan([placement('A#1', NINE), placement('A#2', TEN, { body: 'B' })]),
    { movable: [], fixed: [{ meeting, occurrence: 'A#1', start: TEN, end }], settled: none },
    everybody,
  )
  expect([changes.update.length, changes.cancel.length, changes.create.map(({ key }) => key)]).toEqual([0, 0, ['A#2']])
  expect([...changes.moved].map(([{ key }, { start }]) => [key, start])).toEqual([['A#1', TEN]])
})

test('where the body was convened by hand since the plan was made, no meeting of the plan is put on top, and none goes', () => {
  const byHand = { ...standing('A#9', 9, NINE), occurrence: null }
  const planned = plan([placement('A#1', NINE), placement('A#2', TEN)])
  const unconvened = changesOf(planned, { movable: [], fixed: [byHand], settled: none }, everybody)
  expect([unconvened.create.map(({ key }) => key), unconvened.dropped.map(({ key }) => key)]).toEqual([
    ['A#2'],
    ['A#1'],
  ])
  const elsewhere = [standing('A#1', 4, TEN)]
  const moved = changesOf(
    plan([placement('A#1', NINE)]),
    { movable: elsewhere, fixed: [byHand], settled: none },
    everybody,
  )
  expect(moved).toMatchObject({ create: [], update: [], cancel: [] })
})

test.each([
  ['a new meeting is created', [placement('A#1', NINE)], [], { create: 1, update: 0, cancel: 0, stays: 0 }],
  [
    'one in its place stays',
    [placement('A#1', NINE)],
    [standing('A#1', 4, NINE)],
    { create: 0, update: 0, cancel: 0, stays: 1 },
  ],
  [
    'one elsewhere is updated',
    [placement('A#1', TEN)],
    [standing('A#1', 4, NINE)],
    { create: 0, update: 1, cancel: 0, stays: 0 },
  ],
  [
    'one in another room is updated',
    [placement('A#1', NINE, { room: 'r' })],
    [standing('A#1', 4, NINE)],
    { create: 0, update: 1, cancel: 0, stays: 0 },
  ],
  [
    'one that the plan dropped is cancelled',
    [],
    [standing('A#1', 4, NINE)],
    { create: 0, update: 0, cancel: 1, stays: 0 },
  ],
])('%s', (_name, placements, movable, expected) => {
  const { create, update, cancel, stays } = changesOf(
    plan(placements),
    { movable, fixed: [], settled: none },
    everybody,
  )
  expect({ create: create.length, update: update.length, cancel: cancel.length, stays }).toEqual(expected)
})

test('who joined the body is invited to a meeting that stays where it is', () => {
  const changes = changesOf(
    plan([placement('A#1', NINE)]),
    { movable: [standing('A#1', 4, NINE)], fixed: [], settled: none },
    () => false,
  )
  expect(changes.update).toHaveLength(1)
})

test('a meeting that was held, or convened by hand, is left alone', () => {
  const fixed = [{ ...standing('A#1', 4, NINE), occurrence: null }]
  const changes = changesOf(
    plan([placement('A#1', NINE, { isFixed: true })]),
    { movable: [], fixed, settled: none },
    everybody,
  )
  expect(changes).toMatchObject({ create: [], update: [], cancel: [], stays: 0, dropped: [] })
})

test('a meeting that has been opened since the plan was made, or come too near, is made no second time', () => {
  const nothing = { create: [], update: [], cancel: [], stays: 0, dropped: [] }
  for (const start of [NINE, TEN]) {
    const since = { movable: [], fixed: [standing('A#1', 4, NINE)], settled: none }
    expect(changesOf(plan([placement('A#1', start)]), since, everybody)).toMatchObject(nothing)
  }
  // The plan knew it, and counted it as another meeting of the cadence.
  const known = [placement('A#2', NINE, { isFixed: true }), placement('A#1', TEN)]
  const standingThere = { movable: [], fixed: [standing('A#1', 4, NINE)], settled: none }
  expect(changesOf(plan(known), standingThere, everybody).create).toHaveLength(1)
})

test('steps cancel first, keep numbers, and number new meetings after the last', () => {
  const movable = [standing('A#1', 4, NINE), standing('A#2', 5, NINE), standing('A#3', 6, NINE, null)]
  const placements = [placement('A#1', TEN), placement('A#3', TEN), placement('A#4', TEN)]
  let last = 6
  const steps = stepsOf(changesOf(plan(placements), { movable, fixed: [], settled: none }, everybody), 'p', {
    next: () => {
      last += 1
      return last
    },
    transactionId: (meeting) => `t ${meeting}`,
  })
  expect(steps.map(({ act, meeting }) => `${act} ${meeting}`)).toEqual([
    'cancel A:5',
    'update A:4',
    // Without an event there is nothing to update.
    'create A:6',
    'create A:7',
  ])
  expect(steps.at(-1)?.payload).toMatchObject({ number: 7, start: TEN, transactionId: 't A:7' })
})
