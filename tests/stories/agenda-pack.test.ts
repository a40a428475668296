import JSZip from 'jszip'
import { z } from 'zod'
import { runAgendaClock } from '../../src/committees/agenda/agenda-clock'
import type { AgendaView, PaperChoices } from '../../src/committees/agenda/agenda-view'
import type { MeetingsView } from '../../src/committees/meetings/meetings-view'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import type { Patch } from '../../src/lists/kit/list'
import { Publications } from '../../src/lists/publications'
import type { Service } from '../../src/server/start'
import { editInSharePoint } from '../kit/in-sharepoint'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** The meeting is on Thursday 10 December 2026; its pack is due five business days before, on Thursday 3 December. */
let stack: Stack
let copy: Service
const chair = 'Luc Vanderstraeten'
const secretary = 'Nadège Collignon'
const presenter = 'Julie Maréchaux'
const guest = 'Jan Peeters'
const stranger = 'Aurélie Gillain'
const KEY = 'COPIL:1'

beforeAll(async () => {
  stack = await startStack()
  copy = await startSecondCopy(stack)
  await stack.ctx.outbox.put([
    body({ code: 'COPIL', title: 'CoPil Subventions', language: 'fr' }),
    member('COPIL', chair, 'chair'),
    member('COPIL', secretary, 'secretary'),
    member('COPIL', 'Koen Wouters'),
    meeting('COPIL', 1, '2026-12-10T09:00:00Z', { title: 'CoPil Subventions n° 1', chat: '19:meeting_a@thread.v2' }),
    agendaItem(KEY, 1, {
      title: 'Guichet unique',
      kind: 'decision',
      presenter: idOf(presenter),
      question: 'Reporter ?',
    }),
    agendaItem(KEY, 2, { title: 'Budget 2027', presenter: idOf(secretary), guests: idOf(guest) }),
    agendaItem(KEY, 3, { title: 'Divers', kind: 'information' }),
  ])
  await stack.ctx.outbox.drained()
  await copy.door.lists.syncNow()
})
afterAll(async () => {
  await copy.close()
  await stack.close()
})

const agendaOf = async (name: string): Promise<{ status: number; view: AgendaView }> => {
  const { status, body: view } = await stack.as(name).get<AgendaView>(`/api/meetings/${KEY}/agenda`)
  return { status, view }
}
const everywhere = () => Promise.all([stack.ctx, copy.ctx, copy.ctx].map((ctx) => runAgendaClock(ctx)))
const sum = (runs: readonly { sent: number }[]): number => runs.reduce((total, { sent }) => total + sent, 0)
const said = async (name: string): Promise<readonly (string | undefined)[]> =>
  (await stack.chat.cards(name)).map(({ summary }) => summary?.replaceAll('\u00a0', ' '))
const feed = async (): Promise<readonly { person: string; text: string }[]> =>
  z
    .array(z.looseObject({ person: z.string(), text: z.string() }))
    .parse(await (await fetch(`${stack.tenant.origin}/_tenant/feed`)).json())

test('a guest, and who presents, see their own items and nothing else of the meeting', async () => {
  for (const [name, title] of [
    [guest, 'Budget 2027'],
    [presenter, 'Guichet unique'],
  ] as const) {
    const { view } = await agendaOf(name)
    expect([view.reader, view.items.map((item) => item.title)]).toEqual(['guest', [title]])
    expect([view.proposals, view.invited, view.pack, view.people, view.may.edit]).toEqual([[], [], null, [], false])
    expect((await stack.as(name).get(`/api/meetings/${KEY}`)).status).toBe(404)
    expect((await stack.as(name).get(`/api/meetings/${KEY}/pack/1`)).status).toBe(404)
  }
  expect((await agendaOf(stranger)).status).toBe(404)
  expect((await agendaOf('Koen Wouters')).view.items).toHaveLength(3)
})

test('a guest is given the way into the meeting once their item stands on the agenda, until the meeting is over', async () => {
  const joinUrl = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_a'
  const [proposer, item] = ['Thomas Roevens', `${KEY}:9`]
  const set = (values: Patch<typeof Meetings>) => stack.ctx.outbox.put([{ list: Meetings, key: KEY, values }])
  await set({ joinUrl })
  await stack.ctx.outbox.put([agendaItem(KEY, 9, { title: 'Proposé', state: 'proposed', presenter: idOf(proposer) })])
  const wayIn = async (name: string) => (await agendaOf(name)).view.meeting.joinUrl
  expect([await wayIn(proposer), await wayIn(guest), await wayIn('Koen Wouters')]).toEqual([null, joinUrl, joinUrl])
  await set({ state: 'held' })
  expect([await wayIn(guest), await wayIn('Koen Wouters')]).toEqual([null, joinUrl])
  await set({ state: 'convened', joinUrl: null })
  await stack.ctx.outbox.put([{ list: AgendaItems, key: item, values: { state: 'withdrawn' } }])
  await stack.ctx.outbox.drained()
  await copy.door.lists.syncNow()
})

