import type { AgendaView, PaperChoices } from '../../src/committees/agenda/agenda-view'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { rowsOf } from '../hostile/requests'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Papers are sent from the page of a meeting: into the item's own folder, by who may attach them, and nothing else gets in. */
let stack: Stack
const secretary = 'Nadège Collignon'
const presenter = 'Julie Maréchaux'
const reader = 'Youssef Benali'
const stranger = 'Aurélie Gillain'
const KEY = 'COPIL:1'
const FOLDER = 'Gouvernail/Instances/COPIL/1 2026-12-10'
const PDF = new TextEncoder().encode('%PDF-1.7 une note')

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body({ code: 'COPIL', title: 'CoPil Subventions', language: 'fr' }),
    member('COPIL', secretary, 'secretary'),
    member('COPIL', reader),
    meeting('COPIL', 1, '2026-12-10T09:00:00Z'),
    agendaItem(KEY, 1, { title: 'Guichet unique', kind: 'decision', presenter: idOf(presenter) }),
    agendaItem(KEY, 2, { title: 'Budget 2027', presenter: idOf(secretary) }),
  ])
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

const upload = async (who: string, item: string, name: string, content: Uint8Array | ReadableStream = PDF) => {
  const path = `/api/meetings/${KEY}/items/${KEY}:${item}/papers?${new URLSearchParams({ name })}`
  const headers = {
    Authorization: `Bearer ${await stack.as(who).token()}`,
    'Content-Type': 'application/octet-stream',
    'Accept-Language': 'fr',
  }
  // A stream is sent without its length.
  const init: RequestInit = { method: 'POST', headers, body: content, duplex: 'half' }
  const response = await fetch(`${stack.origin}${path}`, init)
  const answer: unknown = await response.json()
  const error: unknown = Reflect.get(Object(answer), 'error')
  return {
    status: response.status,
    code: Reflect.get(Object(error), 'code'),
    message: Reflect.get(Object(error), 'message'),
  }
}
const library = async (): Promise<readonly string[]> =>
  (await stack.ctx.documents.below([FOLDER])).map(({ path }) => path.slice(FOLDER.length + 1))
const attached = async (item: number): Promise<readonly string[]> => {
  const { body: view } = await stack.as(secretary).get<AgendaView>(`/api/meetings/${KEY}/agenda`)
  return view.items[item - 1]?.papers.map(({ name }) => name) ?? []
}

test('who presents sends a file: it is in the item’s own folder and attached; sent again, it is still one', async () => {
  expect((await upload(presenter, '1', 'Note de synthèse.pdf')).status).toBe(200)
  expect((await upload(presenter, '1', 'Note de synthèse.pdf')).status).toBe(200)
  expect(await library()).toEqual(['1/Note de synthèse.pdf'])
  expect(await attached(1)).toEqual(['Note de synthèse.pdf'])
  const choices = await stack.as(presenter).get<PaperChoices>(`/api/meetings/${KEY}/items/${KEY}:1/papers`)
  expect(choices.body.files.map(({ name }) => name)).toEqual(['Note de synthèse.pdf'])
})

test('another file of the same name gets a number, and a large one goes through an upload session', async () => {
  const large = new Uint8Array(5_000_000)
  large.set(PDF)
  expect((await upload(secretary, '1', 'Note de synthèse.pdf', large)).status).toBe(200)
  expect(await attached(1)).toEqual(['Note de synthèse.pdf', 'Note de synthèse (2).pdf'])
  const stored = await stack.ctx.documents.below([FOLDER])
  expect(stored.map(({ bytes }) => bytes).toSorted((a, b) => a - b)).toEqual([PDF.length, large.length])
})

