import { instanceOf } from '../../bench/scheduling/instances'
import type { Body, CalendarEntry, Member, Person, SchedulingInput } from './model'
import { planMeetings } from './plan-meetings'

const ZONE = 'Europe/Brussels'
const HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))
const mandatory = (person: string): Member => ({ person, kind: 'mandatory' })
const expected = (person: string): Member => ({ person, kind: 'expected' })
const person = (id: string, entries: readonly CalendarEntry[] = [], zone = ZONE): Person => ({
  id,
  zone,
  workingHours: HOURS,
  entries,
  isCalendarKnown: true,
})
const body = (id: string, members: readonly Member[], rest: Partial<Body> = {}): Body => ({
  id,
  importance: 1,
  cadence: { unit: 'once' },
  durationMinutes: 60,
  members,
  quorum: {},
  preferred: [],
  excluded: [],
  excludedDays: [],
  excludedSlots: [],
  noticeDays: 0,
  room: null,
  isRemoteAllowed: true,
  ...rest,
})
/** One day, a Wednesday, unless told otherwise. */
const day = (
  bodies: readonly Body[],
  people: readonly Person[],
  rest: Partial<SchedulingInput> = {},
): SchedulingInput => ({
  ...instanceOf({ bodies: 0, people: 0, rooms: 0 }, 1),
  period: { from: '2026-10-07', to: '2026-10-07' },
  oddHours: [],
  bodies,
  people,
  rooms: [],
  ...rest,
})
const planned = (input: SchedulingInput) => planMeetings(input, { seed: 1, effort: 'thorough' })
const busy = (from: string, to: string): CalendarEntry => ({
  from: `2026-10-07T${from}Z`,
  to: `2026-10-07T${to}Z`,
  status: 'busy',
})

test.each([
  ['2026-10-23', '07:00'], // summer time
  ['2026-10-26', '08:00'], // winter time
  ['2027-03-26', '08:00'],
  ['2027-03-29', '07:00'],
])('a body that meets at nine meets at nine by the wall clock on %s', async (date, utc) => {
  const nine = [{ from: '09:00', to: '10:00' }]
  const input = day([body('A', [mandatory('p')], { preferred: nine })], [person('p')], {
    period: { from: date, to: date },
    today: '2026-09-01',
  })
  expect((await planned(input)).placements.map(({ start }) => start)).toEqual([`${date}T${utc}:00Z`])
})

test('hours are those of each person’s own clock, and holidays have no meetings', async () => {
  const input = day([body('A', [mandatory('p'), mandatory('q')])], [person('p'), person('q', [], 'Europe/London')])
  const free = (
    await planned({
      ...input,
      bodies: [body('A', [mandatory('p'), mandatory('q')], { preferred: [{ from: '08:00', to: '11:00' }] })],
    })
  ).placements[0]
  expect(free?.start).toBe('2026-10-07T08:00:00Z')
  expect((await planned({ ...input, holidays: ['2026-10-07'] })).placements).toEqual([])
})

test.each<[string, Partial<Body>, CalendarEntry['status'], boolean]>([
  ['tentative does not hold a mandatory member', {}, 'tentative', false],
  ['unless the body accepts it', { members: [{ ...mandatory('p'), isTentativeAccepted: true }] }, 'tentative', true],
  ['elsewhere attends from afar', {}, 'working-elsewhere', true],
  ['but not where that is not allowed', { isRemoteAllowed: false }, 'working-elsewhere', false],
  ['out of office is away', {}, 'out-of-office', false],
  [
    'tentative is not certain enough for a quorum',
    { members: [expected('p')], quorum: { count: 1 } },
    'tentative',
    false,
  ],
  ['somebody must be there even without a quorum', { members: [expected('p')] }, 'busy', false],
  [
    'a role that the quorum asks for must be there',
    { members: [{ ...expected('p'), roles: ['chair'] }], quorum: { roles: ['chair'] } },
    'busy',
    false,
  ],
])('%s', async (_, rest, status, isPlaced) => {
  const away = { ...busy('00:00', '23:00'), status }
  const { placements } = await planned(day([body('A', [mandatory('p')], rest)], [person('p', [away])]))
  expect(placements).toHaveLength(isPlaced ? 1 : 0)
})

test.each([
  ['who has left is not waited for', [mandatory('p'), { ...mandatory('q'), until: '2026-10-06' }], {}, 100],
  ['who leaves that day is', [mandatory('p'), { ...mandatory('q'), until: '2026-10-07' }], {}, null],
  ['nor who joins the day after', [mandatory('p'), { ...mandatory('q'), from: '2026-10-08' }], {}, 100],
  ['who joins that day is', [mandatory('p'), { ...mandatory('q'), from: '2026-10-07' }], {}, null],
  ['a share is of those who sit there', [expected('p'), { ...expected('q'), until: '2026-10-06' }], { share: 1 }, 100],
  [
    'who left holds no role',
    [expected('p'), { ...expected('r'), roles: ['chair'], until: '2026-10-06' }],
    { roles: ['chair'] },
    null,
  ],
  ['nobody sits there', [{ ...expected('p'), until: '2026-10-06' }], {}, null],
] as const)('memberships have dates: %s', async (_, members, quorum, attendance) => {
  const people = [person('p'), person('q', [busy('00:00', '23:00')]), person('r')]
  const { placements } = await planned(day([body('A', members, { quorum })], people))
  expect(placements[0]?.why.attendance ?? null).toBe(attendance)
})