test('a guest finds the meeting in the list, with no state of what they may not read; others do not', async () => {
  const rowsOf = async (name: string) => (await stack.as(name).get<MeetingsView>('/api/meetings')).body.rows
  for (const name of [guest, presenter]) {
    const [row, ...others] = await rowsOf(name)
    expect(others).toEqual([])
    expect(row).toMatchObject({ meetingKey: KEY, bodyTitle: 'CoPil Subventions', guest: true, mine: true })
    expect([row?.minutesState, row?.agendaApprovedAt, row?.packPublishedAt]).toEqual([null, null, null])
  }
  expect(await rowsOf(stranger)).toEqual([])
  expect((await rowsOf(secretary)).map((row) => [row.meetingKey, row.guest])).toEqual([[KEY, false]])
})

test('the meeting is found by its conversation, by those who may know of it', async () => {
  const path = `/api/chats/${encodeURIComponent('19:meeting_a@thread.v2')}/meeting`
  expect((await stack.as(guest).get(path)).body).toEqual({ meetingKey: KEY, title: 'CoPil Subventions n° 1' })
  expect((await stack.as(stranger).get(path)).status).toBe(404)
})

test('presenters without papers are reminded once, three business days before the deadline, not in the evening', async () => {
  stack.clock.moveTo('2026-11-27T19:00:00Z')
  await everywhere()
  expect(await said(presenter)).toEqual([])
  stack.clock.moveTo('2026-11-28T09:00:00Z')
  expect(sum(await everywhere())).toBe(0)
  stack.clock.moveTo('2026-11-30T08:00:00Z')
  expect(sum(await everywhere())).toBe(2)
  expect(sum(await everywhere())).toBe(0)
  expect(await said(presenter)).toEqual(['Vos documents pour CoPil Subventions n° 1'])
  expect(await said(secretary)).toEqual(['Vos documents pour CoPil Subventions n° 1'])
})

test('who presents attaches a paper of the item’s own folder, and sees no other file of the meeting', async () => {
  const folder = 'Gouvernail/Instances/COPIL/1 2026-12-10'
  const put = (path: string) =>
    stack.ctx.library.upload(`${folder}/${path}`, new Uint8Array([1, 2, 3]), 'application/pdf')
  await put('1/Note.pdf')
  await put('2/Budget.pdf')
  const path = `/api/meetings/${KEY}/items/${KEY}:1`
  const { files, folder: shown } = (await stack.as(presenter).get<PaperChoices>(`${path}/papers`)).body
  expect([shown, files.map(({ name }) => name)]).toEqual([`${folder}/1`, ['Note.pdf']])
  expect((await stack.as(presenter).get(`/api/meetings/${KEY}/items/${KEY}:2/papers`)).status).toBe(404)
  const [item] = (await agendaOf(presenter)).view.items
  const attach = (papers: readonly (string | undefined)[]) =>
    stack.as(presenter).patch(`${path}/papers`, { etag: item?.etag, papers })
  expect((await attach(['elsewhere'])).status).toBe(422)
  expect((await attach([files[0]?.driveItem])).status).toBe(200)
  expect((await agendaOf(secretary)).view.items[0]?.papers.map(({ name }) => name)).toEqual(['Note.pdf'])
})

test('nothing is published that the chair has not approved; the chair is asked once and approves on the card', async () => {
  stack.clock.moveTo('2026-12-01T08:00:00Z')
  expect(sum(await everywhere())).toBe(1)
  expect(await said(chair)).toEqual(['Ordre du jour à approuver : CoPil Subventions n° 1'])
  const early = await stack.as(secretary).post(`/api/meetings/${KEY}/pack`)
  expect([early.status, Reflect.get(Object(early.body), 'error').code]).toEqual([409, 'not-approved'])
  expect((await stack.as(secretary).post(`/api/meetings/${KEY}/agenda/approve`)).status).toBe(403)
  const pressed = await stack.chat.invoke(chair, 'agenda.approve', { meeting: KEY })
  expect(JSON.stringify(pressed.body)).toMatch('Ordre du jour approuvé')
  expect((await agendaOf(secretary)).view.approval).toMatchObject({ by: chair })
})

