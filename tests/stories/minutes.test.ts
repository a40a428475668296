import JSZip from 'jszip'
import type { MinutesView, VerificationView } from '../../src/committees/minutes/minutes-view'
import { Bodies } from '../../src/lists/bodies'
import { Actions } from '../../src/lists/committees/actions'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Attendances } from '../../src/lists/committees/attendances'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { type MemberRole, Memberships } from '../../src/lists/committees/memberships'
import { blankValues, type Patch } from '../../src/lists/kit/list'
import { sha256 } from '../../src/reports/publication-files'
import { textsOf } from '../kit/answers'
import { editInSharePoint } from '../kit/in-sharepoint'
import { opensInOffice } from '../kit/office'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** A secretary submits minutes, members comment, the chair approves them at the next meeting; then nothing changes unseen. */
let stack: Stack
const path = '/api/meetings/COPIL:3/minutes'
const CHAIR = 'Philippe Moreau'
const SECRETARY = 'Renaud Stassart'
const MEMBER = 'Isabelle Kinet'

const member = (name: string, role: MemberRole) => {
  const membershipKey = `COPIL:${idOf(name)}:2026-01-01`
  return {
    list: Memberships,
    key: membershipKey,
    values: {
      ...blankValues(Memberships),
      ...{ membershipKey, body: 'COPIL', person: idOf(name), name, role, from: '2026-01-01' },
      voice: 'vote' as const,
    },
  }
}
const meeting = (number: number, values: Patch<typeof Meetings>) => ({
  list: Meetings,
  key: `COPIL:${number}`,
  values: {
    ...blankValues(Meetings),
    ...{
      meetingKey: `COPIL:${number}`,
      body: 'COPIL',
      number,
      title: `Réunion n° ${number}`,
      form: 'meeting' as const,
    },
    ...{ chair: idOf(CHAIR), secretary: idOf(SECRETARY) },
    ...values,
  },
})
const attendance = (name: string, values: Patch<typeof Attendances>) => ({
  list: Attendances,
  key: `COPIL:3:${idOf(name)}`,
  values: {
    ...blankValues(Attendances),
    ...{ attendanceKey: `COPIL:3:${idOf(name)}`, meeting: 'COPIL:3', person: idOf(name), name },
    ...{ voice: 'vote' as const, state: 'present' as const },
    ...values,
  },
})
const page = async (name = SECRETARY): Promise<MinutesView> => (await stack.as(name).get<MinutesView>(path)).body
const code = (body: unknown): unknown => Object(Object(body).error).code
const verification = async () => (await stack.as(MEMBER).get<VerificationView>(`${path}/verification`)).body

