import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import { warnOfQuorum } from '../../src/committees/agenda/expected/warn-quorum'
import { cancelMeeting } from '../../src/committees/planning/convene/cancel-meeting'
import { createSteps, updateSteps } from '../../src/committees/planning/convene/event-steps'
import { learnAnswers } from '../../src/committees/planning/convene/learn-answers'
import { runConvening } from '../../src/committees/planning/convene/run-convening'
import { Attendances } from '../../src/lists/committees/attendances'
import { Meetings } from '../../src/lists/committees/meetings'
import { Memberships } from '../../src/lists/committees/memberships'
import { blankValues } from '../../src/lists/kit/list'
import { Settings } from '../../src/lists/settings'
import type { Service } from '../../src/server/start'
import { settingsOf } from '../../src/settings/settings'
import { meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { MAILBOX } from '../kit/planning'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Invitations follow the members of a body by themselves, and what people answer in Outlook is known where the quorum is expected. */
const [CHAIR, SECRETARY, NORA, JULIE, THOMAS] = [
  'Philippe Moreau',
  'Renaud Stassart',
  'Nora Pirard',
  'Julie Maréchaux',
  'Thomas Roevens',
]
const DAYS = { 'CI:1': '2026-12-10', 'CI:2': '2026-12-17' } as const
type Key = keyof typeof DAYS
let stack: Stack
let second: Service
let updates: () => number
jest.setTimeout(60_000)

const mailOf = (name: string): string => stack.ctx.directory.person(idOf(name))?.mail.toLowerCase() ?? ''
const stateOf = (key: Key, name: string) => stack.ctx.lists.find(Attendances, `${key}:${idOf(name)}`)?.state
const invited = async (key: Key): Promise<readonly string[]> => {
  const span = { from: `${DAYS[key]}T00:00:00Z`, to: `${DAYS[key]}T23:00:00Z` }
  const [event] = await stack.door.calendars.events(MAILBOX, span)
  return [...(event?.answers.keys() ?? [])].toSorted()
}
const mails = (...names: readonly string[]): readonly string[] => names.map(mailOf).toSorted()
const answer = async (key: Key, name: string, response: string): Promise<void> => {
  const event = stack.ctx.lists.find(Meetings, key)?.event
  const { status } = await fetch(`${stack.tenant.origin}/_tenant/invitations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona: idOf(name), event, response }),
  })
  expect(status).toBe(204)
}
const convene = () => Promise.all([runConvening(stack.ctx), runConvening(second.ctx), runConvening(stack.ctx)])
const risks = async (name: string): Promise<number> =>
  (await stack.chat.cards(name)).filter(({ summary }) => summary?.startsWith('Quorum compromis')).length
const membership = (name: string) => ({ list: Memberships, key: `CI:${idOf(name)}:2026-01-01` })

const convened = async (key: Key, members: readonly string[]) => {
  const [start, end] = [`${DAYS[key]}T09:00:00Z`, `${DAYS[key]}T10:00:00Z`]
  const attendees = members.map((name) => ({ address: mailOf(name), name, kind: 'required' as const }))
  const made = { start, end, room: null, attendees, subject: key, html: `<p>${key}</p>`, transactionId: `t-${key}` }
  const [outcome] = await stack.ctx.calendars.create(MAILBOX, [made])
  if (!outcome?.ok) throw new Error('the event was not made')
  const number = Number(key.slice(3))
  const values = { startsAt: start, endsAt: end, number, title: `Réunion ${number}`, event: outcome.event }
  const meeting = { ...blankValues(Meetings), meetingKey: key, body: 'CI', form: 'meeting' as const, ...values }
  return [
    { list: Meetings, key, values: { ...meeting, state: 'convened' as const } },
    ...members.map((name) => {
      const row = { attendanceKey: `${key}:${idOf(name)}`, meeting: key, person: idOf(name), name }
      return {
        list: Attendances,
        key: row.attendanceKey,
        values: { ...row, state: 'invited' as const, voice: 'vote' as const },
      }
    }),
  ]
}

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  const rows = meetingRows({
    code: 'CI',
    body: { quorumCount: 3, quorumProxies: true, proxiesMax: 1 },
    members: [
      [CHAIR, 'chair'],
      [SECRETARY, 'secretary', 'advice'],
      [NORA, 'member'],
      [JULIE, 'member'],
    ],
    items: [],
  })
  const members = [CHAIR, SECRETARY, NORA, JULIE]
  const meetings = [...(await convened('CI:1', members)), ...(await convened('CI:2', members))]
  await stack.ctx.outbox.put([...rows.filter(({ list }) => list !== Meetings), ...meetings])
  await stack.outbox.drained()
  await second.ctx.outbox.catchUp()
  await second.door.lists.syncNow()
  const spies = [stack, second].map(({ ctx }) => jest.spyOn(ctx.calendars, 'update'))
  updates = () => spies.flatMap(({ mock }) => mock.calls.flatMap(([, changes]) => changes)).length
})
afterAll(async () => {
  await second.close()
  await stack.close()
})

test('as long as the members are those who were invited, nothing is sent', async () => {
  await convene()
  expect(updates()).toBe(0)
})

test('who leaves is taken off the meetings after their last day and who joins is invited, one change for each meeting', async () => {
  await answer('CI:1', CHAIR, 'declined')
  await answer('CI:1', NORA, 'tentativelyAccepted')
  const joins = { ...blankValues(Memberships), body: 'CI', person: idOf(THOMAS), name: THOMAS, from: '2026-12-01' }
  const key = `CI:${idOf(THOMAS)}:2026-12-01`
  await stack.ctx.outbox.put([
    { ...membership(JULIE), values: { until: '2026-12-12' } },
    {
      list: Memberships,
      key,
      values: { ...joins, membershipKey: key, role: 'member' as const, voice: 'vote' as const },
    },
  ])
  await stack.outbox.drained()
  await second.ctx.outbox.catchUp()
  await convene()
  await convene()
  expect(updates()).toBe(2)
  expect(await invited('CI:1')).toEqual(mails(CHAIR, SECRETARY, NORA, JULIE, THOMAS))
  expect(await invited('CI:2')).toEqual(mails(CHAIR, SECRETARY, NORA, THOMAS))
  expect(stateOf('CI:2', JULIE)).toBeUndefined()
  expect([stateOf('CI:1', JULIE), stateOf('CI:2', THOMAS)]).toEqual(['invited', 'invited'])
})

test('what people had answered by then is on the list of attendance, and the page says what to expect', async () => {
  expect([stateOf('CI:1', CHAIR), stateOf('CI:1', NORA), stateOf('CI:1', THOMAS)]).toEqual([
    'declined',
    'tentative',
    'invited',
  ])
  const { expected } = (await stack.as(SECRETARY).get<AgendaView>('/api/meetings/CI:1/agenda')).body
  expect(expected).toMatchObject({ isReachable: true, counted: 3, required: 3, tentative: 1, unanswered: 2 })
  expect(expected?.awayNames).toEqual([CHAIR])
  await warnOfQuorum(stack.ctx)
  expect(await risks(SECRETARY)).toBe(0)
})

test('a body that changes again while Microsoft 365 throttles is invited all the same; no answer takes an answer back', async () => {
  await answer('CI:1', JULIE, 'declined')
  stack.tenant.faults.set({ seed: 3, throttle: 0.5, throttleRetryAfter: 0 })
  await stack.ctx.outbox.put([{ ...membership(JULIE), values: { until: '2026-12-31' } }])
  await stack.ctx.outbox.put([{ list: Attendances, key: `CI:1:${idOf(NORA)}`, values: { state: 'accepted' } }])
  for (let round = 0; round < 8; round += 1) {
    if (round === 6) stack.tenant.faults.clear()
    await convene()
    stack.clock.advance(600_000)
  }
  expect(await invited('CI:2')).toEqual(mails(CHAIR, SECRETARY, NORA, JULIE, THOMAS))
  expect(stateOf('CI:2', JULIE)).toBe('invited')
  // Nothing has changed for the first meeting, whose event was left alone.
  expect(stateOf('CI:1', JULIE)).toBe('invited')
  expect(stateOf('CI:1', NORA)).toBe('accepted')
  await stack.outbox.drained()
})

test('when too many decline the secretary is told once, of whom and what can be done', async () => {
  stack.clock.moveTo('2026-11-19T09:00:00Z')
  await stack.ctx.outbox.put([
    { ...membership(SECRETARY), values: { until: '2026-12-31' } },
    { list: Attendances, key: `CI:1:${idOf(THOMAS)}`, values: { state: 'declined' } },
  ])
  for (const hours of [0, 1, 1]) {
    stack.clock.advance(hours * 3_600_000)
    await second.ctx.outbox.catchUp()
    await Promise.all([warnOfQuorum(stack.ctx), warnOfQuorum(second.ctx), warnOfQuorum(stack.ctx)])
  }
  expect([await risks(SECRETARY), await risks(CHAIR)]).toEqual([1, 0])
  const card = JSON.stringify((await stack.chat.cards(SECRETARY)).at(-1)?.card)
  expect(card).toMatch(/peuvent encore venir.: 2.; il en faut 3\./)
  expect(card).toMatch(new RegExp(`Ne viendront pas.: .*${THOMAS}`))
  expect(card).toContain('procuration')
  expect(card).toContain('déplacer la réunion')
})

test('an answer is learnt by the clock though nothing is written, with one request for all meetings', async () => {
  await answer('CI:1', THOMAS, 'accepted')
  await answer('CI:2', NORA, 'declined')
  await answer('CI:2', CHAIR, 'tentativelyAccepted')
  await second.ctx.outbox.catchUp()
  const before = updates()
  stack.tenant.resetUsage()
  // With Julie's, who answered while another event was being changed, and those of Nora and Thomas that stood in Outlook.
  expect(await learnAnswers(stack.ctx)).toBe(5)
  // What was learnt may be on its way to SharePoint already, in a batch.
  const { requests, batches } = stack.tenant.usage()
  expect(requests - batches).toBe(1)
  expect([stateOf('CI:1', THOMAS), stateOf('CI:2', NORA), stateOf('CI:2', CHAIR)]).toEqual([
    'accepted',
    'declined',
    'tentative',
  ])
  const { expected } = (await stack.as(SECRETARY).get<AgendaView>('/api/meetings/CI:2/agenda')).body
  expect([expected?.awayNames, expected?.tentative]).toEqual([[NORA], 1])
  await stack.outbox.drained()
  expect(await learnAnswers(second.ctx)).toBe(0)
  expect(await learnAnswers(stack.ctx)).toBe(0)
  expect(updates()).toBe(before)
})

test('what the secretary has noted says more than an answer, also on another copy; while Outlook is out of reach nothing changes', async () => {
  const key = `CI:2:${idOf(NORA)}`
  await second.ctx.outbox.put([{ list: Attendances, key, values: { state: 'excused' } }])
  await answer('CI:2', NORA, 'accepted')
  await answer('CI:2', THOMAS, 'accepted')
  stack.tenant.faults.set({ throttle: 1, throttleRetryAfter: 0 })
  expect(await learnAnswers(stack.ctx)).toBe(0)
  stack.tenant.faults.clear()
  expect(await learnAnswers(stack.ctx)).toBe(1)
  expect([stateOf('CI:2', NORA), stateOf('CI:2', THOMAS)]).toEqual(['excused', 'accepted'])
  await stack.outbox.drained()
})

const joining = (name: string) => {
  const key = `CI:${idOf(name)}:2026-12-01`
  const values = { ...blankValues(Memberships), body: 'CI', person: idOf(name), name, from: '2026-12-01' }
  const role = { role: 'member' as const, voice: 'vote' as const }
  return { list: Memberships, key, values: { ...values, ...role, membershipKey: key } }
}

test('a room that declines after the convocation is told to the secretary, once, with what can be done', async () => {
  const room = { name: 'Salle Sambre', address: 'salle.sambre@opnum.example' }
  const value = JSON.stringify({ ...settingsOf(stack.ctx).planning, rooms: [{ ...room, seats: 8 }] })
  await stack.ctx.outbox.put([{ list: Settings, key: 'planning', values: { code: 'planning', value } }])
  const [start, end] = [`${DAYS['CI:2']}T09:00:00Z`, `${DAYS['CI:2']}T10:00:00Z`]
  const other = { start, end, room, attendees: [], subject: 'Autre', html: '', transactionId: 't-other' }
  await stack.ctx.calendars.create(MAILBOX, [other])
  const event = stack.ctx.lists.find(Meetings, 'CI:2')?.event ?? ''
  const members = [CHAIR, SECRETARY, NORA, JULIE, THOMAS]
  const attendees = members.map((name) => ({ address: mailOf(name), name, kind: 'required' as const }))
  await stack.ctx.calendars.update(MAILBOX, [{ event, start, end, attendees, room }])
  const place = { room: room.address, place: room.name }
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CI:2', values: place }])
  await second.ctx.outbox.catchUp()
  const refusals = async (name: string) =>
    (await stack.chat.cards(name)).filter(({ summary }) => summary?.startsWith('Salle refusée'))
  const at = stack.clock.now()
  stack.clock.moveTo('2026-11-19T21:30:00Z')
  await learnAnswers(stack.ctx)
  // Not in the evening.
  expect(await refusals(SECRETARY)).toHaveLength(0)
  stack.clock.moveTo('2026-11-20T08:30:00Z')
  for (const hours of [0, 1, 1]) {
    stack.clock.advance(hours * 3_600_000)
    await Promise.all([learnAnswers(stack.ctx), learnAnswers(second.ctx)])
  }
  const cards = await refusals(SECRETARY)
  expect([cards.length, (await refusals(CHAIR)).length]).toEqual([1, 0])
  expect(JSON.stringify(cards[0]?.card)).toContain(`${room.name} a refusé la réunion`)
  expect(JSON.stringify(cards[0]?.card)).toContain('à distance')
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CI:2', values: { room: null, place: null } }])
  stack.clock.moveTo(at.toISOString())
})

test('who joins and who leaves while a change is on its way to Outlook is the next change', async () => {
  const [FIRST, SECOND] = ['Jan Peeters', 'Laure Stiévenart']
  await stack.ctx.outbox.put([joining(FIRST)])
  const update: typeof stack.ctx.calendars.update = async (...change) => {
    await stack.ctx.outbox.put([joining(SECOND), { ...membership(JULIE), values: { until: '2026-12-12' } }])
    return stack.ctx.calendars.update(...change)
  }
  await runConvening({ ...stack.ctx, calendars: { ...stack.ctx.calendars, update } })
  expect([stateOf('CI:2', FIRST), stateOf('CI:2', SECOND), stateOf('CI:2', JULIE)]).toEqual([
    'invited',
    undefined,
    'invited',
  ])
  await runConvening(stack.ctx)
  expect(await invited('CI:2')).toEqual(mails(CHAIR, SECRETARY, NORA, THOMAS, FIRST, SECOND))
  expect([stateOf('CI:2', SECOND), stateOf('CI:2', JULIE)]).toEqual(['invited', undefined])
  await stack.outbox.drained()
})

test('an event that an earlier try has made is brought up to date with who has joined since', async () => {
  const [start, end] = ['2026-12-21T09:00:00Z', '2026-12-21T10:00:00Z']
  const times = { start, end, room: null }
  const attendees = [{ address: mailOf(CHAIR), name: CHAIR, kind: 'required' as const }]
  const transactionId = 't-CI:3'
  await stack.ctx.calendars.create(MAILBOX, [{ ...times, attendees, subject: 'CI:3', html: '', transactionId }])
  const payload = { body: 'CI', number: 3, ...times, transactionId, placement: '{}' }
  const step = { id: 1, version: 1, act: 'create' as const, meeting: 'CI:3', payload, tries: 2 }
  expect(await createSteps(stack.ctx, MAILBOX, [step])).toMatchObject([{ end: { ok: true } }])
  const events = await stack.door.calendars.events(MAILBOX, { from: start, to: end })
  expect(events).toHaveLength(1)
  expect([...(events[0]?.answers.keys() ?? [])].toSorted()).toEqual(
    mails(CHAIR, SECRETARY, NORA, THOMAS, 'Jan Peeters', 'Laure Stiévenart'),
  )
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CI:3', values: { state: 'cancelled' } }])
  await stack.outbox.drained()
})

test('a meeting that somebody moves in Outlook is at its new time here too, once, and is not moved back', async () => {
  const placement = JSON.stringify({ period: '2026-10-01/2026-12-31', occurrence: 'CI#2', attendance: 80 })
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CI:2', values: { placement, packDueOn: '2026-12-10' } }])
  await stack.outbox.drained()
  const before = stack.ctx.lists.find(Meetings, 'CI:2')
  const [start, end] = ['2026-12-16T13:00:00Z', '2026-12-16T14:30:00Z']
  const attendees = mails(CHAIR, SECRETARY, NORA, THOMAS).map((address) => ({
    ...{ address, name: address },
    kind: 'required' as const,
  }))
  // The assistant of the mailbox, in Outlook.
  await stack.door.calendars.update(MAILBOX, [{ event: before?.event ?? '', start, end, room: null, attendees }])
  await second.ctx.outbox.catchUp()
  await Promise.all([learnAnswers(stack.ctx), learnAnswers(second.ctx), learnAnswers(stack.ctx)])
  await stack.ctx.outbox.catchUp()
  const after = stack.ctx.lists.find(Meetings, 'CI:2')
  expect(after).toMatchObject({ state: 'convened', startsAt: start, endsAt: end, packDueOn: '2026-12-09' })
  expect(JSON.parse(after?.placement ?? '')).toMatchObject({ occurrence: 'CI#2', byHand: true })
  // Exchange asks again: what was answered was for another day. What the secretary noted stays.
  expect([stateOf('CI:2', THOMAS), stateOf('CI:2', NORA)]).toEqual(['invited', 'excused'])
  const logged = await stack.pool.query(
    `select detail from gouvernail.audit where action = 'meeting.move' and subject = 'CI:2'`,
  )
  expect(logged.rows.map(({ detail }) => JSON.parse(detail))).toEqual([
    { start, end, before: before?.startsAt, by: 'outlook' },
  ])
  // Who joins afterwards is invited to the new time.
  await stack.ctx.outbox.put([joining('Samira Lejeune')])
  await convene()
  const [event] = await stack.door.calendars.events(MAILBOX, { from: start, to: end })
  expect([event?.from, event?.to, event?.answers.has(mailOf('Samira Lejeune'))]).toEqual([start, end, true])
  await stack.outbox.drained()
})

test('a meeting is cancelled on its page: out of the calendars, and not convened again', async () => {
  const cancel = (name: string) =>
    stack.as(name).post<{ error?: { code: string } }>('/api/meetings/CI:2/cancel', { because: 'Rien à décider.' })
  const span = { from: '2026-12-16T00:00:00Z', to: '2026-12-17T00:00:00Z' }
  expect((await cancel(NORA)).status).toBe(403)
  const away: typeof stack.ctx.calendars.cancel = async () => [{ ok: false, reason: 'passing', detail: 'throttled' }]
  const refusedThen = await cancelMeeting(
    { ...stack.ctx, calendars: { ...stack.ctx.calendars, cancel: away } },
    { person: idOf(SECRETARY), roles: [], locale: 'fr' },
    'CI:2',
    null,
  )
  expect([refusedThen, stack.ctx.lists.find(Meetings, 'CI:2')?.state]).toEqual([
    { ok: false, reason: 'calendar-away' },
    'convened',
  ])
  expect((await cancel(SECRETARY)).status).toBe(200)
  expect(stack.ctx.lists.find(Meetings, 'CI:2')?.state).toBe('cancelled')
  expect(await stack.door.calendars.events(MAILBOX, span)).toEqual([])
  expect((await cancel(CHAIR)).body.error?.code).toBe('cannot-cancel')
  // A step that was on its way when somebody cancelled it.
  const payload = { body: 'CI', number: 2, start: '2026-12-16T13:00:00Z', end: '2026-12-16T14:30:00Z', room: null }
  const late = { ...payload, transactionId: 't-late', placement: '{}' }
  const step = { id: 9, version: 1, act: 'update' as const, meeting: 'CI:2', payload: late, tries: 1 }
  expect(await updateSteps(stack.ctx, MAILBOX, [step])).toMatchObject([{ end: { ok: false, reason: 'begun' } }])
  await convene()
  expect(await stack.door.calendars.events(MAILBOX, span)).toEqual([])
  const logged = await stack.pool.query(
    `select detail from gouvernail.audit where action = 'meeting.cancel' and subject = 'CI:2'`,
  )
  expect(logged.rows.map(({ detail }) => JSON.parse(detail))).toEqual([
    { start: '2026-12-16T13:00:00Z', because: 'Rien à décider.' },
  ])
  await stack.outbox.drained()
})

test('while no meeting is ahead, nothing is asked', async () => {
  stack.clock.moveTo('2026-12-18T09:00:00Z')
  stack.tenant.resetUsage()
  expect(await learnAnswers(stack.ctx)).toBe(0)
  expect(stack.tenant.usage().requests).toBe(0)
})
