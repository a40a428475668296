import type { MinutesView } from '../../src/committees/minutes/minutes-view'
import { Actions } from '../../src/lists/committees/actions'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Attendances } from '../../src/lists/committees/attendances'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import { apiClient } from '../kit/api-client'
import { meetingOf, meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** A meeting from its opening to its close: who is there, what is written down, decided and to be done. */
const [CHAIR, SECRETARY, NORA, JAN] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard', 'Jan Peeters']
const GUEST = 'Julie Maréchaux'
const KEY = 'CO:1'
let stack: Stack
let meeting: ReturnType<typeof meetingOf>

beforeAll(async () => {
  stack = await startStack()
  meeting = meetingOf(stack.as, KEY)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CO',
      body: { quorumShare: 60, quorumProxies: true, proxiesMax: 1, quorumCheck: 'opening' },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JAN, 'member'],
      ],
      items: [
        { title: 'Budget', guests: idOf(GUEST) },
        { title: 'Planning', kind: 'discussion' },
        { title: 'Divers', state: 'proposed' },
      ],
    }),
  )
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('who may not run the meeting cannot, and for an outsider it does not exist', async () => {
  expect((await meeting.open('Thomas Roevens')).status).toBe(404)
  expect((await meeting.open(NORA)).status).toBe(403)
  expect((await meeting.post(NORA, 'attendance', { everybody: true })).status).toBe(403)
  expect((await meeting.post(SECRETARY, 'current', { item: '1' })).code).toBe('not-open')
  const before = await meeting.view(NORA)
  expect(before.items.map(({ title }) => title)).toEqual(['Budget', 'Planning'])
  expect(before.rights).toEqual({
    run: false,
    reopen: false,
    record: false,
    member: true,
    notes: false,
    attendance: false,
  })
})

test('the quorum follows attendance and proxies, and once there stands for the whole meeting', async () => {
  expect((await meeting.open(SECRETARY)).status).toBe(200)
  expect((await meeting.open(CHAIR)).code).toBe('already-open')
  // Whoever opens is there; the others are not noted yet.
  const atOpening = (await meeting.view(CHAIR)).people.map(({ name, state }) => [name, state])
  expect(atOpening).toEqual([
    [CHAIR, 'invited'],
    [SECRETARY, 'present'],
    [JAN, 'invited'],
    [NORA, 'invited'],
    [GUEST, 'invited'],
  ])
  expect((await meeting.view(CHAIR)).quorum).toMatchObject({ reached: false, counted: 0, base: 3 })
  await meeting.present(SECRETARY, CHAIR)
  expect((await meeting.proxy(SECRETARY, JAN, JAN)).code).toBe('proxy-holder')
  expect((await meeting.proxy(SECRETARY, JAN, SECRETARY)).code).toBe('proxy-holder')
  expect((await meeting.proxy(SECRETARY, JAN, CHAIR)).status).toBe(200)
  expect((await meeting.view(CHAIR)).quorum).toMatchObject({ reached: true, standsFromOpening: true, counted: 2 })
  // A second proxy to one who may hold one represents nobody.
  await meeting.proxy(SECRETARY, NORA, CHAIR)
  expect((await meeting.view(CHAIR)).quorum).toMatchObject({ represented: 1, lapsed: [{ why: 'too-many' }] })
  await meeting.present(SECRETARY, NORA)
  // Jan comes after all, Nora as well: his proxy ends, and the list says who was there when.
  const own = { state: 'present', proxyTo: null }
  expect((await meeting.post(JAN, 'attendance/own', own)).status).toBe(200)
  await meeting.post(JAN, 'attendance/own', { state: 'represented', proxyTo: idOf(CHAIR) })
  const row = stack.ctx.lists.find(Attendances, `${KEY}:${idOf(JAN)}`)
  expect(row).toMatchObject({ state: 'represented', proxyTo: idOf(CHAIR), arrivedAt: expect.any(String) })
  expect(row?.leftAt).not.toBeNull()
  // Nora leaves the room for a quarter of an hour; noted as away by mistake, she was not.
  const away = () => stack.ctx.lists.find(Attendances, `${KEY}:${idOf(NORA)}`)?.awayTimes ?? null
  stack.clock.advance(10 * 60_000)
  await meeting.absent(SECRETARY, NORA)
  await meeting.present(SECRETARY, NORA)
  expect(away()).toBeNull()
  await meeting.absent(SECRETARY, NORA)
  const from = stack.ctx.lists.find(Attendances, `${KEY}:${idOf(NORA)}`)?.leftAt
  stack.clock.advance(15 * 60_000)
  await meeting.present(SECRETARY, NORA)
  expect(JSON.parse(away() ?? '')).toEqual([[from, expect.any(String)]])
  await meeting.post(SECRETARY, 'attendance', { everybody: true })
  const { people } = await meeting.view(SECRETARY)
  expect(people.map(({ name, state }) => [name, state])).toEqual([
    [CHAIR, 'present'],
    [SECRETARY, 'present'],
    [JAN, 'represented'],
    [NORA, 'present'],
    [GUEST, 'invited'],
  ])
})

