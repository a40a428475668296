import { setTimeout as delay } from 'node:timers/promises'
import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import type { ItemException } from '../../src/committees/escalation/escalation-view'
import { minutesLock } from '../../src/committees/minutes/submit-minutes'
import type { DecisionView, RegisterView } from '../../src/committees/register/register-view'
import type { SessionView } from '../../src/committees/session/session-view'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { ExceptionReports } from '../../src/lists/exception-reports'
import type { ProjectView } from '../../src/projects/project-view'
import { apiClient } from '../kit/api-client'
import { agendaItem, meeting } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** What a committee may not decide goes up the ladder with its file, once; competing claims are settled with their consequences. */
let stack: Stack
const MANAGER = 'Karim Verhelst'
const code = (body: unknown): unknown => Object(Object(body).error).code
const escalate = (name: string, body: string, what: object) =>
  stack.as(name).post<{ item: string; body: string }>(`/api/bodies/${body}/escalations`, what)
const openException = (project: string): string => {
  const found = stack.ctx.lists.all(ExceptionReports).find((row) => row.project === project && row.state === 'open')
  return found?.exceptionKey ?? ''
}

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

const ladderOf = async (name: string, key: string) => {
  const { exceptions } = (await stack.as(name).get<ProjectView>('/api/projects/P-005')).body
  const { escalatedTo, mayEscalate } = exceptions.find((exception) => exception.key === key) ?? {}
  return { before: escalatedTo?.map(({ body }) => body), mayEscalate }
}

test('the page of the project offers the next body to those who may escalate, and to nobody else', async () => {
  const key = openException('P-005')
  const up = { from: 'CP-P-005', to: 'CoPil Socle technique et sécurité' }
  for (const name of [MANAGER, 'Inès Vandamme'])
    expect(await ladderOf(name, key)).toEqual({ before: [], mayEscalate: up })
  for (const name of ['Youssef Benali', 'Philippe Moreau'])
    expect((await ladderOf(name, key)).mayEscalate ?? null).toBeNull()
})

/** Of the first item that comes from an exception, on the agenda of a meeting and in its side panel. */
const behind = async (name: string, meetingKey: string): Promise<readonly ItemException[] | undefined> => {
  const path = `/api/meetings/${encodeURIComponent(meetingKey)}`
  const [agenda, session] = await Promise.all([
    stack.as(name).get<AgendaView>(`${path}/agenda`),
    stack.as(name).get<SessionView>(`${path}/session`),
  ])
  const isFromException = ({ exceptions }: { exceptions: readonly ItemException[] }): boolean => exceptions.length > 0
  const [before, inSession] = [
    [...agenda.body.items, ...agenda.body.proposals].find(isFromException)?.exceptions,
    session.body.items.find(isFromException)?.exceptions,
  ]
  expect(inSession ?? before).toEqual(before)
  return before
}

const COMMITTEE = 'CP-P-005:90'

test('an item that comes from an exception offers the way up too, to the same people', async () => {
  const key = openException('P-005')
  await stack.ctx.outbox.put([
    meeting('CP-P-005', 90, '2026-12-03T08:00:00Z', { title: 'Comité n° 90' }),
    agendaItem(COMMITTEE, 1, { title: 'Délai', source: 'exception', sourceKey: 'exception:P-005', project: 'P-005' }),
    agendaItem(COMMITTEE, 2, { title: 'Divers', project: 'P-005' }),
  ])
  await stack.outbox.drained()
  const mayEscalate = { from: 'CP-P-005', to: 'CoPil Socle technique et sécurité' }
  const { tolerance } = stack.ctx.lists.find(ExceptionReports, key) ?? {}
  expect(await behind(MANAGER, COMMITTEE)).toContainEqual({ key, tolerance, escalatedTo: [], mayEscalate })
  const read = await behind('Philippe Moreau', COMMITTEE)
  expect(read?.map((exception) => exception.mayEscalate)).toEqual([null, null])
  const all = (await stack.as(MANAGER).get<AgendaView>(`/api/meetings/${encodeURIComponent(COMMITTEE)}/agenda`)).body
  expect(all.items.find(({ title }) => title === 'Divers')?.exceptions).toEqual([])
})

