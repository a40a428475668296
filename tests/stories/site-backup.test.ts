import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { z } from 'zod'
import { exportSite } from '../../src/backup/export-site'
import { hashOf, type Manifest, sealed } from '../../src/backup/manifest'
import { readBackup } from '../../src/backup/read-backup'
import { restoreSite } from '../../src/backup/restore-site'
import { siteBackup } from '../../src/cli/operations/site-backup'
import { type Paper, papersIn, papersNote } from '../../src/committees/agenda/rules/papers'
import { appendEntry } from '../../src/jobs/audit'
import { withTransaction } from '../../src/jobs/database/postgres'
import { auditState, readRecords, writeRecords } from '../../src/jobs/records/backup-records'
import { allLists } from '../../src/lists/all'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import type { List } from '../../src/lists/kit/list'
import { patchOf } from '../../src/lists/kit/row'
import { Publications } from '../../src/lists/publications'
import { SCHEMA_VERSION, UNVERSIONED } from '../../src/lists/schema-version'
import { isSiteRow, Settings } from '../../src/lists/settings'
import type { OutboxWrite } from '../../src/ports/outbox'
import type { PublicationListView } from '../../src/reports/reports-view'
import { checkSite } from '../../src/server/check-site'
import { arbitraryValues } from '../kit/arbitrary-rows'
import { gouvernail, openedOn } from '../kit/commands'
import { freshDatabase } from '../kit/database'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** A site with documents and records is exported, lost, and comes back in another tenant. */
const officer = 'Inès Vandamme'
const CYCLE = '2026-11'
let home: Stack
let away: Stack
let folder: string
const below = (name: string): string => join(folder, name)
const command = (stack: Stack, ...args: string[]) => gouvernail(openedOn(stack), ...args)
const manifestOf = async (name: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(below(name), 'manifest.json'), 'utf8'))

/** Somebody has linked a paper that lies at the top of the library, in no folder. */
const TOP = 'A la racine.txt'
const placeOf = (name: string): string => (name === TOP ? name : `Gouvernail/2026/${name}`)

/**
 * One of them is empty, one goes through an upload session, one has its accents as separate characters, and one has more bytes in its name
 * than a file system takes.
 */
const documents: Readonly<Record<string, Buffer>> = {
  '2026-11 Rapport exécutif v1.pptx': Buffer.from('pack'),
  '2026-11 Portefeuille v1.xlsx': Buffer.alloc(4 * 1024 * 1024 + 7, 'x'),
  'Notes/à lire.txt': Buffer.from('content'),
  'Notes/vide.txt': Buffer.alloc(0),
  [`Notes/${'é'.repeat(150)}.txt`]: Buffer.from('long'),
  [TOP]: Buffer.from('top'),
  'Notes/e\u0301lan \u{1f469}\u200d\u{1f4bb} #1 100 % + ; l’été.txt': Buffer.from('content'),
}
const names = Object.keys(documents)

