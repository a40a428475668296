import { freshDatabase, type TestDatabase } from '../../tests/kit/database'
import { quietLog } from '../../tests/kit/quiet-log'
import type { Actor } from '../access/actor'
import { createAsks } from './asks'
import { createAudit } from './audit'
import { createConversations } from './conversations'
import { migrate } from './database/postgres'
import { createInvokeLedger } from './invokes'

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const officer: Actor = { person: 'dd7b057b-924e-43b4-8a59-729b4022925e', roles: ['officer'], locale: 'fr' }
const clock = { now: () => new Date('2026-11-22T10:00:00.123Z') }

test('migrating again changes nothing', async () => {
  const before = await database.pool.query('select name, at from gouvernail.migrations order by name')
  await migrate(database.pool)
  const after = await database.pool.query('select name, at from gouvernail.migrations order by name')
  expect(after.rows).toEqual(before.rows)
  expect(after.rows.length).toBeGreaterThan(0)
})

test('one ask per cycle and person, however often and however concurrently it is claimed', async () => {
  const asks = createAsks(database.pool)
  const claims = await Promise.all([1, 2, 3, 4].map(() => asks.claim('2026-11', 'p')))
  expect(claims.filter((claim) => claim.claimed)).toHaveLength(1)
  const at = new Date('2026-11-20T08:00:00Z')
  await asks.save('2026-11', 'p', { message: { conversationId: 'c', activityId: 'a' }, askedAt: at })
  await asks.save('2026-11', 'p', { failure: 'blocked' })
  const saved = {
    cycle: '2026-11',
    person: 'p',
    message: { conversationId: 'c', activityId: 'a' },
    sendingAt: null,
    askedAt: at,
    lastReminderAt: null,
    failure: 'blocked',
  }
  expect(await asks.find('2026-11', 'p')).toEqual(saved)
  await asks.save('2026-11', 'p', { message: null, failure: null })
  expect(await asks.ofCycle('2026-11')).toEqual([{ ...saved, message: null, failure: null }])
  expect(await asks.find('2026-11', 'q')).toBeUndefined()
})

test('a step of the ladder is done once', async () => {
  const asks = createAsks(database.pool)
  const at = new Date()
  const marks = await Promise.all([1, 2, 3].map(() => asks.markStep('2026-11', 'p', 'reminder:D-3', at)))
  expect(marks.filter(Boolean)).toHaveLength(1)
  expect(await asks.markStep('2026-11', 'p', 'reminder:D', at)).toBe(true)
})

test('deliveries come back in the order they happened', async () => {
  const asks = createAsks(database.pool)
  const entry = {
    cycle: 'd',
    person: 'p',
    kind: 'question',
    channel: 'bot',
    outcome: 'failed',
    reason: 'blocked',
  } as const
  const first = { ...entry, at: new Date('2026-11-20T08:00:00Z') }
  const second = {
    ...entry,
    channel: 'mail',
    outcome: 'sent',
    reason: null,
    at: new Date('2026-11-20T08:00:00Z'),
  } as const
  await asks.log(first)
  await asks.log(second)
  expect(await asks.deliveries('d')).toEqual([first, second])
})

test('the newest address of a person wins; the channel keeps its own', async () => {
  const conversations = createConversations(database.pool)
  const ref = { person: officer.person, userId: '29:x', conversationId: 'c1', serviceUrl: 'https://emea' }
  await conversations.save({ ...ref, serviceUrl: 'https://old' })
  await conversations.save({ ...ref, person: officer.person.toUpperCase() })
  expect(await conversations.find(officer.person)).toEqual(ref)
  expect(await conversations.ofConversation('c1')).toEqual(ref)
  expect(await conversations.channelServiceUrl()).toBeUndefined()
  await conversations.saveChannelServiceUrl('https://team')
  expect(await conversations.channelServiceUrl()).toBe('https://team')
})

test('an invoke runs once: repeats, also while it runs and on another copy, get the first answer', async () => {
  const [here, there] = [createInvokeLedger(database.pool, quietLog), createInvokeLedger(database.pool, quietLog)]
  let runs = 0
  const produce = async (): Promise<string> => {
    runs += 1
    await new Promise((resolve) => setTimeout(resolve, 30))
    return JSON.stringify({ run: runs })
  }
  const answers = await Promise.all([here.once('k', produce), here.once('k', produce), there.once('k', produce)])
  expect([...answers, await there.once('k', produce)]).toEqual(Array(4).fill('{"run":1}'))
  expect(runs).toBe(1)
})

test('an invoke that failed runs again when it is repeated', async () => {
  const ledger = createInvokeLedger(database.pool, quietLog)
  await expect(ledger.once('f', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await ledger.once('f', async () => 'second')).toBe('second')
})

test('an invoke whose answer is not to be kept runs again, and so does one that was kept for its minute', async () => {
  const ledger = createInvokeLedger(database.pool, quietLog)
  const refused = (answer: string): boolean => answer !== 'refused'
  expect(await ledger.once('g', async () => 'refused', refused)).toBe('refused')
  expect(await ledger.once('g', async () => 'taken', refused)).toBe('taken')
  expect(await ledger.once('g', async () => 'again', refused)).toBe('taken')
  await database.pool.query(`update gouvernail.invokes set at = at - interval '2 minutes' where key = 'g'`)
  expect(await ledger.once('g', async () => 'again', refused)).toBe('again')
})

test('the audit chain is intact after concurrent entries and shows the first entry that was touched', async () => {
  const audit = createAudit(database.pool, clock)
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      audit.append(index % 2 ? officer : null, 'cycle.close', '2026-11', { index, text: 'é "quoted"' }),
    ),
  )
  expect(await audit.firstBreak()).toBeNull()
  await database.pool.query(`update gouvernail.audit set subject = '2026-10' where position = 7`)
  expect(await audit.firstBreak()).toBe(7)
  await database.pool.query(`update gouvernail.audit set subject = '2026-11' where position = 7`)
  expect(await audit.firstBreak()).toBeNull()
  await database.pool.query('delete from gouvernail.audit where position = 4')
  expect(await audit.firstBreak()).toBe(4)
})