test('papers that two people send at once are both kept', async () => {
  const both = await Promise.all([
    upload(secretary, '2', 'A.pdf', new TextEncoder().encode('%PDF-1.7 a')),
    upload(secretary, '2', 'B.pdf', new TextEncoder().encode('%PDF-1.7 b')),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  await stack.ctx.outbox.drained()
  expect([...(await attached(2))].sort()).toEqual(['A.pdf', 'B.pdf'])
})

test('a paper sent by mistake is taken back into the recycle bin, unless others know of it', async () => {
  const takeBack = async (item: number, name: string) => {
    const { body: view } = await stack.as(secretary).get<AgendaView>(`/api/meetings/${KEY}/agenda`)
    const { etag = '', papers = [] } = view.items[item - 1] ?? {}
    const discard = papers.find((paper) => paper.name === name)?.driveItem
    const left = papers.map(({ driveItem }) => driveItem).filter((id) => id !== discard)
    const edit = { etag, papers: left, discard }
    return stack.as(secretary).patch(`/api/meetings/${KEY}/items/${KEY}:${item}/papers`, edit)
  }
  expect((await upload(secretary, '1', 'Faux.pdf')).status).toBe(200)
  expect(await takeBack(1, 'Faux.pdf')).toMatchObject({ status: 200, body: { discarded: true } })
  expect(await library()).not.toContain('1/Faux.pdf')
  expect(await attached(1)).not.toContain('Faux.pdf')

  // It goes with another item as well; or readers of the published pack have its address.
  expect((await upload(secretary, '2', 'Partagé.pdf')).status).toBe(200)
  const noteOf = (serial: number): string => stack.ctx.lists.find(AgendaItems, `${KEY}:${serial}`)?.papers ?? '[]'
  const shared = Array.of<{ name: string }>(...JSON.parse(noteOf(2))).filter(({ name }) => name === 'Partagé.pdf')
  const both = JSON.stringify([...JSON.parse(noteOf(1)), ...shared])
  await stack.ctx.outbox.put([{ list: AgendaItems, key: `${KEY}:1`, values: { papers: both } }])
  await stack.ctx.outbox.drained()
  expect(await takeBack(2, 'Partagé.pdf')).toMatchObject({ status: 200, body: { discarded: false } })
  await stack.ctx.outbox.put([{ list: Meetings, key: KEY, values: { packPublishedAt: '2026-11-17T09:00:00Z' } }])
  await stack.ctx.outbox.drained()
  expect(await takeBack(2, 'B.pdf')).toMatchObject({ status: 200, body: { discarded: false } })
  expect(await library()).toEqual(expect.arrayContaining(['2/Partagé.pdf', '2/B.pdf']))
  await stack.ctx.outbox.put([{ list: Meetings, key: KEY, values: { packPublishedAt: null } }])
  await stack.ctx.outbox.drained()
})

test('a name with markup, folders or invisible characters is stored as a plain name', async () => {
  expect((await upload(secretary, '2', '../../<img src=x onerror="alert(1)">\u202E.pdf')).status).toBe(200)
  expect(await library()).toContain('2/-img src=x onerror=-alert(1)--.pdf')
  expect(await attached(2)).toContain('-img src=x onerror=-alert(1)--.pdf')
})

/** Does something that must be refused, and sees that neither the library nor any row has changed. */
const refused = async (work: () => ReturnType<typeof upload>) => {
  const before = [await library(), rowsOf(stack)]
  const answer = await work()
  expect([await library(), rowsOf(stack)]).toEqual(before)
  return answer
}

test.each([
  ['somebody who does not know of the meeting', stranger, '1', 404, 'unknown-meeting'],
  ['a member who keeps no agenda', reader, '1', 403, 'not-allowed'],
  ['who presents another item', presenter, '2', 404, 'unknown-item'],
])('%s sends nothing', async (_, who, item, status, code) => {
  expect(await refused(() => upload(who, item, 'Note.pdf'))).toMatchObject({ status, code })
  // The right comes first: nothing is said about the file.
  expect(await refused(() => upload(who, item, 'virus.exe'))).toMatchObject({ status, code })
})

test('a file that is too large is refused by its length, and when it is sent without one', async () => {
  const large = new Uint8Array(26 * 1024 * 1024 + 1)
  large.set(PDF)
  const answer = await refused(() => upload(secretary, '1', 'Plan.pdf', large))
  expect(answer).toMatchObject({ status: 413, code: 'paper-too-large', message: expect.stringMatching(/25\sMo/) })
  const stream = () => new Blob([large]).stream()
  expect(await refused(() => upload(secretary, '1', 'Plan.pdf', stream()))).toMatchObject({ status: 413 })
})

test.each([
  ['Note.exe', 'paper-kind'],
  ['Note.docm', 'paper-kind'],
  ['page.html', 'paper-kind'],
  ['Note', 'paper-kind'],
  ['Note.docx', 'paper-content'],
])('%s with the content of a PDF is refused: %s', async (name, code) => {
  expect(await refused(() => upload(secretary, '1', name))).toMatchObject({ status: 422, code })
})

test('an empty file, a full item and a meeting that is over take nothing', async () => {
  expect(await refused(() => upload(secretary, '1', 'Vide.pdf', new Uint8Array()))).toMatchObject({ status: 422 })
  const one = { driveItem: 'x', name: 'x.pdf', url: 'https://contoso.sharepoint.com/x.pdf' }
  const many = JSON.stringify(Array.from({ length: 40 }, (_, index) => ({ ...one, driveItem: `${index}` })))
  await stack.ctx.outbox.put([{ list: AgendaItems, key: `${KEY}:1`, values: { papers: many } }])
  await stack.ctx.outbox.drained()
  expect(await refused(() => upload(secretary, '1', 'Note.pdf'))).toMatchObject({
    status: 409,
    code: 'too-many-papers',
  })
  await stack.ctx.outbox.put([{ list: Meetings, key: KEY, values: { state: 'held' } }])
  await stack.ctx.outbox.drained()
  expect(await refused(() => upload(secretary, '2', 'Note.pdf'))).toMatchObject({ status: 409, code: 'meeting-over' })
})
