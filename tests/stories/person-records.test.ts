import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { appendEntry } from '../../src/jobs/audit'
import { createConversations } from '../../src/jobs/conversations'
import { withTransaction } from '../../src/jobs/database/postgres'
import { storedTables } from '../../src/jobs/records/tables'
import { Absences } from '../../src/lists/absences'
import { allLists } from '../../src/lists/all'
import { Attendances } from '../../src/lists/committees/attendances'
import { Memberships } from '../../src/lists/committees/memberships'
import { Projects } from '../../src/lists/projects'
import { gouvernail, openedOn } from '../kit/commands'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Julie asks what the product holds about her, leaves, and asks to be forgotten. */
let stack: Stack
let folder: string
const julie = idOf('Julie Maréchaux')
const ines = idOf('Inès Vandamme')
const person = (...args: string[]) => gouvernail(openedOn(stack), 'person', ...args)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouvernail-person-'))
  stack = await startStack()
  const { ctx, pool, clock } = stack
  const blank = { confidentiality: 'internal', lifecycle: 'active', title: 'P' } as const
  await ctx.outbox.put([
    { list: Projects, key: 'P-1', values: { ...blank, number: 'P-1', projectManager: julie, sponsor: ines } },
    { list: Projects, key: 'P-2', values: { ...blank, number: 'P-2', projectManager: ines, delegate: julie } },
    {
      list: Projects,
      key: 'P-3',
      values: { ...blank, number: 'P-3', projectManager: ines, summary: 'Repris de julie maréchaux.' },
    },
    {
      list: Absences,
      key: `${julie}:2026-11-20`,
      values: { absenceKey: `${julie}:2026-11-20`, person: julie, firstDay: '2026-11-20', lastDay: '2026-11-21' },
    },
  ])
  for (const each of [julie, ines]) {
    await ctx.asks.claim('2026-11', each)
    await ctx.asks.log({
      cycle: '2026-11',
      person: each,
      kind: 'question',
      channel: 'bot',
      outcome: 'sent',
      reason: null,
      at: clock.now(),
    })
    const conversation = { userId: `29:${each}`, conversationId: `a:${each}`, serviceUrl: 'https://smba.example/' }
    await createConversations(pool).save({ person: each, ...conversation })
    await ctx.audit.append({ person: each, roles: [], locale: 'fr' }, 'project.edit', 'P-1', { projectManager: julie })
  }
  await pool.query(
    `insert into gouvernail.convening (version, act, meeting, payload, state, due_at) values (0, 'invite', 'B:1', $1, 'done', now())`,
    [JSON.stringify({ placement: JSON.stringify([[julie, 'julie.marechaux@opnum.example', 'voting']]) })],
  )
  // As release 0.1.0 wrote it.
  await withTransaction(pool, (client) =>
    appendEntry(client, clock, { actor: julie, action: 'report.answer', subject: '2026-10:P-1', detail: '{}' }),
  )
})
afterAll(async () => {
  await stack.close()
  await rm(folder, { recursive: true })
})

const audited = async (column: string): Promise<readonly unknown[]> =>
  (await stack.pool.query(`select ${column} as value from gouvernail.audit order by position`)).rows.map(
    ({ value }) => value,
  )

test('every table says what becomes of it in an export and of a person in it', async () => {
  const { rows } = await stack.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'gouvernail' order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual(storedTables.map(({ name }) => name).sort())
})

test('the audit chain holds pseudonyms, the same for the same person', async () => {
  const [first, second, legacy] = await audited('actor')
  expect([first, second]).not.toEqual(expect.arrayContaining([julie]))
  expect(first).not.toBe(second)
  expect(legacy).toBe(julie)
  const details = await audited('detail')
  expect(details.slice(0, 2)).toEqual(Array(2).fill(JSON.stringify({ projectManager: first })))
})

test('a person is exported with every row, mention, record and audit entry', async () => {
  const file = join(folder, 'julie.json')
  // A file that stands there already, for all to read.
  await writeFile(file, 'before', { mode: 0o644 })
  const run = await person('export', 'julie.marechaux@opnum.example', '--out', file, '--json')
  expect(run).toMatchObject({ code: 0, json: { rows: 3, mentions: 1, audit: 3 } })
  expect((await stat(file)).mode & 0o077).toBe(0)
  const held = JSON.parse(await readFile(file, 'utf8'))
  expect(held).toMatchObject({
    person: julie,
    directory: { name: 'Julie Maréchaux' },
    rows: [
      { list: 'Projects', key: 'P-1', fields: ['projectManager'] },
      { list: 'Projects', key: 'P-2', fields: ['delegate'] },
      { list: 'Absences', key: `${julie}:2026-11-20` },
    ],
    mentions: [{ list: 'Projects', key: 'P-3', field: 'summary' }],
    records: { asks: [{ cycle: '2026-11' }], deliveries: [{ kind: 'question' }], conversations: [{ owner: julie }] },
    audit: [{ actor: julie }, { detail: { projectManager: julie } }, { actor: julie, subject: '2026-10:P-1' }],
  })
})

const Erased = z.object({
  rows: z.array(z.object({ key: z.string(), outcome: z.string() })),
  records: z.object({ deleted: z.record(z.string(), z.number()), namedInAudit: z.number() }),
})

