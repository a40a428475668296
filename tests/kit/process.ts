import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

export interface Run {
  readonly child: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Resolves when a line matches; rejects when the process ends first. */
  says(pattern: RegExp): Promise<void>
  readonly ended: Promise<number | null>
}

const root = resolve(__dirname, '../..')

/** A command in a process of its own, at the root of the repository. */
export const runProcess = (command: string, args: readonly string[], environment: Record<string, string>): Run => {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...environment } })
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const says = (pattern: RegExp): Promise<void> =>
    new Promise((done, fail) => {
      const look = (): void => {
        if (!pattern.test(output)) return
        listeners.delete(look)
        done()
      }
      listeners.add(look)
      void ended.then(() => fail(new Error(`ended before it said ${pattern}: ${output}`)))
      look()
    })
  return { child, output: () => output, says, ended }
}

export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
