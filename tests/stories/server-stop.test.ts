import { setTimeout as delay } from 'node:timers/promises'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { StatusReports } from '../../src/lists/status-reports'
import { startLocal } from '../../src/server/local'
import { cardData, textsOf } from '../kit/answers'
import { apiClient } from '../kit/api-client'
import { chatClient } from '../kit/chat'
import { freshDatabase, type TestDatabase } from '../kit/database'
import { readEvents } from '../kit/event-reader'
import { idOf } from '../kit/personas'
import { quietLog } from '../kit/quiet-log'

/** The promise of a stop, of which the database and the process need a part. */
const PROMISE_MS = 9_000
const VERY_PATIENT = 24 * 60 * 60_000

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const start = (
  options: { seed?: boolean; stop?: AbortSignal; faults?: { graphDown: boolean }; on?: TestDatabase } = {},
) =>
  startLocal({
    database: options.on ?? database,
    clock: { now: () => new Date() },
    log: quietLog,
    port: 0,
    tenantPort: 0,
    keepTenant: true,
    seed: options.seed === true,
    jobs: false,
    ...(options.stop ? { stop: options.stop } : {}),
    ...(options.faults ? { tenant: { faults: options.faults } } : {}),
    outboxDebounceMs: 1,
    patience: { application: VERY_PATIENT, person: VERY_PATIENT },
  })

test('a stop does not wait for a SharePoint that is down, and the next start writes what was kept', async () => {
  const first = await start()
  first.tenant.faults.set({ graphDown: true })
  await first.service.ctx.outbox.put([{ list: Programmes, key: 'A', values: { code: 'A', title: 'Un' } }])
  const { rows } = await waitForLease()
  expect(rows).toEqual([{ key: 'A' }])
  await first.close()

  const second = await start()
  await second.service.outbox.drained()
  expect(second.service.ctx.lists.find(Programmes, 'A')).toMatchObject({ title: 'Un' })
  expect(second.service.ctx.lists.find(Programmes, 'A')?.$item.itemId).not.toBe('')
  await second.close()
})

test('a stop ends event streams at once and lets an answer under way finish: it is acknowledged, and kept', async () => {
  const first = await start({ seed: true })
  const officer = apiClient(first.service.origin, first.tenant.origin, idOf('Inès Vandamme'))
  const opened = await officer.post<{ cycle: string }>('/api/cycles')
  const chat = chatClient(first.tenant.origin)
  while ((await chat.cards('Julie Maréchaux')).length === 0) await delay(20)
  const { cycle } = opened.body
  // Whoever changes a cycle holds answers back: this one has begun when the stop comes.
  let letGo = (): void => undefined
  const held = first.service.ctx.locks.exclusive('cycles', () => new Promise<void>((done) => (letGo = done)))
  const answer = chat.invoke('Julie Maréchaux', 'status.confirm', cardData(cycle, 'P-022'))
  while (!(await isWaitingForLock())) await delay(10)
  const events = await readEvents(first.service.origin, await officer.token())
  const stopping = first.service.close()
  await expect(events.next(() => false)).rejects.toThrow('the stream ended')
  letGo()
  await held
  expect(textsOf((await answer).body).join(' ')).toContain('Enregistré')
  await stopping
  await first.tenant.close()

  const second = await start()
  await second.service.outbox.drained()
  expect(second.service.ctx.lists.find(StatusReports, `${cycle}:P-022`)?.$item.itemId).not.toBe('')
  await second.close()
})

/** Longer than any part of a stop takes but the requests under way. */
const SLOW_MS = 4_000

test('a stop lets an edit under way reach a slow SharePoint, and meanwhile says that it takes nothing new', async () => {
  const first = await start({ seed: true })
  const officer = apiClient(first.service.origin, first.tenant.origin, idOf('Inès Vandamme'))
  const { body } = await officer.get<{ rows: { number: string; etag: string }[] }>('/api/portfolio')
  first.tenant.faults.set({ delayMs: SLOW_MS })
  const [row] = body.rows
  const edit = officer.patch(`/api/projects/${row?.number}`, { etag: row?.etag, patch: { title: 'Sous la cloche' } })
  await delay(300)
  const stopping = first.service.close()
  const seen = async (path: string) => {
    const answer = await fetch(`${first.service.origin}${path}`)
    return [answer.status, await answer.text()]
  }
  expect(await seen('/healthz')).toEqual([200, '{"alive":true}'])
  expect(await seen('/readyz')).toEqual([503, '{"ready":false,"warnings":["stopping"],"waiting":0}'])
  expect((await officer.get('/api/portfolio')).status).toBe(503)
  expect((await edit).status).toBe(200)
  await stopping
  await first.tenant.close()
})

test('a stop waits for nothing beyond its time: what SharePoint is too slow for is said to whoever asked, and later written', async () => {
  const first = await start({ seed: true })
  const officer = apiClient(first.service.origin, first.tenant.origin, idOf('Inès Vandamme'))
  const { body } = await officer.get<{ rows: { number: string; etag: string }[] }>('/api/portfolio')
  first.tenant.faults.set({ delayMs: 12_000 })
  const [row] = body.rows
  const edit = officer.patch(`/api/projects/${row?.number}`, { etag: row?.etag, patch: { title: 'Trop tard' } })
  await first.service.ctx.outbox.put([{ list: Programmes, key: 'B', values: { code: 'B', title: 'Deux' } }])
  await waitForLease()
  const since = performance.now()
  await first.service.close()
  expect(performance.now() - since).toBeLessThan(PROMISE_MS)
  expect((await edit).status).toBe(503)
  first.tenant.faults.set({ delayMs: 0 })
  await first.tenant.close()

  const second = await start()
  await second.service.outbox.drained()
  expect(second.service.ctx.lists.find(Programmes, 'B')?.$item.itemId).not.toBe('')
  await second.close()
})

test('a start waits for a SharePoint that is down, says so, and can be stopped meanwhile', async () => {
  const stop = new AbortController()
  const starting = start({ stop: stop.signal, faults: { graphDown: true } })
  const failed = expect(starting).rejects.toThrow()
  await delay(0)
  stop.abort()
  await failed
})

test('a start that fills the site can be stopped: the next one goes on with what is in the database, and puts nothing again', async () => {
  const fresh = await freshDatabase()
  const stop = new AbortController()
  const failed = expect(start({ seed: true, stop: stop.signal, on: fresh })).rejects.toThrow()
  const waiting = 'select from gouvernail.outbox limit 1'
  while ((await fresh.pool.query(waiting).catch(() => null))?.rows.length !== 1) await delay(10)
  stop.abort()
  await failed
  const next = await start({ seed: true, on: fresh })
  await next.service.outbox.drained(60_000)
  expect(next.service.ctx.lists.all(Projects)).toHaveLength(50)
  await next.close()
  await fresh.close()
}, 120_000)

/** Somebody waits for the lock of the cycles. */
const isWaitingForLock = async (): Promise<boolean> => {
  const { rows } = await database.pool.query<{ waiting: number }>(
    "select count(*) as waiting from pg_locks where locktype = 'advisory' and not granted",
  )
  return (rows[0]?.waiting ?? 0) > 0
}

/** Until the worker has the row in hand. */
const waitForLease = async (): Promise<{ rows: unknown[] }> => {
  for (;;) {
    const found = await database.pool.query('select key from gouvernail.outbox where lease_until > now()')
    if (found.rows.length > 0) return found
    await delay(10)
  }
}