/** Rows of every list with all that a field can hold, and with blanks; none of them names a document of the library. */
const sampleRows = (of: List): readonly OutboxWrite[] =>
  fc.sample(arbitraryValues(of), { numRuns: 3, seed: 7 }).map((values, index) => {
    const key = `${of.name} ${index}`
    const blanks = { driveItem: null, packItem: null, minutesItem: null, papers: null }
    const known = Object.fromEntries(Object.entries(blanks).filter(([name]) => Object.hasOwn(of.fields, name)))
    return { list: of, key, values: patchOf(of, { ...values, ...known, [of.key]: key }) }
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouvernail-backup-'))
  ;[home, away] = [await startStack(), await startStack()]
  const { ctx } = home
  const papers: Paper[] = []
  for (const [name, content] of Object.entries(documents)) {
    const stored = await ctx.library.upload(placeOf(name), content, 'application/octet-stream')
    if (!stored.ok) throw new Error(name)
    const publicationKey = `${CYCLE}:${name.slice(0, 100)}`
    const { driveItemId: driveItem, webUrl: url, bytes } = stored
    // A column of text takes 255 characters.
    const file = { driveItem, url: url.slice(0, 255), bytes, sha256: hashOf(content), fileName: name }
    const values = { publicationKey, cycle: CYCLE, kind: 'workbook' as const, version: 1, ...file }
    await ctx.outbox.put([{ list: Publications, key: publicationKey, values }])
    papers.push({ driveItem, name, url })
  }
  const julie = idOf('Julie Maréchaux')
  await ctx.asks.claim(CYCLE, julie)
  await ctx.asks.markStep(CYCLE, julie, 'reminder:D-3', ctx.clock.now())
  const delivery = { cycle: CYCLE, person: julie, kind: 'question', channel: 'bot', reason: null } as const
  await ctx.asks.log({ ...delivery, outcome: 'sent', at: ctx.clock.now() })
  await ctx.audit.append({ person: julie, roles: [], locale: 'fr' }, 'cycle.open', CYCLE, { delegate: idOf(officer) })
  await ctx.audit.append(null, 'cycle.close', CYCLE, { answered: 12 })
  await ctx.outbox.put(allLists.flatMap(sampleRows))
  const item = {
    itemKey: 'B:1:1',
    meeting: 'B:1',
    rank: 1,
    title: 'Point',
    kind: 'decision',
    state: 'accepted',
  } as const
  const gone = { driveItem: 'DriveItem é', name: 'parti.docx', url: 'https://opnum.sharepoint.example/parti.docx' }
  const note = papersNote([...papers, gone])
  const meeting = { meetingKey: 'B:1', body: 'B', number: 1, title: 'Réunion', form: 'meeting', state: 'held' } as const
  const [pack, minutes] = papers
  await ctx.outbox.put([
    { list: AgendaItems, key: item.itemKey, values: { ...item, source: 'person', papers: note } },
    { list: Meetings, key: 'B:1', values: { ...meeting, packItem: pack?.driveItem, minutesItem: minutes?.driveItem } },
  ])
  // One vote is open for all to see, one is secret.
  for (const secret of [false, true]) {
    const decision = secret ? 'B-2026-002' : 'B-2026-001'
    await ctx.votes.open({ decision, meeting: 'B:1', secret, closesAt: null, openedAt: ctx.clock.now() })
    const ballot = { decision, voter: julie, vote: 'for', castBy: julie, at: ctx.clock.now() } as const
    await ctx.votes.cast({ ...ballot, delivery: 'f:1', sentAt: ctx.clock.now(), overOwn: false }, [])
  }
}, 180_000)
afterAll(async () => {
  await Promise.all([home.close(), away.close()])
  await rm(folder, { recursive: true })
})

const Exported = z.object({
  lists: z.number(),
  rows: z.number(),
  documents: z.number(),
  audit: z.object({ entries: z.number(), lastHash: z.string(), firstBreak: z.null() }),
  missing: z.array(z.string()),
  seal: z.string(),
})

test('everything is exported in a few requests, answers that still waited included', async () => {
  const before = home.tenant.usage().requests
  const run = await command(home, 'export', below('first'), '--json')
  expect([run.code, run.complaints]).toEqual([0, []])
  const exported = Exported.parse(run.json)
  expect(exported).toMatchObject({ lists: allLists.length, documents: names.length, missing: ['DriveItem é'] })
  expect(run.json).toMatchObject({ secretVotes: ['B-2026-002'] })
  expect(await readFile(join(below('first'), 'records/ballots.jsonl'), 'utf8')).not.toContain('B-2026-002')
  const lists = allLists.map((of) => home.ctx.lists.all(of).length)
  expect(exported.rows).toBe(lists.reduce((sum, count) => sum + count, 0) - 1)
  expect(exported.audit.entries).toBeGreaterThanOrEqual(2)
  // The outbox's last rows, a look at every list, folders, addresses of contents: none of it grows with the number of rows.
  expect(home.tenant.usage().requests - before).toBeLessThan(25)
  const publications: { url: string; driveItem: string }[] = JSON.parse(
    await readFile(join(below('first'), 'lists/Publications.json'), 'utf8'),
  )
  expect(publications.map(({ driveItem }) => driveItem)).toContain(
    'gouvernail-document:Gouvernail/2026/Notes/à lire.txt',
  )
})

