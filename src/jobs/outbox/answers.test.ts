import { freshDatabase, type TestDatabase } from '../../../tests/kit/database'
import { quietLog } from '../../../tests/kit/quiet-log'
import { StatusReports } from '../../lists/status-reports'
import type { Answers, JudgedAnswer } from '../../ports/answers'
import { createAsks } from '../asks'
import { createAudit } from '../audit'
import { createLocks } from '../locks'
import { createNotices } from '../notices'
import { createAnswers } from './answers'
import { createOutbox, type StoredOutbox } from './outbox'

const person = 'dd7b057b-924e-43b4-8a59-729b4022925e'
const clock = { now: () => new Date('2026-11-18T09:00:00Z') }
const noon = (seconds: number): Date => new Date(Date.UTC(2026, 10, 18, 12, 0, seconds))

let database: TestDatabase
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await database.close()
})

const copy = async (name: string): Promise<{ outbox: StoredOutbox; answers: Answers }> => {
  const { pool, url } = database
  const notices = await createNotices(pool, url, name, quietLog)
  const outbox = await createOutbox({ pool, notices, lists: [StatusReports], clock, log: quietLog })
  closing.push(async () => {
    await outbox.told()
    await outbox.close()
    await notices.close()
  })
  return { outbox, answers: createAnswers(pool, outbox.joined, clock) }
}

const rowsOf = (project: string) => [{ list: 'StatusReports', keys: [`2026-11:${project}`] }]

const answer = (answers: Answers, project: string, comment: string, sentAt: Date | null = null): JudgedAnswer => {
  const key = `2026-11:${project}`
  const audit = {
    actor: { person, roles: [], locale: 'fr' as const },
    action: 'report.answer',
    subject: key,
    detail: {},
  }
  const writes = [{ list: StatusReports, key, values: { comment } }]
  const change = { writes, audit, readAt: clock.now() }
  return { cycle: '2026-11', project, report: key, known: answers.known(rowsOf(project)), sentAt, change }
}

const comments = async (): Promise<Record<string, string>> => {
  const { rows } = await database.pool.query<{ key: string; comment: string }>(
    `select key, fields->>'comment' as comment from gouvernail.outbox order by key`,
  )
  return Object.fromEntries(rows.map(({ key, comment }) => [key, comment]))
}

const entries = async (): Promise<number> => {
  const { rows } = await database.pool.query<{ entries: number }>('select count(*) as entries from gouvernail.audit')
  return rows[0]?.entries ?? 0
}

test('an answer that was overtaken on its way changes nothing, on whatever copy it arrives', async () => {
  const [a, b] = [await copy('a'), await copy('b')]
  expect(await a.answers.record(answer(a.answers, 'P-1', 'later', noon(2)))).toBe('recorded')
  await b.outbox.catchUp(rowsOf('P-1'))
  expect(await b.answers.record(answer(b.answers, 'P-1', 'earlier', noon(1)))).toBe('overtaken')
  expect([await comments(), await entries()]).toEqual([{ '2026-11:P-1': 'later' }, 1])
  // The same instant is no overtaking: the channel counts in milliseconds at best.
  expect(await b.answers.record(answer(b.answers, 'P-1', 'again', noon(2)))).toBe('recorded')
  expect(await comments()).toEqual({ '2026-11:P-1': 'again' })
})

test('an answer that says nothing new counts as the latest all the same', async () => {
  const { answers } = await copy('a')
  const unchanged = { ...answer(answers, 'P-1', 'x', noon(5)), change: null }
  expect(await answers.record(unchanged)).toBe('recorded')
  expect(await answers.record(answer(answers, 'P-1', 'earlier', noon(4)))).toBe('overtaken')
  expect([await comments(), await entries()]).toEqual([{}, 0])
})

test('answers of one group keep their order, and each is judged by what the one before has left', async () => {
  const { answers } = await copy('a')
  const [first, other, second] = [
    answer(answers, 'P-1', 'first', noon(1)),
    answer(answers, 'P-2', 'other', noon(1)),
    answer(answers, 'P-1', 'second', noon(2)),
  ]
  const blocker = answers.record(answer(answers, 'P-0', 'blocker'))
  const verdicts = await Promise.all([first, other, second].map((one) => answers.record(one)))
  await blocker
  expect(verdicts).toEqual(['recorded', 'recorded', 'stale'])
  expect(await comments()).toEqual({ '2026-11:P-0': 'blocker', '2026-11:P-1': 'first', '2026-11:P-2': 'other' })
  expect(await entries()).toBe(3)
  expect(await createAudit(database.pool, clock).firstBreak()).toBeNull()
})

test('what was judged by rows that another copy has changed is stale until they are taken in', async () => {
  const [a, b] = [await copy('a'), await copy('b')]
  const judged = answer(a.answers, 'P-1', 'old')
  expect(await b.answers.record(answer(b.answers, 'P-1', 'new'))).toBe('recorded')
  expect(await a.answers.record(judged)).toBe('stale')
  expect([await comments(), await entries()]).toEqual([{ '2026-11:P-1': 'new' }, 1])
  await a.outbox.catchUp(rowsOf('P-1'))
  expect(await a.answers.record(answer(a.answers, 'P-1', 'newest'))).toBe('recorded')
})

test('nothing is recorded while a cycle is being changed, and it goes on afterwards', async () => {
  const { answers } = await copy('a')
  const locks = createLocks(database.url, quietLog)
  closing.push(() => locks.close())
  let recorded = false
  let recording: Promise<unknown> = Promise.resolve()
  await locks.exclusive('cycles', async () => {
    recording = answers.record(answer(answers, 'P-1', 'x')).then(() => {
      recorded = true
    })
    await waitingForLock()
    expect([recorded, await comments()]).toEqual([false, {}])
  })
  await recording
  expect(await comments()).toEqual({ '2026-11:P-1': 'x' })
})

const waitingForLock = async (): Promise<void> => {
  for (;;) {
    const { rows } = await database.pool.query("select from pg_locks where locktype = 'advisory' and not granted")
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('the first answer of a person says once that the question was read', async () => {
  const { answers } = await copy('a')
  const asks = createAsks(database.pool)
  await asks.claim('2026-11', person)
  await asks.save('2026-11', person, { message: { conversationId: 'c', activityId: 'm' }, askedAt: noon(0) })
  for (const project of ['P-1', 'P-2']) await answers.record(answer(answers, project, 'x'))
  const read = { cycle: '2026-11', person, kind: 'question', channel: 'bot', outcome: 'read', reason: null }
  expect(await asks.deliveries('2026-11')).toEqual([{ ...read, at: clock.now() }])
})

test('a database that does not answer fails the answer and the catching up, and neither pretends', async () => {
  const { outbox, answers } = await copy('a')
  const held = outbox.source.pending('StatusReports')
  await database.pool.query('alter table gouvernail.outbox rename to hidden')
  await expect(outbox.catchUp(rowsOf('P-1'))).rejects.toThrow('outbox')
  await expect(outbox.catchUp()).rejects.toThrow('outbox')
  await expect(answers.record(answer(answers, 'P-1', 'x'))).rejects.toThrow('outbox')
  expect([held.size, await entries()]).toEqual([0, 0])
  await database.pool.query('alter table gouvernail.hidden rename to outbox')
  await outbox.catchUp(rowsOf('P-1'))
  expect(await answers.record(answer(answers, 'P-1', 'x'))).toBe('recorded')
  expect([held.size, await entries()]).toEqual([1, 1])
})
