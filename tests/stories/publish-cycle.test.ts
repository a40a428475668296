import { createHash } from 'node:crypto'
import { Projects } from '../../src/lists/projects'
import { Publications } from '../../src/lists/publications'
import { StatusCycles } from '../../src/lists/status-cycles'
import type { PreviewView, PublicationListView, PublishedView } from '../../src/reports/reports-view'
import { readSnapshot } from '../../src/reports/snapshot'
import type { ReportHistory } from '../../src/status/cycle-view'
import { cardData, textsOf } from '../kit/answers'
import { editInSharePoint } from '../kit/in-sharepoint'
import { opensInOffice } from '../kit/office'
import { type Stack, startStack } from '../kit/stack'

/** A cycle is answered in part, closed and published, as the officer, a manager and an outsider live it. */
let stack: Stack
const officer = 'Inès Vandamme'
const CYCLE = '2026-11'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await stack.as(officer).post('/api/cycles')
  await stack.chat.invoke('Julie Maréchaux', 'status.confirm', cardData(CYCLE, 'P-022'))
  const worse = { overall: 'red', comment: '=HYPERLINK("http://evil.example")', decisionsRequested: 'Choisir un lot.' }
  await stack.chat.invoke('Claire Dombret', 'status.save', cardData(CYCLE, 'P-014', worse))
  await stack.outbox.drained(20_000)
})
afterAll(() => stack.close())

const publish = (body: object = {}) => stack.as(officer).post<PublishedView>(`/api/cycles/${CYCLE}/publish`, body)
const publications = async () =>
  (await stack.as(officer).get<PublicationListView>(`/api/publications?cycle=${CYCLE}`)).body.publications
const fileOf = async (key: string): Promise<Uint8Array> =>
  (await stack.as(officer).get(`/api/publications/${encodeURIComponent(key)}/content`)).bytes

test('the preview says what publishing now would say, and stores nothing', async () => {
  const { status, body } = await stack.as(officer).get<PreviewView>(`/api/cycles/${CYCLE}/preview`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    state: 'open',
    version: 1,
    mustClose: true,
    mustGiveReason: false,
    owed: 50,
    answered: 2,
  })
  expect(body.fileName).toBe('2026-11 Rapport exécutif v1.pptx')
  expect(body.pack.pages.map((page) => page.kind)).toEqual(
    expect.arrayContaining(['cover', 'summary', 'changes', 'exceptions', 'decisions', 'project']),
  )
  expect(body.pack.pages[1]?.title).toBe('Un projet prioritaire est rouge\u202f; une décision est demandée')
  expect(await publications()).toEqual([])
  const file = await stack.as(officer).get(`/api/cycles/${CYCLE}/preview/pack?language=en`)
  expect(file.headers.get('Content-Type')).toContain('presentationml')
})

test('only the officer publishes; a manager is told so, and does not see what is published', async () => {
  const manager = stack.as('Julie Maréchaux')
  expect((await manager.post(`/api/cycles/${CYCLE}/publish`, { close: true })).status).toBe(403)
  expect((await manager.get(`/api/publications?cycle=${CYCLE}`)).status).toBe(403)
  expect((await manager.get(`/api/cycles/${CYCLE}/preview`)).status).toBe(403)
})

test('an open cycle is not published unless it is to be closed first', async () => {
  const refused = await publish()
  expect([refused.status, refused.body]).toMatchObject([409, { error: { code: 'cycle-open' } }])
  // Moments before, in the site itself: no copy of the service has been told yet.
  await editInSharePoint(stack, Projects, 'P-014', { Title: 'Titre corrigé dans SharePoint' })
  const published = await publish({ close: true })
  expect([published.status, published.body.version, published.body.announced]).toEqual([200, 1, true])
  expect(published.body.publications.map((each) => each.fileName)).toEqual([
    '2026-11 Rapport exécutif v1.pptx',
    '2026-11 Portefeuille v1.xlsx',
    '2026-11 snapshot v1.json',
  ])
})

