import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { eventually } from '../kit/eventually'

/** `npm run tenant`, as a developer starts it. */
const root = join(__dirname, '..', '..')
const running: ChildProcess[] = []

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

const node = [process.execPath, '--import', 'tsx', 'src/local-tenant/main.ts'] as const

const start = (port: number | string, [command, ...args]: readonly [string, ...string[]] = node): ChildProcess => {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, TENANT_PORT: String(port), DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return child
}

/** What the process says until it has said this, or ends. */
const said = async (child: ChildProcess, stream: 'stdout' | 'stderr', until: string): Promise<string> => {
  let text = ''
  for await (const part of child[stream] ?? []) {
    text += String(part)
    if (text.includes(until)) break
  }
  return text
}

const anyPort = async (): Promise<{ port: number; server: Server }> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, server }
}

test('prints in French and in English what a client must be told, answers, and stops on Ctrl-C', async () => {
  const { port, server } = await anyPort()
  server.close()
  await once(server, 'close')
  const child = start(port)
  const text = await said(child, 'stdout', 'Ctrl-C stops')
  for (const told of [
    `http://127.0.0.1:${port}/v1.0`,
    'local-tenant-client-secret',
    'Nora Pirard',
    'Secret du client · Client secret',
    'Personnes · Personas',
    'Ctrl-C arrête tout.',
    'api.botframework.com',
  ]) {
    expect(text).toContain(told)
  }
  const personas: unknown = await (await fetch(`http://127.0.0.1:${port}/_tenant/personas`)).json()
  expect(personas).toHaveLength(75)
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})

test('names a port that is taken', async () => {
  const { port, server } = await anyPort()
  const child = start(port)
  const exited = once(child, 'exit')
  expect(await said(child, 'stderr', 'The port is taken')).toMatch(new RegExp(`^Le port est pris\\..*${port}`))
  const [code] = await exited
  expect(code).toBe(1)
  server.close()
})

test('a port that is none is named in one line', async () => {
  const child = start('huit')
  const exited = once(child, 'exit')
  expect(await said(child, 'stderr', '\n')).toMatch(
    /^TENANT_PORT n’est pas un port\. TENANT_PORT is no port: [^\n]+\n$/,
  )
  expect((await exited)[0]).toBe(1)
})

test('SIGTERM to npm leaves nothing running', async () => {
  const { port, server } = await anyPort()
  server.close()
  await once(server, 'close')
  const child = start(port, ['npm', 'run', '--silent', 'tenant'])
  await said(child, 'stdout', 'Ctrl-C stops')
  child.kill('SIGTERM')
  const answers = async (): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${port}/_tenant/personas`).catch(() => undefined)
    return answer === undefined ? 'gone' : 'there'
  }
  expect(await eventually(answers, 'gone')).toBe('gone')
})
