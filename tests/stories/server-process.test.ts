import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningPostgres } from '../../src/jobs/database/embedded-postgres'
import { isAlive } from '../../src/jobs/database/folder-lock'
import { apiClient } from '../kit/api-client'
import { type Collector, startCollector } from '../kit/collector'
import { idOf } from '../kit/personas'
import { freePort, type Run, runProcess } from '../kit/process'

const children: ChildProcess[] = []
let folder: string
let collector: Collector
let ports: { readonly service: number; readonly tenant: number }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gouvernail-process-'))
  chmodSync(folder, 0o755)
  collector = await startCollector()
  ports = { service: await freePort(), tenant: await freePort() }
})

afterAll(async () => {
  await collector?.close()
  for (const child of children) child.kill('SIGKILL')
  const database = postgresOf(folder)
  if (database > 0 && isAlive(database)) process.kill(database, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const postgresOf = (data: string): number => {
  const file = join(data, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

/** A program of the product in a process of its own, as npm runs it. */
const run = (script: string, environment: Record<string, string> = {}, args: readonly string[] = []): Run => {
  const place = { DATA_DIR: folder, PORT: String(ports.service), TENANT_PORT: String(ports.tenant) }
  const started = runProcess(process.execPath, ['--import', 'tsx', script, ...args], { ...place, ...environment })
  children.push(started.child)
  return started
}

const projects = async (port: number | string = ports.service): Promise<number> => {
  const api = apiClient(`http://127.0.0.1:${port}`, `http://127.0.0.1:${ports.tenant}`, idOf('Inès Vandamme'))
  const answer = await api.get<{ rows: readonly unknown[] }>('/api/portfolio')
  return answer.body.rows.length
}

test('started, killed, started again, stopped: the data stays and nothing is left running', async () => {
  const first = run('src/server/main.ts')
  await first.says(/Ready in/)
  expect(first.output()).toContain(`http://127.0.0.1:${ports.service}`)
  expect(first.output()).toMatch(/Prêt en [\d.]+\u00a0s/)
  expect(await projects()).toBe(50)

  const second = run('src/server/main.ts', { PORT: '0', TENANT_PORT: '0' })
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`is in use by the running process ${first.child.pid}`)

  // On the same database it is one more copy, on the tenant that runs already; it can leave again.
  const url = runningPostgres(folder) ?? ''
  const port = String(await freePort())
  const copy = run('src/server/main.ts', { DATABASE_URL: url, PORT: port, TENANT_PORT: '0' })
  await copy.says(/Ready in/)
  expect(copy.output()).toContain(`http://127.0.0.1:${ports.tenant}`)
  expect(await projects(port)).toBe(50)
  copy.child.kill('SIGTERM')
  expect(await copy.ended).toBe(0)

  const reset = run('src/cli/reset.ts')
  expect(await reset.ended).toBe(1)
  expect(reset.output()).toContain(String(first.child.pid))

  first.child.kill('SIGKILL')
  await first.ended
  const third = run('src/server/main.ts', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint })
  await third.says(/Ready in/)
  expect(await projects()).toBe(50)
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  // Sent by the stop at the latest: what was asked, under the name of the service, and what was counted.
  expect(collector.posted('/v1/traces').join('\n')).toMatch(/"stringValue":"gouvernail".*"name":"http GET"/)
  expect(collector.posted('/v1/metrics').join('\n')).toContain('"name":"gouvernail.graph.requests"')
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
  expect(existsSync(join(folder, 'process.lock'))).toBe(false)

  const again = run('src/cli/reset.ts')
  expect(await again.ended).toBe(0)
  expect(existsSync(join(folder, 'postgres'))).toBe(false)
}, 120_000)

test.each([
  ['PORT', /^Port \d+ is taken by another program\. Stop it, or choose another port with PORT\.$/m],
  ['TENANT_PORT', /^Port \d+ is taken by another program\. Stop it, or choose another port with TENANT_PORT\.$/m],
  ['DATABASE_PORT', /^Port \d+ is taken by another program\. Stop it, or choose another port with DATABASE_PORT\.$/m],
])(
  'a taken port is named in one line: %s',
  async (variable, line) => {
    const holder = createServer()
    const port = await new Promise<number>((done) => {
      holder.listen(0, '127.0.0.1', () => {
        const address = holder.address()
        done(typeof address === 'object' ? (address?.port ?? 0) : 0)
      })
    })
    const refused = run('src/server/main.ts', { [variable]: String(port) })
    expect(await refused.ended).toBe(1)
    holder.close()
    expect(refused.output()).toMatch(line)
    expect(refused.output()).toContain(`Le port ${port} est pris par un autre programme.`)
    expect(refused.output()).not.toMatch(/ {4}at /)
  },
  60_000,
)

test.each<readonly [Record<string, string>, RegExp, RegExp]>([
  [{ PORT: 'huit' }, /^PORT=huit n’est pas valable/, /^PORT=huit is not valid/],
  [
    { DATABASE_URL: 'postgres://nobody:secret@no-such-host.invalid/x' },
    /^DATABASE_URL ne convient pas\u00a0: (?!.*secret).+/,
    /^DATABASE_URL cannot be used: (?!.*secret).+/,
  ],
  [
    { DATA_DIR: '/dev/null/data' },
    /^DATA_DIR=\/dev\/null\/data ne convient pas\u00a0: ENOTDIR/,
    /^DATA_DIR=\/dev\/null\/data cannot be used: ENOTDIR/,
  ],
  // Where Node's own way of making folders never ends.
  [{ DATA_DIR: '/proc/gouvernail/data' }, /ne convient pas\u00a0: E/, /cannot be used: E/],
])(
  'a wrong setting is one line that names the variable, in both languages for the service, in the one asked for of a command: %j',
  async (setting, french, english) => {
    const refusalOf = async (script: string, args: readonly string[]): Promise<readonly string[]> => {
      const refused = run(script, setting, [...args])
      expect(await refused.ended).toBe(1)
      return refused.output().trim().split('\n')
    }
    const both = [expect.stringMatching(french), expect.stringMatching(english)]
    const command = ['provision', 'plan']
    const refusals = await Promise.all([
      refusalOf('src/server/main.ts', []),
      refusalOf('src/cli/main.ts', command),
      refusalOf('src/cli/main.ts', [...command, '--lang', 'en']),
    ])
    expect(refusals).toEqual([both, both.slice(0, 1), both.slice(1)])
  },
  60_000,
)