test('whoever is invited to an item is noted once they come, and counts in no quorum', async () => {
  const { counted } = (await meeting.view(CHAIR)).quorum
  expect((await meeting.present(SECRETARY, 'Thomas Roevens')).code).toBe('unknown-person')
  expect((await meeting.present(SECRETARY, GUEST)).status).toBe(200)
  expect(stack.ctx.lists.find(Attendances, `${KEY}:${idOf(GUEST)}`)).toMatchObject({
    ...{ person: idOf(GUEST), name: GUEST, state: 'present', voice: null },
  })
  expect((await meeting.view(CHAIR)).quorum.counted).toBe(counted)
})

test('the agenda moves on, and each item knows when it began and ended', async () => {
  await meeting.post(CHAIR, 'current', { item: '1' })
  stack.clock.advance(10 * 60_000)
  await meeting.post(SECRETARY, 'current', { item: '2' })
  const [first, second] = (await meeting.view(NORA)).items
  expect(first).toMatchObject({ state: 'done', startedAt: '2026-11-18T09:25:00Z', endedAt: '2026-11-18T09:35:00Z' })
  expect(second).toMatchObject({ state: 'current', startedAt: '2026-11-18T09:35:00Z', endedAt: null })
  expect((await meeting.post(CHAIR, 'current', { item: '3' })).code).toBe('unknown-item')
})

test('two secretaries write the same note through two copies of the service: both texts are kept, a clash is visible', async () => {
  const second = await startSecondCopy(stack)
  try {
    const other = meetingOf((name) => apiClient(second.origin, stack.tenant.origin, idOf(name)), KEY)
    expect(await meeting.notes(SECRETARY, '2', '', 'Retard du lot 2\nÀ suivre')).toMatchObject({ both: 0 })
    const base = 'Retard du lot 2\nÀ suivre'
    const [one, two] = await Promise.all([
      meeting.notes(SECRETARY, '2', base, 'Retard du lot 2 : trois semaines\nÀ suivre'),
      other.notes('Inès Vandamme', '2', base, 'Retard du lot 2\nÀ suivre\nRisque ouvert'),
    ])
    expect([one.both, two.both]).toEqual([0, 0])
    await stack.ctx.outbox.catchUp()
    const merged = stack.ctx.lists.find(AgendaItems, `${KEY}:2`)?.notes
    expect(merged).toBe('Retard du lot 2 : trois semaines\nÀ suivre\nRisque ouvert')
    const clash = await meeting.notes(CHAIR, '2', base, 'Retard du lot 2 : un mois\nÀ suivre')
    expect(clash.both).toBe(1)
    expect(clash.text.split('\n')).toEqual([
      'Retard du lot 2 : trois semaines',
      `[autre version, ${CHAIR}] Retard du lot 2 : un mois`,
      'À suivre',
      'Risque ouvert',
    ])
    // Members do not read what is still being written.
    expect((await meeting.view(NORA)).items[1]?.notes).toBeNull()
  } finally {
    await second.close()
  }
})