test('an export wants a folder of its own; a restore wants an empty site', async () => {
  expect(await command(home, 'export', below('first'))).toMatchObject({
    code: 2,
    complaints: [expect.stringMatching(/n’est pas vide/)],
  })
  // A file stands where the folder should be.
  expect(await command(home, 'export', join(below('first'), 'lists/Publications.json/below'))).toMatchObject({
    code: 2,
    complaints: [expect.stringMatching(/^Le dossier .* ne peut pas être créé ou lu/)],
  })
  expect(await command(home, 'restore', below('first'))).toMatchObject({
    code: 2,
    complaints: [expect.stringMatching(/^Le site n’est pas vide \(.*Projects: 3/)],
  })
})

describe('an export that is not what it was', () => {
  const changed = async (file: string, change: (text: string) => string): Promise<void> => {
    const path = join(below('first'), file)
    const before = await readFile(path, 'utf8')
    await writeFile(path, change(before))
    const run = await command(away, 'restore', below('first'))
    await writeFile(path, before)
    expect([run.code, run.complaints]).toMatchObject([2, [expect.stringMatching(/rien n’est restauré|plus récente/)]])
  }
  const newer = (text: string): string => {
    const { site, contents, missing }: Manifest = JSON.parse(text)
    return JSON.stringify(sealed({ site, missing, contents: { ...contents, schema: SCHEMA_VERSION + 1 } }))
  }
  test.each<[string, string, (text: string) => string]>([
    ['a row', 'lists/Projects.json', (text) => text.replace('Projects 0', 'Projects x')],
    ['an audit entry', 'records/audit.jsonl', (text) => text.replace('cycle.open', 'cycle.edit')],
    ['the manifest', 'manifest.json', (text) => text.replace('"rows": ', '"rows": 1')],
    ['the schema, by a later release', 'manifest.json', newer],
  ])('is refused, nothing is written: %s', (_, file, change) => changed(file, change))

  test('is refused without its manifest, and under another seal', async () => {
    expect((await command(away, 'restore', folder)).complaints.join()).toMatch(/manifeste/)
    const run = await command(away, 'restore', below('first'), '--seal', '0'.repeat(64))
    expect(run).toMatchObject({ code: 2, complaints: [expect.stringMatching(/sceau/)] })
  })

  afterAll(() => {
    const rows = allLists.flatMap((of) => away.ctx.lists.all(of))
    expect(rows.filter((row) => !isSiteRow(String(Reflect.get(row, Settings.key))))).toEqual([])
  })
})

test('a restore that is cut short is told, serves nobody, and goes on with its own export alone', async () => {
  // The export of an earlier schema, which is migrated forward when everything is in.
  const path = join(below('first'), 'manifest.json')
  const { site: origin, contents, missing } = await manifestOf('first')
  const original = await readFile(path, 'utf8')
  await writeFile(
    path,
    JSON.stringify(sealed({ site: origin, missing, contents: { ...contents, schema: UNVERSIONED } })),
  )
  const checked = await readBackup(below('first'))
  if (!checked.ok) throw new Error(checked.reason)
  const site = siteBackup({ ctx: away.ctx, door: away.door, pool: away.pool })
  let uploads = 0
  const upload: typeof site.documents.upload = (place, content) => {
    uploads += 1
    return uploads === 2 ? Promise.reject(new Error('the line is cut')) : site.documents.upload(place, content)
  }
  const request = { backup: checked.backup, lists: allLists, schema: SCHEMA_VERSION, documentFolders: ['Gouvernail'] }
  const cut = { ...site, documents: { ...site.documents, upload } }
  await expect(restoreSite(cut, request)).rejects.toThrow('the line is cut')
  expect(() => checkSite(away.door.lists, false)).toThrow(/restoring/)
  expect(() => checkSite(away.door.lists, true)).not.toThrow()

  const removeMany = async () => [{ ok: false, reason: 'unavailable' } as const]
  const { asApplication } = site.lists
  const marked = { ...site, lists: { ...site.lists, asApplication: { ...asApplication, removeMany } } }
  expect(await restoreSite(marked, request)).toMatchObject({ ok: false, reason: 'refused-rows' })

  home.clock.advance(60_000)
  expect((await command(home, 'export', below('other'))).code).toBe(0)
  expect(await command(away, 'restore', below('other'))).toMatchObject({
    code: 2,
    complaints: [expect.stringMatching(/autre export/)],
  })
  const run = await command(away, 'restore', below('first'), '--json')
  const steps = expect.arrayContaining([{ kind: 'schema-version', from: UNVERSIONED, to: SCHEMA_VERSION }])
  expect(run).toMatchObject({ code: 0, complaints: [], json: { resumed: true, documents: names.length, steps } })
  await writeFile(path, original)
  await away.door.lists.syncNow()
  expect(() => checkSite(away.door.lists, false)).not.toThrow()
})

test('the round trip is the identity: the second site exports the same, and differs in its name alone', async () => {
  away.clock.advance(120_000)
  expect((await command(away, 'export', below('second'))).code).toBe(0)
  const [first, second] = [await manifestOf('first'), await manifestOf('second')]
  expect(second.contents).toEqual(first.contents)
  expect(second.contentsSha256).toBe(first.contentsSha256)
  expect(second.seal).not.toBe(first.seal)
})

test('the restored site works: documents open under their new ids, nobody is asked twice, the audit chain goes on', async () => {
  const { body } = await away.as(officer).get<PublicationListView>(`/api/publications?cycle=${CYCLE}`)
  expect(body.publications).toHaveLength(names.length)
  for (const { key, bytes } of body.publications) {
    const file = await away.as(officer).get(`/api/publications/${encodeURIComponent(key)}/content`)
    expect([file.status, file.bytes.byteLength]).toEqual([200, bytes])
  }
  const { asks, audit, lists, library } = away.ctx
  // The papers of an item, and what a meeting names, are those of this library.
  const papers = papersIn(lists.find(AgendaItems, 'B:1:1')?.papers ?? null)
  const meeting = lists.find(Meetings, 'B:1')
  const held = [...papers.slice(0, -1).map(({ driveItem }) => driveItem), meeting?.packItem, meeting?.minutesItem]
  const found = await Promise.all(held.map(async (id) => Buffer.from(await library.download(id ?? '')).byteLength))
  const sizes = Object.values(documents).map(({ byteLength }) => byteLength)
  expect(found).toEqual([...sizes, ...sizes.slice(0, 2)])
  const julie = idOf('Julie Maréchaux')
  expect((await away.ctx.votes.ballots('B-2026-001', [julie])).get(julie)).toMatchObject({ vote: 'for' })
  expect(await away.ctx.votes.find('B-2026-002')).toBeUndefined()
  expect((await asks.claim(CYCLE, idOf('Julie Maréchaux'))).claimed).toBe(false)
  expect(await asks.deliveries(CYCLE)).toHaveLength(1)
  await audit.append(null, 'test.restored', CYCLE, {})
  expect(await audit.firstBreak()).toBeNull()
})

test('an export while people are at work: what PostgreSQL let go of meanwhile is in the lists, and its audit chain is of one moment', async () => {
  const { ctx, door, pool } = home
  const site = siteBackup({ ctx, door, pool })
  const read: typeof site.records.read = async () => {
    const records = await site.records.read()
    await ctx.audit.append(null, 'cycle.edit', CYCLE, {})
    await ctx.outbox.put([{ list: Meetings, key: 'B:1', values: { title: 'Réunion tenue' } }])
    return records
  }
  const outcome = await exportSite(
    { ...site, records: { ...site.records, read } },
    {
      folder: below('busy'),
      lists: allLists,
      schema: SCHEMA_VERSION,
      documentFolders: [],
      siteId: '',
      now: ctx.clock.now(),
      settle: () => ctx.outbox.drained(),
    },
  )
  if (!outcome.ok) throw new Error(outcome.reason)
  const { audit, records } = outcome.manifest.contents
  expect(records.find(({ table }) => table === 'audit')?.rows).toBe(audit.entries)
  expect(await readFile(join(below('busy'), 'lists/Meetings.json'), 'utf8')).toContain('Réunion tenue')
  // It holds what the site shows to some alone.
  const modes = await Promise.all(['', 'lists', 'lists/Meetings.json'].map((each) => stat(join(below('busy'), each))))
  expect(modes.map(({ mode }) => mode & 0o077)).toEqual([0, 0, 0])
})

test('an entry that is being appended while records are brought in breaks no chain: they are refused', async () => {
  const database = await freshDatabase()
  const { tables } = await readRecords(home.pool)
  const entry = { actor: null, action: 'cycle.open', subject: CYCLE, detail: '{}' }
  const writing = await withTransaction(database.pool, async (client) => {
    await appendEntry(client, home.clock, entry)
    const begun = writeRecords(database.pool, tables)
    await delay(300)
    return { begun }
  })
  expect(await writing.begun).toEqual({ ok: false, reason: 'other-audit' })
  expect(await auditState(database.pool)).toMatchObject({ entries: 1, firstBreak: null })
  await database.close()
})