test('an edit of what was approved asks for approval again', async () => {
  await stack.ctx.outbox.drained()
  const [item] = (await agendaOf(secretary)).view.items
  const edit = { etag: item?.etag, patch: { minutes: 20 }, base: { minutes: 15 } }
  expect((await stack.as(secretary).patch(`/api/meetings/${KEY}/items/${item?.key}`, edit)).status).toBe(200)
  expect((await agendaOf(secretary)).view.approval).toBeNull()
  expect((await stack.as('Inès Vandamme').post(`/api/meetings/${KEY}/agenda/approve`)).status).toBe(200)
  await stack.ctx.outbox.drained()
})

test('on its day the pack is published once by two copies, and each member is told once', async () => {
  stack.clock.moveTo('2026-12-03T07:59:00Z')
  expect((await everywhere()).map(({ published }) => published)).toEqual([0, 0, 0])
  // Moments before: no copy has been told yet.
  await editInSharePoint(stack, AgendaItems, `${KEY}:3`, { Title: 'Divers et communications' })
  stack.clock.moveTo('2026-12-03T08:00:00Z')
  const runs = await everywhere()
  expect(runs.reduce((total, { published }) => total + published, 0)).toBe(1)
  await everywhere()
  await stack.ctx.outbox.drained()
  await copy.ctx.outbox.catchUp()
  const rows = copy.ctx.lists.all(Publications).filter((row) => row.meeting === KEY)
  expect(rows.map(({ publicationKey, kind, cycle }) => [publicationKey, kind, cycle])).toEqual([
    [`${KEY}:meetingPack:v1`, 'meetingPack', null],
  ])
  expect(stack.ctx.lists.find(Meetings, KEY)?.packPublishedAt).toBe('2026-12-03T08:00:00Z')
  for (const name of [chair, secretary])
    expect((await said(name)).filter((text) => text === 'Dossier publié : CoPil Subventions n° 1')).toHaveLength(1)
  expect((await said('Koen Wouters')).at(-1)).toBe('Pack published: CoPil Subventions n° 1')
  expect(await said(guest)).toEqual(['You are expected: CoPil Subventions n° 1'])
  const card = JSON.stringify((await stack.chat.cards(guest)).at(-1))
  expect([card.includes('Budget 2027'), card.includes('Guichet unique'), card.includes('Divers')]).toEqual([
    ...[true, false, false],
  ])
  const told = await feed()
  expect(told.map(({ person }) => person).sort()).toEqual([chair, secretary, 'Koen Wouters'].map(idOf).sort())
  expect(new Set(told.map(({ text }) => text.replaceAll('\u00a0', ' ')))).toEqual(
    new Set(['Dossier publié : CoPil Subventions n° 1']),
  )
})

test('the pack is one PowerPoint file: agenda, then each item as it was just before, with its question and papers', async () => {
  const { bytes } = await stack.as('Koen Wouters').get(`/api/meetings/${KEY}/pack/1`)
  const zip = await JSZip.loadAsync(bytes)
  const names = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
  expect(names).toHaveLength(5)
  const slide = (number: number) => zip.file(`ppt/slides/slide${number}.xml`)?.async('string')
  const third = await slide(3)
  expect(third).toContain('Reporter')
  expect(third).toContain('Note.pdf')
  expect(await slide(5)).toContain('Divers et communications')
})

test('a further version says why, keeps the first and is told anew; it is no report of a cycle', async () => {
  const again = await stack.as(secretary).post(`/api/meetings/${KEY}/pack`)
  expect([again.status, Reflect.get(Object(again.body), 'error').code]).toEqual([409, 'reason-required'])
  const reason = { reason: 'Budget corrigé' }
  expect((await stack.as(secretary).post(`/api/meetings/${KEY}/pack`, reason)).body).toMatchObject({ version: 2 })
  const { view } = await agendaOf(chair)
  expect(view.pack?.versions.map(({ version, reason: why }) => [version, why])).toEqual([
    [2, 'Budget corrigé'],
    [1, null],
  ])
  expect((await said(chair)).at(-1)).toBe('Dossier publié, version 2 : CoPil Subventions n° 1')
  expect((await stack.as(chair).get(`/api/meetings/${KEY}/pack/1`)).status).toBe(200)
  const all = await stack.as('Inès Vandamme').get<{ publications: object[] }>('/api/publications')
  expect(all.body.publications).toEqual([])
  const key = encodeURIComponent(`${KEY}:meetingPack:v1`)
  expect((await stack.as('Inès Vandamme').get(`/api/publications/${key}/content`)).status).toBe(404)
})