beforeAll(async () => {
  stack = await startStack()
  const item = { itemKey: 'COPIL:3:1', meeting: 'COPIL:3', rank: 1, title: 'Budget 2027' }
  await stack.ctx.outbox.put([
    {
      list: Bodies,
      key: 'COPIL',
      values: { ...blankValues(Bodies), code: 'COPIL', title: 'CoPil', kind: 'steering', quorumShare: 50 },
    },
    member(CHAIR, 'chair'),
    member(SECRETARY, 'secretary'),
    member(MEMBER, 'member'),
    meeting(3, { state: 'held', startsAt: '2026-11-10T09:00:00Z', closedAt: '2026-11-10T10:30:00Z' }),
    meeting(4, { state: 'convened', startsAt: '2026-12-08T09:00:00Z' }),
    attendance(CHAIR, {}),
    attendance(SECRETARY, {}),
    attendance(MEMBER, { state: 'represented', proxyTo: idOf(CHAIR), proxyAt: '2026-11-09T09:00:00Z' }),
    {
      list: AgendaItems,
      key: item.itemKey,
      values: {
        ...blankValues(AgendaItems),
        ...item,
        ...{ kind: 'decision', state: 'done', source: 'person', notes: 'Le budget est présenté.' },
      },
    },
    {
      list: Decisions,
      key: 'D-2026-001',
      values: {
        ...blankValues(Decisions),
        ...{ number: 'D-2026-001', title: 'Budget adopté', body: 'COPIL', meeting: 'COPIL:3', item: item.itemKey },
        ...{ type: 'ordinary', result: 'adopted', decidedAt: '2026-11-10T09:40:00Z' },
      },
    },
    {
      list: Actions,
      key: 'A-2026-001',
      values: {
        ...blankValues(Actions),
        ...{ number: 'A-2026-001', title: 'Notifier', body: 'COPIL', meeting: 'COPIL:3', item: item.itemKey },
        ...{ owner: idOf(MEMBER), dueOn: '2026-12-18', state: 'open' },
      },
    },
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('the draft is there as soon as the meeting is held; it is nobody else’s', async () => {
  const view = await page()
  expect([view.state, view.content.items[0]?.decisions[0]?.number, view.content.quorum]).toEqual([
    'draft',
    'D-2026-001',
    'Le quorum est atteint (présents\u00a0: 2, représentés\u00a0: 0, votants\u00a0: 3).',
  ])
  expect((await stack.as('Thomas Roevens').get(path)).status).toBe(404)
  const early = await stack.as(CHAIR).post(`${path}/approval`, {})
  expect([early.status, code(early.body)]).toEqual([409, 'not-in-review'])
  const comment = await stack.as(MEMBER).post(`${path}/comments`, { text: 'Trop tôt' })
  expect([comment.status, code(comment.body)]).toEqual([409, 'not-in-review'])
})

test('submitting makes a Word file of its own and tells the members once', async () => {
  expect((await stack.as(MEMBER).post(`${path}/versions`, {})).status).toBe(403)
  const [first, second] = await Promise.all(
    [1, 2].map(() => stack.as(SECRETARY).post<MinutesView>(`${path}/versions`, {})),
  )
  expect([first?.status, second?.status].sort()).toEqual([200, 409])
  const view = await page()
  expect([view.state, view.version, view.outdated]).toEqual(['review', 1, false])
  const file = await stack.as(MEMBER).get(`${path}/file`)
  expect(sha256(file.bytes)).toBe(view.sha256)
  expect(await opensInOffice(file.bytes, 'docx')).toBe(true)
  const body = await (await JSZip.loadAsync(file.bytes)).file('word/document.xml')?.async('string')
  expect(body).toContain('Projet, version 1, soumis à la relecture des membres')
  for (const [name, count] of [
    [MEMBER, 1],
    [CHAIR, 1],
    [SECRETARY, 0],
  ] as const) {
    const cards = await stack.chat.cards(name)
    expect([name, cards.filter(({ card }) => textsOf(card).join(' ').includes('PV à relire')).length]).toEqual([
      name,
      count,
    ])
  }
})

test('members comment; the secretary settles, changes the notes and submits again: both versions stay', async () => {
  const said = await stack
    .as(MEMBER)
    .post<MinutesView>(`${path}/comments`, { text: 'Préciser le montant.', item: 'COPIL:3:1' })
  expect(said.body.comments).toMatchObject([{ author: MEMBER, version: 1, item: 'COPIL:3:1', settled: false }])
  const key = said.body.comments[0]?.key ?? ''
  const settle = { settled: true }
  expect((await stack.as(MEMBER).patch(`${path}/comments/${encodeURIComponent(key)}`, settle)).status).toBe(403)
  const settled = await stack.as(SECRETARY).patch<MinutesView>(`${path}/comments/${encodeURIComponent(key)}`, settle)
  expect(settled.body.comments).toMatchObject([{ settled: true, settledBy: SECRETARY }])
  // In the site itself: no copy of the service has been told yet, and still nothing else is approved than what was reviewed.
  await editInSharePoint(stack, AgendaItems, 'COPIL:3:1', { Notes: 'Le budget de 1,2 million est présenté.' })
  stack.clock.moveTo('2026-12-08T09:20:00Z')
  const outdated = await stack.as(CHAIR).post(`${path}/approval`, {})
  expect([outdated.status, code(outdated.body)]).toEqual([409, 'outdated'])
  expect((await page()).outdated).toBe(true)
  const again = await stack.as(SECRETARY).post<MinutesView>(`${path}/versions`, {})
  expect([again.body.version, again.body.outdated]).toEqual([2, false])
  const folder = 'Gouvernail/Instances/COPIL/2026'
  for (const version of [1, 2])
    expect(await stack.ctx.library.find(`${folder}/PV COPIL n°\u00a03 v${version}.docx`)).toBeDefined()
})

test('after the meeting the secretary puts the notes right in the panel, and the minutes are reviewed again', async () => {
  const write = (name: string, base: string, text: string) =>
    stack.as(name).patch('/api/meetings/COPIL:3/items/1/notes', { base, text })
  const [before, after] = ['Le budget de 1,2 million est présenté.', 'Le budget de 1,3 million est présenté.']
  expect((await write(MEMBER, before, after)).status).toBe(403)
  expect((await write(SECRETARY, before, after)).body).toMatchObject({ text: after, both: 0 })
  expect((await page()).outdated).toBe(true)
  await write(SECRETARY, after, before)
  expect((await page()).outdated).toBe(false)
})

test('a rule of the body that changes after the review would make the minutes say something else: reviewed again first', async () => {
  await stack.ctx.outbox.put([{ list: Bodies, key: 'COPIL', values: { quorumShare: 90 } }])
  const outdated = await stack.as(CHAIR).post(`${path}/approval`, {})
  expect([outdated.status, code(outdated.body), (await page()).outdated]).toEqual([409, 'outdated', true])
  await stack.ctx.outbox.put([{ list: Bodies, key: 'COPIL', values: { quorumShare: 50 } }])
  expect((await page()).outdated).toBe(false)
})

test('minutes are approved at the next meeting, once it has begun, by the chair, and then locked', async () => {
  stack.clock.moveTo('2026-12-07T09:00:00Z')
  const early = await stack.as(CHAIR).post(`${path}/approval`, {})
  expect([early.status, code(early.body)]).toEqual([409, 'no-place'])
  expect((await page()).awaitedPlace?.key).toBe('COPIL:4')
  stack.clock.moveTo('2026-12-08T09:20:00Z')
  expect((await stack.as(SECRETARY).post(`${path}/approval`, {})).status).toBe(403)
  const [one, two] = await Promise.all([1, 2].map(() => stack.as(CHAIR).post<MinutesView>(`${path}/approval`, {})))
  expect([one?.status, two?.status].sort()).toEqual([200, 409])
  const view = await page(MEMBER)
  expect(view).toMatchObject({
    state: 'approved',
    version: 3,
    approved: { by: CHAIR, in: { key: 'COPIL:4', written: false } },
  })
  expect(view.content.status).toContain('Approuvé le 08/12/2026 par Philippe Moreau, Réunion n° 4')
  expect(await verification()).toMatchObject({ file: 'intact', lists: 'same', sha256: view.sha256, version: 3 })
  for (const [verb, body] of [
    ['versions', {}],
    ['approval', {}],
    ['comments', { text: 'Encore' }],
  ] as const) {
    const late = await stack.as(verb === 'comments' ? MEMBER : CHAIR).post(`${path}/${verb}`, body)
    expect([verb, late.status, code(late.body)]).toEqual([verb, 409, 'locked'])
  }
  const notes = await stack.as(SECRETARY).patch('/api/meetings/COPIL:3/items/1/notes', { base: '', text: 'Encore' })
  expect([notes.status, code(notes.body)]).toEqual([409, 'locked'])
})

test('an action that goes on changes nothing; a note or a file that does is found out', async () => {
  await stack.ctx.outbox.put([{ list: Actions, key: 'A-2026-001', values: { state: 'done', owner: idOf(CHAIR) } }])
  // So do a rule that is another one since, and a member whose dates were put right.
  const before = (await page()).content
  const membership = `COPIL:${idOf(MEMBER)}:2026-01-01`
  await stack.ctx.outbox.put([
    { list: Bodies, key: 'COPIL', values: { quorumShare: 90, proxiesMax: 1 } },
    { list: Memberships, key: membership, values: { until: '2026-11-01' } },
  ])
  expect((await page()).content).toEqual(before)
  expect(await verification()).toMatchObject({ lists: 'same' })
  await stack.ctx.outbox.put([{ list: Memberships, key: membership, values: { until: null } }])
  await stack.ctx.outbox.put([{ list: AgendaItems, key: 'COPIL:3:1', values: { notes: 'Autre chose.' } }])
  expect(await verification()).toMatchObject({ file: 'intact', lists: 'changed' })
  await stack.ctx.outbox.put([{ list: Meetings, key: 'COPIL:3', values: { minutesSha256: '0'.repeat(64) } }])
  expect(await verification()).toMatchObject({ file: 'altered' })
  const refused = await stack.as(MEMBER).get(`${path}/file`)
  expect([refused.status, code(refused.body)]).toEqual([409, 'altered'])
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
