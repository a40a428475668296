import { setTimeout as delay } from 'node:timers/promises'
import { freshDatabase, type TestDatabase } from '../../tests/kit/database'
import { quietLog } from '../../tests/kit/quiet-log'
import { createSchedule, type Schedule } from './schedule'

let database: TestDatabase
let copies: readonly Schedule[]

beforeAll(async () => {
  database = await freshDatabase()
  copies = [await createSchedule(database.url, quietLog), await createSchedule(database.url, quietLog)]
})
afterAll(async () => {
  for (const copy of copies) await copy.close()
  await database.close()
  // The library looks once more, a second later, whether the last of its workers has ended; jest waits for half a second.
  await delay(1_200)
})

/** A place where jobs leave their payloads, and a way to wait for a number of them. */
const inbox = () => {
  const received: object[] = []
  const waiting = new Set<() => void>()
  return {
    received,
    take: async (payload: object): Promise<void> => {
      received.push(payload)
      for (const look of waiting) look()
    },
    holds: (count: number): Promise<void> =>
      new Promise((done) => {
        const look = (): void => {
          if (received.length < count) return
          waiting.delete(look)
          done()
        }
        waiting.add(look)
        look()
      }),
  }
}

test('a job is done once, by one of the copies; waiting jobs of one key stand for each other', async () => {
  const box = inbox()
  const started = new Set<string>()
  for (const copy of copies) {
    await copy.handle('once', async (payload) => {
      started.add(String(Reflect.get(payload, 'about')))
      await box.take(payload)
    })
  }
  const [first] = copies
  await Promise.all([1, 2, 3, 4, 5].map(() => first?.enqueue('once', { about: 'a' }, 'a')))
  await box.holds(1)
  await first?.enqueue('once', { about: 'b' }, 'b')
  while (!started.has('b')) await box.holds(box.received.length + 1)
  // One may have begun when the others came: those that still waited stand for each other.
  const times = (about: string): number =>
    box.received.filter((payload) => Reflect.get(payload, 'about') === about).length
  expect([1, 2]).toContain(times('a'))
  expect(times('b')).toBe(1)
})

test('jobs without a key are all done', async () => {
  const box = inbox()
  await copies[0]?.handle('each', box.take)
  await Promise.all([1, 2, 3].map((number) => copies[1]?.enqueue('each', { number })))
  await box.holds(3)
  expect(box.received).toHaveLength(3)
})

test('a job that fails is tried again', async () => {
  const box = inbox()
  await copies[0]?.handle('fails first', async (payload) => {
    await box.take(payload)
    if (box.received.length === 1) throw new Error('not yet')
  })
  await copies[1]?.enqueue('fails first', { about: 'c' })
  await box.holds(2)
  expect(box.received).toEqual([{ about: 'c' }, { about: 'c' }])
})

test('a copy that stops takes no job any more, and gives back the one that does not end: another copy does it', async () => {
  const leaving = await createSchedule(database.url, quietLog)
  const [held, done] = [inbox(), inbox()]
  let letGo: () => void = () => undefined
  const tooLong = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await leaving.handle('too long', async (payload) => {
    await held.take(payload)
    await tooLong
  })
  await leaving.enqueue('too long', { about: 'd' })
  await held.holds(1)
  await leaving.close()
  await copies[0]?.enqueue('too long', { about: 'e' })
  await copies[0]?.handle('too long', done.take)
  await done.holds(2)
  expect(done.received).toEqual(expect.arrayContaining([{ about: 'd' }, { about: 'e' }]))
  expect(held.received).toHaveLength(1)
  // The library looks every second whether it has ended, also long after the tests.
  letGo()
})

test('a database that is away when a job ends hears of it later, and nothing else comes of it', async () => {
  const [copy] = copies
  await copy?.handle('ends meanwhile', async () => {
    await database.pool.query('alter table pgboss.job rename to away')
  })
  await copy?.enqueue('ends meanwhile', {})
  const table = async (name: string): Promise<boolean> =>
    (await database.pool.query('select to_regclass($1) as found', [`pgboss.${name}`])).rows[0]?.found !== null
  while (!(await table('away'))) await delay(20)
  await delay(300)
  await database.pool.query('alter table pgboss.away rename to job')
  const states = async (): Promise<readonly string[]> =>
    (await database.pool.query(`select state from pgboss.job where name = 'ends meanwhile'`)).rows.map(
      ({ state }) => state,
    )
  while ((await states()).includes('active')) await delay(50)
  expect(await states()).toEqual(['completed'])
})

test('a recurring job is declared in the organisation’s wall clock, however many copies declare it', async () => {
  for (const copy of copies) await copy.every('nightly', '15 3 * * *', async () => undefined)
  const { rows } = await database.pool.query('select name, cron, timezone from pgboss.schedule')
  expect(rows).toEqual([{ name: 'nightly', cron: '15 3 * * *', timezone: 'Europe/Brussels' }])
})

test('a recurring job that lasts longer than expected is not joined by its next run', async () => {
  const slow = await createSchedule(database.url, quietLog, { poll: 0.5, expire: 1 })
  const begun: string[] = []
  let letGo: () => void = () => undefined
  const tooLong = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await slow.every('lasts', '0 0 1 1 *', async () => {
    begun.push('run')
    await tooLong
  })
  const ended = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      `select count(*) from pgboss.job where name = 'lasts' and state = 'completed'`,
    )
    return rows[0]?.count ?? 0
  }
  await slow.enqueue('lasts', {}, '')
  while ((await ended()) === 0) await delay(50)
  expect(begun).toEqual(['run'])
  letGo()
  await slow.enqueue('lasts', {}, '')
  while (begun.length < 2) await delay(50)
  await slow.close()
})