test('an exception goes from the project committee to the steering committee, and from there to the executive committee', async () => {
  const exception = openException('P-005')
  const what = { exception, question: 'Le comité accepte-t-il la nouvelle date ?' }
  const [first, second] = await Promise.all([1, 2].map(() => escalate(MANAGER, 'CP-P-005', what)))
  expect([first?.status, second?.status].sort()).toEqual([200, 201])
  expect(first?.body.item).toBe(second?.body.item)
  const item = stack.ctx.lists.find(AgendaItems, first?.body.item ?? '')
  expect(stack.ctx.lists.find(Meetings, item?.meeting ?? '')?.body).toBe('COPIL-SOC')
  expect(item).toMatchObject({ source: 'exception', sourceKey: exception, state: 'proposed', project: 'P-005' })
  for (const part of ['Tolérance', 'Derniers rapports', 'Coût approuvé', 'Décisions précédentes'])
    expect(item?.background).toContain(part)
  const steering = 'CoPil Socle technique et sécurité'
  expect(await ladderOf(MANAGER, exception)).toEqual({ before: [steering], mayEscalate: null })
  const next = { from: 'COPIL-SOC', to: 'Comité de direction' }
  const sent = (await behind(MANAGER, COMMITTEE))?.find(({ key }) => key === exception)
  expect([sent?.escalatedTo.map(({ body }) => body), sent?.mayEscalate]).toEqual([[steering], null])
  const offered = (await behind('Didier Fontenelle', item?.meeting ?? ''))?.find(({ key }) => key === exception)
  expect([offered?.escalatedTo, offered?.mayEscalate]).toEqual([[], next])
  expect((await ladderOf('Didier Fontenelle', exception)).mayEscalate).toEqual(next)
  const up = await escalate('Didier Fontenelle', 'COPIL-SOC', what)
  expect([up.status, up.body.body]).toEqual([201, 'CODIR'])
  expect(await ladderOf('Inès Vandamme', exception)).toEqual({
    before: [steering, 'Comité de direction'],
    mayEscalate: null,
  })
})

test('nobody escalates for a body that is not theirs, what is not its own, or beyond the top', async () => {
  const exception = openException('P-005')
  expect((await escalate('Youssef Benali', 'CP-P-005', { exception })).status).toBe(403)
  const other = await escalate('Inès Vandamme', 'COPIL-INS', { exception })
  expect([other.status, code(other.body)]).toEqual([422, 'unknown-exception'])
  const top = await escalate('Inès Vandamme', 'CODIR', { exception })
  expect([top.status, code(top.body)]).toEqual([409, 'nowhere'])
  const nonsense = await escalate('Inès Vandamme', 'CODIR', { exception: '', question: 7 })
  expect([nonsense.status, code(nonsense.body)]).toEqual([422, 'invalid'])
})

test('a decision that was put off is escalated from the register, and both ends say so', async () => {
  const { rows } = (await stack.as(MANAGER).get<RegisterView>('/api/decisions')).body
  const deferred = rows.find(({ body, result }) => body === 'CP-P-005' && result === 'deferred')
  const path = `/api/decisions/${deferred?.number}`
  const before = (await stack.as(MANAGER).get<DecisionView>(path)).body
  expect(before.mayEscalateTo).toBe('CoPil Socle technique et sécurité')
  // Pressed by two people at once, whom different copies of the service serve, it is on the agenda once.
  const copy = await startSecondCopy(stack)
  const there = apiClient(copy.origin, stack.tenant.origin, idOf(MANAGER))
  const sent = await Promise.all([
    escalate(MANAGER, 'CP-P-005', { decision: deferred?.number }),
    there.post<{ item: string }>('/api/bodies/CP-P-005/escalations', { decision: deferred?.number }),
  ])
  await copy.close()
  expect(sent.map(({ status }) => status).sort()).toEqual([200, 201])
  expect(new Set(sent.map(({ body }) => body.item)).size).toBe(1)
  const after = (await stack.as(MANAGER).get<DecisionView>(path)).body
  expect([after.mayEscalateTo, after.escalatedTo?.body]).toEqual([null, 'CoPil Socle technique et sécurité'])
  const adopted = rows.find(({ body, result }) => body === 'CP-P-005' && result === 'adopted')
  const settled = await escalate(MANAGER, 'CP-P-005', { decision: adopted?.number })
  expect([settled.status, code(settled.body)]).toEqual([409, 'settled'])
})