test('who leaves a body is free for another from the day after', async () => {
  const nine = {
    excluded: [
      { from: '00:00', to: '09:00' },
      { from: '10:00', to: '24:00' },
    ],
  }
  const both = [
    body('A', [{ ...mandatory('p'), until: '2026-10-06' }, mandatory('q')], nine),
    body('B', [mandatory('p')], nine),
  ]
  const { placements } = await planned(day(both, [person('p'), person('q')]))
  expect(placements).toHaveLength(2)
})

test('a convened meeting does not make its own members busy; a declined one does', async () => {
  const nine = busy('07:00', '08:00')
  const only = { preferred: [{ from: '09:00', to: '10:00' }], excluded: [{ from: '10:00', to: '18:00' }] }
  const input = day([body('A', [mandatory('p')], only)], [person('p', [nine])])
  expect((await planned(input)).placements).toEqual([])
  const convened = [{ body: 'A', start: nine.from, end: nine.to }]
  expect((await planned({ ...input, convened })).placements).toHaveLength(1)
  const people = [person('p', [{ ...nine, status: 'declined' }])]
  expect((await planned({ ...input, convened, people })).placements).toEqual([])
})

test('a plan says why here: who is missing, what was better and what the next best would cost', async () => {
  const members = [mandatory('p'), expected('q')]
  const only = { excluded: [{ from: '11:00', to: '18:00' }] }
  const first = body('A', members, { ...only, importance: 3 })
  const second = body('B', [mandatory('p')], { ...only, preferred: [{ from: '09:00', to: '10:00' }] })
  const input = day([first, second], [person('p'), person('q', [busy('08:00', '09:00')])])
  const { placements } = await planned(input)
  expect(placements.map(({ body: of, start }) => [of, start])).toEqual([
    ['A', '2026-10-07T07:00:00Z'],
    ['B', '2026-10-07T08:00:00Z'],
  ])
  expect(placements[0]?.why).toMatchObject({ attendance: 100, doubtful: [], ideal: null, nextBest: null })
  expect(placements[1]?.why).toMatchObject({ ideal: { start: '2026-10-07T07:00:00Z', lost: 10, blockedBy: ['A#1'] } })
  const alone = (await planned({ ...input, bodies: [first] })).placements[0]
  expect(alone?.why.nextBest).toEqual({ start: '2026-10-07T07:30:00Z', cost: 150, attendance: 50 })
  const fixed = (await planned({ ...input, fixed: [{ body: 'A', start: '2026-10-07T07:30:00Z', room: null }] }))
    .placements
  expect(fixed.find(({ isFixed }) => isFixed)?.why).toMatchObject({
    attendance: 50,
    doubtful: [{ person: 'q', presence: 'busy' }],
    broken: [],
  })
})

test('a body without a slot is told a minimal set of rules that clash and the cheapest way out', async () => {
  const afternoon = { excluded: [{ from: '09:00', to: '13:00' }] }
  const members = [mandatory('p'), mandatory('q'), expected('r')]
  const people = [
    person('p', [busy('11:00', '13:00')]),
    person('q', [busy('13:00', '15:00')]),
    person('r', [busy('07:00', '15:00')]),
  ]
  const input = day([body('A', members, afternoon)], people)
  const { unplaced } = await planned(input)
  expect(unplaced).toMatchObject([
    {
      key: 'A#1',
      relaxations: [
        { changes: [{ code: 'allow-excluded' }], start: '2026-10-07T07:00:00Z', attendance: 67 },
        { changes: [{ code: 'excuse-mandatory' }] },
        { changes: [{ code: 'excuse-mandatory' }] },
      ],
    },
  ])
  const clash = unplaced[0]?.clash ?? []
  expect([...clash.map((rule) => ('person' in rule ? `${rule.code} ${rule.person}` : rule.code))].sort()).toEqual([
    'excluded',
    'mandatory p',
    'mandatory q',
  ])
  // Doing what the first relaxation says places the body there.
  const relaxed = await planned({ ...input, bodies: [body('A', members)] })
  expect(relaxed.placements[0]?.start).toBe(unplaced[0]?.relaxations[0]?.start)
})

test('a meeting longer than the day is told so, and not that nobody would be there', async () => {
  const { unplaced } = await planned(day([body('A', [expected('p')], { durationMinutes: 960 })], [person('p')]))
  expect(unplaced[0]?.clash).toEqual([{ code: 'hours' }])
})

test('two bodies that share a person clash through that person, and the room of a third is told as taken', async () => {
  const only = { excluded: [{ from: '10:00', to: '18:00' }] }
  const shared = await planned(
    day(
      [body('A', [expected('p')], { ...only, importance: 2 }), body('B', [expected('p'), expected('q')], only)],
      [person('p'), person('q')],
    ),
  )
  expect(shared.placements.map(({ body: of }) => of)).toEqual(['A'])
  expect(shared.unplaced[0]?.clash).toContainEqual({ code: 'double-booking', person: 'p', meetings: ['A#1'] })
  const ways = shared.unplaced[0]?.relaxations.map(({ changes }) => changes)
  expect(ways).toContainEqual([{ code: 'excuse-member', person: 'p' }])
  const room = { ...only, room: { seats: 4 } }
  const bodies = [body('A', [expected('p')], { ...room, importance: 2 }), body('B', [expected('q')], room)]
  const rooms = [
    { id: 'small', seats: 3, busy: [] },
    { id: 'large', seats: 6, busy: [] },
  ]
  const crowded = await planned(day(bodies, [person('p'), person('q')], { rooms }))
  expect(crowded.placements.map(({ body: of, room: given }) => [of, given])).toEqual([['A', 'large']])
  expect(crowded.unplaced[0]?.clash).toContainEqual({ code: 'rooms-taken' })
  expect(crowded.unplaced[0]?.relaxations[0]?.changes).toEqual([{ code: 'without-room' }])
})