test('a decision with conditions and two actions is one request; a line that is not understood changes nothing', async () => {
  const decision = {
    item: '2',
    number: null,
    text: 'Le planning est adopté.',
    result: 'conditional',
    conditions: 'Revoir le lot 2',
    actions: '@nora transmettre le plan révisé pour le 15/12\n@moreau informer le CoDir demain',
  }
  const unknown = await meeting.post(SECRETARY, 'decisions', { ...decision, actions: '@zoé prévenir 15/12' })
  expect([unknown.code, unknown.body]).toMatchObject(['unknown-owner', { line: '@zoé prévenir 15/12' }])
  const blank = await meeting.post(SECRETARY, 'decisions', { ...decision, conditions: ' ' })
  expect(blank.code).toBe('conditions-missing')
  expect((await meeting.post(NORA, 'decisions', decision)).status).toBe(403)
  expect([stack.ctx.lists.all(Decisions), stack.ctx.lists.all(Actions)]).toEqual([[], []])

  const recorded = await meeting.post(SECRETARY, 'decisions', decision)
  expect(recorded).toMatchObject({
    status: 201,
    body: { number: 'D-2026-001', actions: ['A-2026-001', 'A-2026-002'] },
  })
  // A double click is the same decision.
  const again = await meeting.post(SECRETARY, 'decisions', decision)
  expect(again.body).toMatchObject({ number: 'D-2026-001', actions: [] })
  await stack.outbox.drained()
  expect(stack.ctx.lists.find(Decisions, 'D-2026-001')).toMatchObject({
    body: 'CO',
    item: `${KEY}:2`,
    result: 'conditional',
    conditions: 'Revoir le lot 2',
  })
  const actions = stack.ctx.lists.all(Actions).map(({ title, owner, dueOn }) => [title, owner, dueOn])
  expect(actions.sort()).toEqual([
    ['Informer le CoDir', idOf(CHAIR), '2026-11-19'],
    ['Transmettre le plan révisé', idOf(NORA), '2026-12-15'],
  ])
  // Each member finds their own of earlier meetings of the body there, too, and nobody else's.
  const earlier = (number: string, owner: string, body: string, state: 'open' | 'done') => ({
    list: Actions,
    key: number,
    values: { ...blankValues(Actions), number, title: number, body, meeting: `${body}:0`, owner: idOf(owner), state },
  })
  await stack.ctx.outbox.put([
    earlier('A-2025-001', NORA, 'CO', 'open'),
    earlier('A-2025-002', NORA, 'CO', 'done'),
    earlier('A-2025-003', JAN, 'CO', 'open'),
    earlier('A-2025-004', NORA, 'CX', 'open'),
  ])
  const seen = (await meeting.view(NORA)).actions.map(({ number }) => number)
  expect(seen).toEqual(['A-2025-001', 'A-2026-001', 'A-2026-002'])
})

test('numbers are given once, whichever copies ask for them at the same moment', async () => {
  const second = await startSecondCopy(stack)
  try {
    const asked = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? stack.ctx : second.ctx))
    const numbers = await Promise.all(asked.map((ctx) => ctx.numbers.next('D-2031', 117)))
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => 118 + index))
  } finally {
    await second.close()
  }
})

test('the floor is a queue', async () => {
  await meeting.post(NORA, 'floor', { wants: true })
  stack.clock.advance(1_000)
  await meeting.post(JAN, 'floor', { wants: true })
  await meeting.post(NORA, 'floor', { wants: true })
  const names = async () => (await meeting.view(CHAIR)).floor.map(({ name }) => name)
  expect(await names()).toEqual([NORA, JAN])
  expect((await meeting.post(NORA, 'floor/given', { person: idOf(JAN) })).status).toBe(403)
  await meeting.post(CHAIR, 'floor/given', { person: idOf(NORA) })
  await meeting.post(JAN, 'floor', { wants: false })
  expect(await names()).toEqual([])
})

test('the close puts down who never came, and nothing goes on after it', async () => {
  const vote = await meeting.putToVote(SECRETARY, '1')
  expect((await meeting.post(SECRETARY, 'session', { state: 'held' })).code).toBe('vote-open')
  await meeting.close(SECRETARY, vote)
  expect((await meeting.post(SECRETARY, 'session', { state: 'held' })).status).toBe(200)
  await stack.outbox.drained()
  expect(stack.ctx.lists.find(Meetings, KEY)).toMatchObject({ state: 'held', currentItem: null })
  expect((await meeting.post(SECRETARY, 'attendance', { everybody: true })).code).toBe('not-open')
  expect((await meeting.post(NORA, 'attendance/own', { state: 'absent', proxyTo: null })).code).toBe('not-open')
  expect((await meeting.post(SECRETARY, 'current', { item: '1' })).code).toBe('not-open')
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})