test('the files are the ones recorded, and they open', async () => {
  for (const { key, bytes, sha256, kind } of await publications()) {
    const content = await fileOf(key)
    expect([content.byteLength, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256])
    if (kind !== 'snapshot') expect(await opensInOffice(content, kind === 'workbook' ? 'xlsx' : 'pptx')).toBe(true)
  }
  const snapshot = readSnapshot(await fileOf(`${CYCLE}:snapshot:v1`))
  expect(snapshot.projects.find(({ number }) => number === 'P-014')?.title).toBe('Titre corrigé dans SharePoint')
  expect(snapshot.counts).toMatchObject({ red: 1, none: 48 })
  expect(snapshot.projects.find((project) => project.number === 'P-014')).toMatchObject({ published: 'red' })
})

test('the lists say that the cycle is published, and every project that answered its health and the day', async () => {
  await stack.outbox.drained(20_000)
  const { lists } = stack.ctx
  expect(lists.find(StatusCycles, CYCLE)).toMatchObject({ state: 'published', snapshotVersion: 1 })
  expect(lists.find(Projects, 'P-014')).toMatchObject({ publishedHealth: 'red', publishedOn: '2026-11-18' })
  expect(lists.find(Projects, 'P-022')?.publishedOn).toBe('2026-11-18')
  // Without an answer nothing new was published of it, and its day says so.
  expect(lists.find(Projects, 'P-031')?.publishedOn).not.toBe('2026-11-18')
})

test('an answer is published with its cycle', async () => {
  const history = await stack.as(officer).get<ReportHistory>('/api/projects/P-014/reports')
  expect(history.body.reports.map(({ cycle, state }) => [cycle, state]).slice(0, 2)).toEqual([
    [CYCLE, 'published'],
    ['2026-10', 'published'],
  ])
})

test('the channel learns it once, with links to the pack and the workbook', async () => {
  const cards = await stack.chat.channelCards(officer)
  expect(cards).toHaveLength(1)
  const texts = textsOf(cards[0]?.card).join('\n')
  expect(JSON.stringify(cards[0]?.card)).toContain('Un projet prioritaire est rouge')
  expect(texts).toContain('2026-11 Rapport exécutif v1.pptx')
  expect(texts).not.toContain('snapshot')
})

test('publishing again asks for a reason, makes a new version and leaves the first as it was', async () => {
  const before = await fileOf(`${CYCLE}:executivePack:v1`)
  const refused = await publish()
  expect([refused.status, refused.body]).toMatchObject([422, { error: { code: 'reason-required' } }])
  const again = await publish({ reason: 'Coût de P-014 corrigé.' })
  expect([again.status, again.body.version]).toEqual([200, 2])
  expect(again.body.publications.map((each) => each.reason)).toEqual(Array(3).fill('Coût de P-014 corrigé.'))
  expect((await publications()).map((each) => each.version)).toEqual([2, 2, 2, 1, 1, 1])
  expect(await fileOf(`${CYCLE}:executivePack:v1`)).toEqual(before)
  const [, second] = await stack.chat.channelCards(officer)
  expect(JSON.stringify(second?.card)).toContain('Coût de P-014 corrigé.')
})

test('a published file that somebody replaced in the library is not served as what was published', async () => {
  const key = `${CYCLE}:snapshot:v1`
  const row = stack.ctx.lists.find(Publications, key)
  if (!row?.driveItem) throw new Error('the snapshot was not recorded')
  const { siteId } = stack.tenant.registration
  const drive = await stack.door.application.send({ method: 'GET', path: `/sites/${siteId}/drive` })
  const replaced = await stack.door.application.send({
    method: 'PUT',
    path: `/drives/${Reflect.get(Object(drive.body), 'id')}/items/${row.driveItem}/content`,
    body: new TextEncoder().encode('{"counts":{"green":50}}'),
    headers: { 'Content-Type': 'application/json' },
  })
  expect(replaced.status).toBe(200)
  const path = `/api/publications/${encodeURIComponent(key)}/content`
  const answer = await stack.as(officer).get<{ error: { code: string; message: string } }>(path)
  expect([answer.status, answer.body.error.code]).toEqual([409, 'altered'])
  expect(answer.body.error.message).toContain(row.fileName)
  expect(
    (await stack.as(officer).get(`/api/publications/${encodeURIComponent(`${CYCLE}:snapshot:v2`)}/content`)).status,
  ).toBe(200)
})