test('nobody is erased while a ballot of their hand counts in a vote under way, be it somebody else’s', async () => {
  const { votes } = stack.ctx
  const vote = { decision: 'B-2026-001', meeting: 'B:1', secret: false, closesAt: null, openedAt: new Date() }
  await votes.open(vote)
  const ballot = { decision: vote.decision, voter: ines, vote: 'for', castBy: julie, at: new Date() } as const
  await votes.cast({ ...ballot, delivery: null, sentAt: null, overOwn: false }, [])
  const run = await person('erase', julie)
  expect([run.code, run.complaints.join()]).toEqual([2, expect.stringMatching(/un vote en cours.*\(1\)/)])
  expect((await votes.ballots(vote.decision, [ines])).get(ines)).toMatchObject({ vote: 'for' })
  await votes.settle(vote.decision)
})

test('an erasure that is asked for a file erases nothing, and an export is never dry', async () => {
  const file = join(folder, 'before.json')
  const erase = await person('erase', julie, '--out', file)
  expect([erase.code, erase.complaints.join()]).toEqual([2, expect.stringContaining('--out')])
  expect((await person('export', julie, '--dry-run')).code).toBe(2)
  expect(stack.ctx.lists.find(Projects, 'P-1')?.projectManager).toBe(julie)
  await expect(stat(file)).rejects.toThrow('ENOENT')
})

test('two people of one address are not taken for one another', async () => {
  const { ctx, door, pool } = stack
  const [someone] = ctx.directory.all().filter(({ id }) => id === ines)
  const twin = { ...Object(someone), id: julie }
  const directory = { ...ctx.directory, all: () => [...(someone ? [someone] : []), twin] }
  const site = async () => ({ ctx: { ...ctx, directory }, door, pool })
  const run = await gouvernail({ ...openedOn(stack), site }, 'person', 'erase', someone?.mail ?? '')
  expect([run.code, run.complaints.join()]).toEqual([2, expect.stringContaining(julie)])
})

test('a dry run shows the same as the erasure, and changes nothing', async () => {
  const dry = Erased.parse((await person('erase', julie, '--dry-run', '--json')).json)
  expect(stack.ctx.lists.find(Projects, 'P-1')?.projectManager).toBe(julie)
  const run = await person('erase', julie, '--json')
  expect([run.code, run.complaints]).toEqual([0, []])
  const erased = Erased.parse(run.json)
  expect(erased.rows).toEqual(dry.rows)
  expect(erased.records.deleted).toMatchObject({ asks: 1, deliveries: 1, conversations: 1, audit_people: 1 })
  expect(erased.records.namedInAudit).toBe(1)
})

test('afterwards nothing leads to the person, others are untouched, and the chain is unbroken', async () => {
  const { lists, audit, asks } = stack.ctx
  await stack.door.lists.syncNow()
  expect(JSON.stringify(allLists.map((of) => lists.all(of)))).not.toContain(julie)
  expect(lists.find(Projects, 'P-1')).toMatchObject({ projectManager: null, sponsor: ines })
  expect(lists.all(Absences)).toEqual([])
  expect((await asks.ofCycle('2026-11')).map((ask) => ask.person)).toEqual([ines])
  expect(await createConversations(stack.pool).find(ines)).toBeDefined()
  expect(await audit.firstBreak()).toBeNull()
  expect((await audited('action')).at(-1)).toBe('person.erase')
  for (const { name } of storedTables.filter((table) => table.name !== 'audit')) {
    const { rows } = await stack.pool.query(`select to_jsonb(t)::text as row from gouvernail.${name} t`)
    expect([name, rows.filter(({ row }) => row.includes(julie))]).toEqual([name, []])
  }
  // The entry of release 0.1.0 alone can still be found, and the command says so.
  const again = await person('erase', julie)
  expect([again.code, again.complaints.join()]).toEqual([2, expect.stringContaining('audit qui la citent\u00a0: 1')])
})

test('nobody is erased by mistake: an unknown address is refused, and so is a verb that does not exist', async () => {
  expect((await person('erase', 'nobody@opnum.example')).complaints.join()).toMatch(/dans l’annuaire/)
  expect((await person('forget', julie)).code).toBe(2)
})

test('a member of a body without an account is exported and erased by address, as every row that tells of them', async () => {
  const { lists, outbox } = stack.ctx
  const of = { person: null, name: 'Jan Peeters', role: 'member', voice: 'vote' } as const
  const mail = 'jan.peeters@ville.example'
  const membershipKey = 'CODIR:jan peeters:2026-01-01'
  const attendanceKey = 'CODIR:1:jan peeters'
  await outbox.put([
    {
      list: Memberships,
      key: membershipKey,
      values: { ...of, membershipKey, body: 'CODIR', externalId: 'jan peeters', mail },
    },
    {
      list: Attendances,
      key: attendanceKey,
      values: { attendanceKey, meeting: 'CODIR:1', person: null, name: of.name, state: 'present' },
    },
  ])
  await outbox.drained()
  const held = await person('export', mail.toUpperCase(), '--json')
  expect(held).toMatchObject({
    code: 0,
    json: { person: 'jan peeters', rows: [{ list: 'Memberships' }, { list: 'Attendances' }], mentions: [] },
  })
  const { code, json } = await person('erase', mail, '--json')
  expect([code, Erased.parse(json).rows.map(({ key }) => key)]).toEqual([0, [membershipKey, attendanceKey]])
  const [membership] = lists.all(Memberships)
  const [attendance] = lists.all(Attendances)
  expect(membership).toMatchObject({ mail: null, name: membership?.externalId, body: 'CODIR' })
  expect(attendance?.attendanceKey).toBe(`CODIR:1:${membership?.externalId}`)
  expect(JSON.stringify([membership, attendance])).not.toMatch(/jan|peeters/i)
  expect((await person('erase', mail)).code).toBe(2)
})
