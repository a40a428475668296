import type { Actor } from '../../src/access/actor'
import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import { createSteps } from '../../src/committees/planning/convene/event-steps'
import { runConvening } from '../../src/committees/planning/convene/run-convening'
import { conveneMeeting } from '../../src/committees/planning/extraordinary/convene-meeting'
import type { ConvenedView, SlotView } from '../../src/committees/planning/extraordinary/slot-view'
import { Absences } from '../../src/lists/absences'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import { Settings } from '../../src/lists/settings'
import type { StandingEvent } from '../../src/ports/calendars'
import type { Service } from '../../src/server/start'
import { rowsOf } from '../hostile/requests'
import { body, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { MAILBOX, planAtRest, shownPlan } from '../kit/planning'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** A committee is convened once outside of the plan: one meeting and one event, whatever dies meanwhile, and plans go on around it. */
const [OFFICER, ANALYST, CHAIR, SECRETARY, NORA, JULIE] = [
  'Inès Vandamme',
  'Koen Wouters',
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Julie Maréchaux',
]
const ROOM = { address: 'salle.meuse@opnum.example', name: 'Salle Meuse', seats: 12 }
/** A Tuesday of the quarter that is planned next, from 10:00 to 14:00 in Brussels. */
const LONG = { start: '2027-01-12T09:00:00Z', minutes: 240 }
let stack: Stack
let second: Service
jest.setTimeout(240_000)

const secretary: Actor = { person: idOf(SECRETARY), roles: [], locale: 'fr' }
const convene = (name: string, slot: object, code = 'CI') =>
  stack.as(name).post<ConvenedView & { error?: { code: string } }>(`/api/bodies/${code}/meetings`, slot)
const look = async (slot: { readonly start: string; readonly minutes: number }, name = SECRETARY) =>
  stack
    .as(name)
    .get<SlotView>(`/api/bodies/CI/slot?start=${encodeURIComponent(slot.start)}&minutes=${String(slot.minutes)}`)
const eventsOn = (day: string): Promise<readonly StandingEvent[]> =>
  stack.door.calendars.events(MAILBOX, { from: `${day}T00:00:00Z`, to: `${day}T23:00:00Z` })
const settled = async (): Promise<void> => {
  await runConvening(stack.ctx)
  await stack.outbox.drained()
}
const logged = async (): Promise<readonly string[]> => {
  const { rows } = await stack.pool.query<{ subject: string }>(
    `select subject from gouvernail.audit where action = 'meeting.extraordinary' order by position`,
  )
  return rows.map(({ subject }) => subject)
}

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  const rules = { quorumCount: 3, quorumRoles: ['chair'] as const, level: 'strategic' as const, noticeDays: 14 }
  const hours = { preferredDays: ['tuesday'] as const, preferredHours: '09:00-12:00' }
  const value = JSON.stringify({ rooms: [ROOM] })
  const absence = { absenceKey: 'a-1', person: idOf(JULIE), firstDay: '2026-11-20', lastDay: '2026-11-24' }
  await stack.ctx.outbox.put([
    { list: Settings, key: 'planning', values: { code: 'planning', value } },
    { list: Absences, key: 'a-1', values: { ...blankValues(Absences), ...absence } },
    body({ code: 'CI', title: 'Comité d’investissement', cadence: 'monthly', durationMinutes: 60, ...rules, ...hours }),
    member('CI', CHAIR, 'chair'),
    member('CI', SECRETARY, 'secretary'),
    member('CI', NORA),
    member('CI', JULIE),
    body({ code: 'CX', level: 'strategic' }),
    member('CX', NORA, 'secretary'),
    body({ code: 'VIDE' }),
  ])
  await stack.outbox.drained()
  await second.ctx.outbox.catchUp()
  await second.door.lists.syncNow()
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

test('before anything is sent it is told who could not come, whether the quorum is there, and what speaks against the time', async () => {
  const event = {
    start: '2026-11-21T09:00:00Z',
    end: '2026-11-21T10:00:00Z',
    room: null,
    subject: 'x',
    html: '<p>x</p>',
  }
  const chair = stack.ctx.directory.person(idOf(CHAIR))?.mail ?? ''
  const attendees = [{ address: chair, name: CHAIR, kind: 'required' as const }]
  const [made] = await stack.ctx.calendars.create(MAILBOX, [{ ...event, attendees, transactionId: 't-busy' }])
  const { status } = await fetch(`${stack.tenant.origin}/_tenant/invitations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona: idOf(CHAIR), event: made?.ok ? made.event : '', response: 'accepted' }),
  })
  expect(status).toBe(204)
  const before = rowsOf(stack)
  const asked = jest.spyOn(stack.ctx.calendars, 'schedules')
  const saturday = await look({ start: '2026-11-21T09:30:00Z', minutes: 60 })
  expect(asked).toHaveBeenCalledTimes(1)
  asked.mockRestore()
  expect(saturday.status).toBe(200)
  expect(saturday.body).toMatchObject({
    warnings: [{ code: 'notice', days: 14 }, { code: 'day-off' }, { code: 'unpreferred' }],
    members: 4,
    isRead: true,
    doubtful: [
      { name: JULIE, presence: 'out-of-office' },
      { name: CHAIR, presence: 'busy' },
    ],
    quorum: { isReachable: false, counted: 2, required: 3, missingRoles: ['chair'] },
    room: { name: ROOM.name },
  })
  const good = await look({ start: '2027-01-12T09:00:00Z', minutes: 60 })
  expect(good.body).toMatchObject({ warnings: [], doubtful: [], quorum: { isReachable: true, counted: 4 } })
  // Shorter than the half hours in which Exchange is asked.
  expect((await look({ start: '2027-01-12T09:10:00Z', minutes: 5 })).body).toMatchObject({ isRead: true, doubtful: [] })
  // Outlook away: it is said, and nothing is made up.
  const away = jest.spyOn(stack.ctx.calendars, 'schedules').mockRejectedValue(new Error('throttled'))
  expect((await look(LONG)).body).toMatchObject({ isRead: false, doubtful: [], quorum: null })
  away.mockRestore()
  expect(rowsOf(stack)).toBe(before)
})

test('what cannot be is refused, who may not is told so, and nothing is changed', async () => {
  const before = rowsOf(stack)
  const refused: readonly (readonly [string, object, string, string])[] = [
    [SECRETARY, { start: '2026-11-18T08:59:00Z', minutes: 60 }, 'CI', '422 in-the-past'],
    [SECRETARY, { start: '2027-11-20T09:00:00Z', minutes: 60 }, 'CI', '422 too-far'],
    [SECRETARY, { ...LONG, minutes: 4 }, 'CI', '422 too-short'],
    [SECRETARY, { ...LONG, minutes: 961 }, 'CI', '422 too-long'],
    [SECRETARY, { start: 'demain', minutes: 60 }, 'CI', '422 invalid'],
    [OFFICER, LONG, 'VIDE', '409 no-members'],
    [OFFICER, LONG, 'RIEN', '404 unknown-body'],
    [NORA, LONG, 'CI', '403 not-allowed'],
    [ANALYST, LONG, 'CI', '403 not-allowed'],
    [SECRETARY, LONG, 'CX', '403 not-allowed'],
  ]
  for (const [name, slot, code, expected] of refused) {
    const { status, body: answer } = await convene(name, slot, code)
    expect(`${status} ${answer.error?.code}`).toBe(expected)
  }
  expect((await look(LONG, NORA)).status).toBe(403)
  await settled()
  expect(rowsOf(stack)).toBe(before)
  expect([await logged(), await eventsOn('2027-01-12')]).toEqual([[], []])
})

test('sent three times on two copies, and cut short when the event was made: one meeting, one event', async () => {
  const outcomes = await Promise.all(
    [stack.ctx, second.ctx, stack.ctx].map((ctx) => conveneMeeting(ctx, secretary, 'CI', LONG)),
  )
  for (const outcome of outcomes)
    expect(outcome).toEqual({ ok: true, convened: { key: 'CI:1', number: 1, room: { name: ROOM.name } } })
  expect(await logged()).toEqual(['CI:1'])
  expect(stack.ctx.lists.find(Meetings, 'CI:1')).toMatchObject({
    state: 'planned',
    plan: null,
    packDueOn: '2027-01-05',
  })
  // The copy dies once Exchange has made the event, and before it could note it.
  const steps = await stack.ctx.convening.take(stack.clock.now(), 4)
  expect(steps.map(({ act, meeting }) => `${act} ${meeting}`)).toEqual(['create CI:1'])
  const put: typeof stack.ctx.outbox.put = (rows, audit) =>
    rows.length === 0 ? stack.ctx.outbox.put(rows, audit) : Promise.reject(new Error('killed'))
  const dying = { ...stack.ctx, outbox: { ...stack.ctx.outbox, put } }
  await expect(createSteps(dying, MAILBOX, steps)).rejects.toThrow('killed')
  expect(await eventsOn('2027-01-12')).toHaveLength(1)
  await Promise.all([runConvening(second.ctx), runConvening(stack.ctx)])
  await settled()
  const [event, ...others] = await eventsOn('2027-01-12')
  expect(others).toEqual([])
  expect([event?.from, event?.to, event?.answers.size]).toEqual([LONG.start, '2027-01-12T13:00:00Z', 5])
  const row = stack.ctx.lists.find(Meetings, 'CI:1')
  expect(row).toMatchObject({ state: 'convened', event: event?.event, place: ROOM.name, room: ROOM.address, number: 1 })
  expect([row?.joinUrl, row?.chat].every(Boolean)).toBe(true)
  // The answer was lost on its way: the secretary presses again.
  const again = await convene(SECRETARY, LONG)
  expect([again.status, again.body]).toEqual([201, { key: 'CI:1', number: 1, room: { name: ROOM.name } }])
  expect((await convene(SECRETARY, { ...LONG, minutes: 60 })).body.error?.code).toBe('overlaps')
  // The room is taken by then: the other committee meets without.
  expect((await convene(NORA, LONG, 'CX')).body).toEqual({ key: 'CX:1', number: 1, room: { name: null } })
  await settled()
  expect(await logged()).toEqual(['CI:1', 'CX:1'])
  expect((await stack.as(SECRETARY).get<AgendaView>('/api/meetings/CI:1/agenda')).body.may.cancel).toBe(true)
})

test('a plan leaves it alone, counts it as none of the cadence, and convenes nobody on top of it', async () => {
  const officer = stack.as(OFFICER)
  const plan = async () => {
    expect((await officer.post('/api/plan')).status).toBe(202)
    return shownPlan(await planAtRest(officer))
  }
  const before = stack.ctx.lists.find(Meetings, 'CI:1')
  const first = await plan()
  const ordinary = first.placements.filter(({ body: code, held }) => code === 'CI' && held === 'plan')
  expect(ordinary).toHaveLength(3)
  expect(first.placements.find(({ start }) => start === LONG.start)).toMatchObject({
    held: 'stands',
    end: '2027-01-12T13:00:00Z',
    change: null,
  })
  for (const { start, end } of ordinary) expect(start < '2027-01-12T13:00:00Z' && end > LONG.start).toBe(false)
  expect((await officer.post('/api/plan/confirm', { version: first.version })).body).toEqual({
    create: 3,
    update: 0,
    cancel: 0,
  })
  await settled()
  // One more after the plan was convened: none of its meetings goes for it.
  expect((await convene(CHAIR, { start: '2027-02-02T15:00:00Z', minutes: 60 })).body.key).toBe('CI:5')
  await settled()
  const next = await plan()
  expect(next.changes).toEqual({ create: 0, update: 0, cancel: 0 })
  expect(stack.ctx.lists.find(Meetings, 'CI:1')).toEqual(before)
})

test('it is cancelled like any other, and the time can be used again', async () => {
  const eventOf = (key: string) => stack.ctx.lists.find(Meetings, key)?.event
  const standing = async () => (await eventsOn('2027-01-12')).map(({ event }) => event)
  expect(await standing()).toContain(eventOf('CI:1'))
  expect((await stack.as(CHAIR).post('/api/meetings/CI:1/cancel', { because: 'Report' })).status).toBe(200)
  expect(await standing()).not.toContain(eventOf('CI:1'))
  expect((await convene(CHAIR, { ...LONG, minutes: 60 })).body).toMatchObject({ key: 'CI:6', number: 6 })
  await settled()
  expect(stack.ctx.lists.find(Meetings, 'CI:6')).toMatchObject({ state: 'convened', startsAt: LONG.start })
  expect(await standing()).toContain(eventOf('CI:6'))
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
