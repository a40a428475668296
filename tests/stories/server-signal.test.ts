import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Pool } from 'pg'
import { runningPostgres } from '../../src/jobs/database/embedded-postgres'
import { stopLeftover } from '../../src/jobs/database/postgres-cluster'
import { cardData, textsOf } from '../kit/answers'
import { apiClient } from '../kit/api-client'
import { chatClient } from '../kit/chat'
import { idOf } from '../kit/personas'
import { freePort, type Run, runProcess } from '../kit/process'

/** The promise of a stop. The process itself leaves after 9 s, whatever still runs. */
const PROMISE_MS = 10_000
const manager = 'Julie Maréchaux'

/** A collector that takes everything and answers nothing: no stop waits for it. */
const silent = createServer()
let folder: string
let place: Record<string, string>
const runs: Run[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gouvernail-signal-'))
  chmodSync(folder, 0o755)
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', () => done()))
  const at = silent.address()
  place = {
    DATA_DIR: folder,
    PORT: String(await freePort()),
    TENANT_PORT: String(await freePort()),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`,
  }
})

afterAll(async () => {
  for (const { child } of runs) child.kill('SIGKILL')
  await Promise.all(runs.map(({ ended }) => ended))
  silent.close()
  await stopLeftover(folder)
  rmSync(folder, { recursive: true, force: true })
})

const start = async (command = process.execPath, args = ['--import', 'tsx', 'src/server/main.ts']): Promise<Run> => {
  const run = runProcess(command, args, place)
  runs.push(run)
  await run.says(/Ready in/)
  return run
}

const service = () => `http://127.0.0.1:${place.PORT}`
const tenant = () => `http://127.0.0.1:${place.TENANT_PORT}`
const officer = () => apiClient(service(), tenant(), idOf('Inès Vandamme'))

/** Ends the process as an operator does. Throws what it printed unless it ended well, within the promise. */
const stop = async ({ child, ended, output }: Run, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  const since = performance.now()
  child.kill(signal)
  const code = await ended
  const ms = performance.now() - since
  if (code !== 0 || ms > PROMISE_MS) throw new Error(`ended with ${code} after ${Math.round(ms)} ms: ${output()}`)
}

/** Connections of ours to the database of the process: it is asked beside the service. */
const database = () =>
  new Pool({ connectionString: runningPostgres(folder) ?? '', max: 2 }).on('error', () => undefined)

let cycle = ''

test('SIGTERM while an answer is under way: it is acknowledged, the process ends in time, and the answer is there', async () => {
  const first = await start()
  cycle = (await officer().post<{ cycle: string }>('/api/cycles')).body.cycle
  const chat = chatClient(tenant())
  while ((await chat.cards(manager)).length === 0) await delay(50)
  const pool = database()
  const holder = await pool.connect()
  // Whoever changes a cycle holds answers back: this one has begun when the signal comes.
  await holder.query(`select pg_advisory_lock(hashtextextended('gouvernail.cycles', 0))`)
  const answer = chat.invoke(manager, 'status.confirm', cardData(cycle, 'P-022'))
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted`
  while ((await pool.query(waiting)).rows.length === 0) await delay(10)
  const ending = stop(first)
  await holder.query('select pg_advisory_unlock_all()')
  expect(textsOf((await answer).body).join(' ')).toContain('Enregistré')
  holder.release()
  await pool.end()
  await ending
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
}, 120_000)

test('SIGTERM in the middle of a publication: the process ends in time, and the next one publishes once', async () => {
  const run = await start()
  const { body } = await officer().get<{ figures: { answered: number } }>(`/api/cycles/${cycle}`)
  expect(body.figures.answered).toBe(1)
  expect((await officer().post('/api/cycles/current/close')).status).toBe(200)
  // SharePoint does not answer: the publication has begun and cannot be over when the signal comes.
  const down = JSON.stringify({ graphDown: true })
  await fetch(`${tenant()}/_tenant/faults`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: down,
  })
  const cut = officer()
    .post(`/api/cycles/${cycle}/publish`)
    .catch(() => undefined)
  await delay(500)
  await stop(run)
  await cut
  const next = await start()
  expect((await officer().post(`/api/cycles/${cycle}/publish`)).status).toBe(200)
  const { body: publications } = await officer().get<{ publications: { version: number }[] }>(
    `/api/publications?cycle=${cycle}`,
  )
  expect(new Set(publications.publications.map(({ version }) => version))).toEqual(new Set([1]))
  await stop(next)
}, 120_000)

test('a service whose log nobody reads any more starts and goes on', async () => {
  const run = runProcess(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], place)
  runs.push(run)
  run.child.stdout?.destroy()
  run.child.stderr?.destroy()
  const isReady = (): Promise<boolean> =>
    fetch(`${service()}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (run.child.exitCode === null && !(await isReady())) await delay(50)
  // Then it says so, to nobody.
  await delay(2_000)
  expect(run.child.exitCode).toBeNull()
  await stop(run)
}, 120_000)

test('a terminal that is closed leaves nothing running either', async () => {
  const run = await start()
  run.child.stdout?.destroy()
  run.child.stderr?.destroy()
  await stop(run, 'SIGHUP')
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
}, 120_000)

test('SIGTERM to npm leaves nothing running', async () => {
  const run = await start('npm', ['start'])
  const pool = database()
  await pool.query('select 1')
  run.child.kill('SIGTERM')
  await run.ended
  const since = performance.now()
  const lock = join(folder, 'process.lock')
  while (existsSync(lock) && performance.now() - since < PROMISE_MS) await delay(50)
  // What it printed is shown when it fails.
  expect({ locked: existsSync(lock), printed: run.output() }).toEqual({ locked: false, printed: expect.anything() })
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
  await pool.end()
}, 120_000)