test('the register of a hidden project’s committee does not exist for others; the export holds what is shown', async () => {
  const all = (await stack.as('Inès Vandamme').get<RegisterView>('/api/decisions')).body.rows
  const seen = (await stack.as('Thomas Roevens').get<RegisterView>('/api/decisions')).body.rows
  expect(seen.length).toBeLessThan(all.length)
  const hidden = all.find(({ number }) => !seen.some((row) => row.number === number))
  const [one, none] = await Promise.all(
    [hidden?.number, 'D-2026-999'].map((number) => stack.as('Thomas Roevens').get(`/api/decisions/${number}`)),
  )
  expect([one?.status, none?.status, code(one?.body)]).toEqual([404, 404, code(none?.body)])
  const file = await stack.as('Inès Vandamme').get('/api/decisions-export?q=reseau%20nuage&result=adopted')
  expect([file.status, file.bytes.subarray(0, 2)]).toEqual([200, new Uint8Array([0x50, 0x4b])])
})

test('the options of an arbitration are changed by the secretariat until the minutes are approved', async () => {
  const arbitration = {
    chosen: 1,
    options: [
      { title: 'Acheter', consequences: 'Dix ans.', cost: 310_000, project: null },
      { title: 'Louer', consequences: 'Un an.', cost: 64_000, project: null },
    ],
  }
  const latest = stack.ctx.lists
    .all(Decisions)
    .filter(({ body }) => body === 'COPIL-CUL')
    .at(-1)
  const path = `/api/decisions/${latest?.number}/arbitration`
  const etag = latest?.$item.etag
  expect((await stack.as('Julie Maréchaux').patch(path, { etag, arbitration })).status).not.toBe(200)
  const bad = await stack.as('Joëlle Quertin').patch(path, { etag, arbitration: { ...arbitration, chosen: 2 } })
  expect([bad.status, code(bad.body)]).toEqual([422, 'invalid'])
  const saved = await stack.as('Joëlle Quertin').patch<DecisionView>(path, { etag, arbitration })
  expect([saved.status, saved.body.decision.arbitration]).toEqual([200, arbitration])
  // Whoever goes on at once, before the row has its new version, is not in anybody's way.
  const base = { ...arbitration, chosen: null }
  const other = await stack.as('Joëlle Quertin').patch(path, { base, arbitration })
  expect([other.status, code(other.body)]).toEqual([409, 'conflict'])
  const next = await stack.as('Joëlle Quertin').patch<DecisionView>(path, { base: arbitration, arbitration: base })
  expect([next.status, next.body.decision.arbitration]).toEqual([200, base])
  await stack.outbox.drained()
  const fresh = stack.ctx.lists.find(Decisions, latest?.number ?? '')?.$item.etag
  const meeting = latest?.meeting ?? ''
  // Whoever approves has begun: the change waits, and finds the minutes approved.
  const approving = stack.ctx.locks.exclusive(minutesLock(meeting), async () => {
    const asked = stack.as('Joëlle Quertin').patch(path, { etag: fresh, arbitration: { ...arbitration, chosen: 0 } })
    await Promise.race([asked, delay(500)])
    await stack.ctx.outbox.put([{ list: Meetings, key: meeting, values: { minutesState: 'approved' } }])
    return { asked }
  })
  const late = await (await approving).asked
  expect([late.status, code(late.body)]).toEqual([409, 'locked'])
})