test('what was forgotten in the meeting is recorded after it, as decided there, until the minutes are approved', async () => {
  const { closedAt } = stack.ctx.lists.find(Meetings, KEY) ?? {}
  stack.clock.advance(86_400_000)
  const late = {
    item: '2',
    number: null,
    text: 'Le plan B est écarté',
    result: 'adopted',
    conditions: null,
    actions: '',
  }
  const action = { item: '2', text: '@nora archiver le plan B 18/12' }
  expect((await meeting.post(NORA, 'decisions', late)).status).toBe(403)
  const recorded = await meeting.post(SECRETARY, 'decisions', late)
  const number = String(Object(recorded.body).number)
  expect([recorded.status, (await meeting.post(SECRETARY, 'actions', action)).status]).toEqual([201, 201])
  expect(stack.ctx.lists.find(Decisions, number)).toMatchObject({ text: late.text, decidedAt: closedAt })
  const better = { ...late, number, text: 'Le plan B est abandonné' }
  expect((await meeting.post(SECRETARY, 'decisions', better)).body).toMatchObject({ number })
  expect(stack.ctx.lists.find(Decisions, number)).toMatchObject({ text: better.text, decidedAt: closedAt })
  expect((await meeting.view(SECRETARY)).rights).toMatchObject({ record: true, notes: true })
  await stack.ctx.outbox.put([{ list: Meetings, key: KEY, values: { minutesState: 'approved' } }])
  expect((await meeting.post(SECRETARY, 'decisions', { ...better, text: 'Autre' })).code).toBe('locked')
  expect((await meeting.post(SECRETARY, 'actions', action)).code).toBe('locked')
  expect((await meeting.view(SECRETARY)).rights).toMatchObject({ record: false, notes: false })
})

test('a late arrival that nobody noted is put right for the minutes; the vote stays as it was counted', async () => {
  const late = meetingOf(stack.as, 'CR:1')
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CR',
      body: { quorumShare: 60, quorumProxies: true, proxiesMax: 1 },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JAN, 'member'],
      ],
      items: [{ title: 'Budget' }],
    }),
  )
  await late.open(SECRETARY)
  await late.present(SECRETARY, CHAIR)
  const vote = await late.putToVote(SECRETARY, '1')
  await late.vote(CHAIR, vote, 'for')
  await late.close(SECRETARY, vote)
  await late.post(SECRETARY, 'session', { state: 'held' })
  await stack.outbox.drained()
  const counted = stack.ctx.lists.find(Decisions, vote)
  expect(counted).toMatchObject({ result: 'deferred', votesFor: 1 })
  const minutes = async () => (await stack.as(SECRETARY).get<MinutesView>('/api/meetings/CR:1/minutes')).body.content
  expect((await minutes()).corrected).toBeNull()

  expect((await late.present(NORA, NORA)).status).toBe(403)
  expect((await late.present(SECRETARY, 'Thomas Roevens')).code).toBe('unknown-person')
  expect((await late.present(SECRETARY, NORA)).status).toBe(200)
  expect((await late.proxy(SECRETARY, JAN, NORA)).status).toBe(200)
  const row = (name: string) => stack.ctx.lists.find(Attendances, `CR:1:${idOf(name)}`)
  expect(row(NORA)).toMatchObject({ state: 'present', notedAs: 'absent', arrivedAt: null, leftAt: null })
  expect(row(JAN)).toMatchObject({ state: 'represented', proxyTo: idOf(NORA), notedAs: 'absent' })
  expect(stack.ctx.lists.find(Decisions, vote)).toEqual(counted)
  const { votes, rights } = await late.view(SECRETARY)
  expect(votes).toMatchObject([{ result: 'deferred', tally: { for: 1 }, reasons: [{ code: 'quorum', ok: false }, {}] }])
  expect(rights.attendance).toBe(true)
  const { corrected, quorum } = await minutes()
  expect(quorum).toMatch(/^Le quorum est atteint/)
  expect(corrected).toBe(
    'Présences rectifiées après la séance\u00a0: Jan Peeters («\u00a0Absence\u00a0» en séance), Nora Pirard ' +
      '(«\u00a0Absence\u00a0» en séance). Les votes restent comptés, et leur quorum constaté, d’après ce qui avait été noté en séance.',
  )
  const logged = await stack.pool.query(
    "select detail from gouvernail.audit where action = 'attendance.correct' and subject = 'CR:1' order by position",
  )
  expect(logged.rows.map(({ detail }) => JSON.parse(detail))).toMatchObject([
    { state: 'present', before: { state: 'absent' }, votes: 'unchanged' },
    { state: 'represented', before: { state: 'absent' }, votes: 'unchanged' },
  ])
  // Taken back, nothing was corrected.
  await late.post(SECRETARY, 'attendance', { person: idOf(NORA), state: 'absent', proxyTo: null })
  expect(row(NORA)).toMatchObject({ state: 'absent', notedAs: null })
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CR:1', values: { minutesState: 'approved' } }])
  expect((await late.present(SECRETARY, NORA)).code).toBe('locked')
  expect((await late.view(SECRETARY)).rights.attendance).toBe(false)
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
