import { calendarOf } from '../../../calendar/business-days'
import { agendaDates, dueNotices, type NoticeFacts, packDueOn } from './agenda-calendar'

const settings = {
  ladder: { reminders: [-3, 0], escalation: 2, digest: 3, time: '09:00' },
  quietHours: { from: '18:00', to: '08:00' },
}
const calendar = calendarOf()

test.each([
  // Five business days before a Thursday, and three before that, over two weekends.
  ['2026-12-10', null, '2026-12-03', '2026-11-30T08:00:00.000Z', '2026-12-03T08:00:00.000Z'],
  // Armistice Day is no business day.
  ['2026-11-13', 3, '2026-11-09', '2026-11-04T08:00:00.000Z', '2026-11-09T08:00:00.000Z'],
  // Christmas and New Year.
  ['2027-01-05', 5, '2026-12-28', '2026-12-22T08:00:00.000Z', '2026-12-28T08:00:00.000Z'],
  ['2026-12-10', 0, '2026-12-10', '2026-12-07T08:00:00.000Z', '2026-12-10T08:00:00.000Z'],
])('a meeting on %s with %s days: pack due on %s', (day, packDays, packDue, remindAt, publishAt) => {
  const dates = agendaDates(day, packDays, settings, calendar)
  expect([dates.packDue, dates.remindAt.toISOString(), dates.publishAt.toISOString()]).toEqual([
    packDue,
    remindAt,
    publishAt,
  ])
})

test('a time of day in the quiet hours waits for their end', () => {
  const early = { ...settings, ladder: { ...settings.ladder, time: '06:00' } }
  expect(agendaDates('2026-12-10', 5, early, calendar).publishAt.toISOString()).toBe('2026-12-03T07:00:00.000Z')
})

const dates = agendaDates('2026-12-10', 5, settings, calendar)
const facts = (now: string, values: Partial<NoticeFacts> = {}): NoticeFacts => ({
  now: new Date(now),
  startsAt: new Date('2026-12-10T09:00:00Z'),
  dates,
  isApproved: false,
  hasItems: true,
  approvers: ['chair'],
  awaited: ['presenter'],
  members: ['chair', 'member'],
  guests: [],
  version: 0,
  taken: new Set(),
  ...values,
})
const due = (now: string, values: Partial<NoticeFacts> = {}): readonly string[] =>
  dueNotices(facts(now, values), settings, calendar).map(({ kind, person }) => `${kind}|${person}`)

const PAPERS = 'papers:2026-12-03|presenter'
const APPROVAL = 'approval:2026-12-03|chair'

test.each<[string, Partial<NoticeFacts>, readonly string[]]>([
  ['2026-11-30T07:59:00Z', {}, []],
  ['2026-11-30T08:00:00Z', {}, [PAPERS]],
  ['2026-11-30T20:00:00Z', {}, []],
  ['2026-12-01T08:00:00Z', {}, [PAPERS, APPROVAL]],
  ['2026-12-01T08:00:00Z', { taken: new Set([PAPERS]) }, [APPROVAL]],
  ['2026-12-01T08:00:00Z', { isApproved: true, awaited: [] }, []],
  ['2026-12-01T08:00:00Z', { hasItems: false, awaited: [] }, []],
  // After the deadline nobody is reminded of papers; the chair still has to approve.
  ['2026-12-03T08:00:00Z', {}, [APPROVAL]],
  // Saturday.
  ['2026-12-05T09:00:00Z', { version: 1 }, []],
  ['2026-12-10T09:00:00Z', { version: 1 }, []],
])('at %s with %j', (now, values, expected) => {
  expect(due(now, values)).toEqual(expected)
})

test('where several stand in for a chair each is asked; where nobody can be, nobody is', () => {
  const at = '2026-12-01T08:00:00Z'
  expect(due(at, { approvers: ['a', 'b'], awaited: [] })).toEqual(['approval:2026-12-03|a', 'approval:2026-12-03|b'])
  expect(due(at, { approvers: [], awaited: [] })).toEqual([])
})

test('a guest is told once the agenda is published, whatever the version, and so is who is invited later', () => {
  const guests = ['guest', 'later'].map((person) => ({ person, round: 0 }))
  const published = { isApproved: true, version: 2, members: [], guests }
  const KIND = 'guest:2026-12-10T09:00:00.000Z'
  expect(due('2026-12-01T08:00:00Z', { ...published, version: 0, awaited: [] })).toEqual([])
  expect(due('2026-12-03T08:00:00Z', { ...published, taken: new Set([`${KIND}|guest`]) })).toEqual([`${KIND}|later`])
  const again = [{ person: 'guest', round: 1 }]
  expect(due('2026-12-03T08:00:00Z', { ...published, guests: again, taken: new Set([`${KIND}|guest`]) })).toEqual([
    `${KIND}:1|guest`,
  ])
})

test('the papers are due so many business days before', () => {
  expect(packDueOn('2026-12-10', null, calendar)).toBe('2026-12-03')
  // Christmas lies between.
  expect(packDueOn('2026-12-30', 3, calendar)).toBe('2026-12-24')
})

test('a version is told to each member and to the feed; a further one anew', () => {
  const told = ['pack:v1|chair', 'pack:v1|member', 'feed:v1|members']
  const published = { isApproved: true, version: 1 }
  expect(due('2026-12-03T08:00:00Z', published)).toEqual(told)
  expect(due('2026-12-03T08:00:00Z', { ...published, taken: new Set(told) })).toEqual([])
  expect(due('2026-12-04T08:00:00Z', { ...published, version: 2, taken: new Set(told) })).toEqual(
    told.map((name) => name.replace('v1', 'v2')),
  )
})
