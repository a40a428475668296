import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { type Order, Reply } from './protocol'

/** One copy of the service in a process of its own. */
export interface Copy {
  readonly name: string
  /** Address of its HTTP server once started. */
  origin: string
  isAlive(): boolean
  /** Rejects when the copy refuses, dies, or takes longer than `timeoutMs`. */
  tell(order: Order, timeoutMs?: number): Promise<unknown>
  /** SIGKILL, as a machine that loses power. */
  kill(): Promise<void>
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>
  readonly ended: Promise<void>
  /** Set when it ended otherwise than by SIGKILL or a clean stop: a defect of the product. */
  crash(): string | null
  /** The last lines that it logged. */
  said(): string
}

const KEPT = 12_000
/** A run of the ladder waits for sends that get no answer, 20 s each, in several waves: what it still sends belongs to its own order. */
const ORDER_TIMEOUT_MS = 120_000

const root = resolve(__dirname, '../..')

/** Bundles what a copy runs; the file to run. */
export const buildCopy = (): string => {
  const config = resolve(__dirname, 'vite.config.mts')
  execFileSync(process.execPath, [resolve(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', config], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return resolve(root, 'dist/chaos/copy.cjs')
}

/** Starts the process; modules are loaded when it answers the first order. */
export const spawnCopy = (program: string, name: string): Copy => {
  const child: ChildProcess = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-KEPT)
    })
  let nextId = 1
  let crash: string | null = null
  const waiting = new Map<number, { done(value: unknown): void; fail(error: Error): void }>()
  child.on('message', (message) => {
    const reply = Reply.parse(message)
    const order = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) order?.done(reply.value)
    else order?.fail(new Error(`${name}: ${reply.error}`))
  })
  const ended = new Promise<void>((done) => {
    child.once('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') crash = `${name} ended with ${code ?? signal}: ${said.slice(-2_000)}`
      for (const { fail } of waiting.values()) fail(new Error(`${name} is dead`))
      waiting.clear()
      done()
    })
  })
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null
  return {
    name,
    origin: '',
    isAlive,
    tell: (order, timeoutMs = ORDER_TIMEOUT_MS) =>
      new Promise((done, fail) => {
        if (!isAlive()) return fail(new Error(`${name} is dead`))
        const id = nextId++
        const timer = setTimeout(() => {
          waiting.delete(id)
          fail(new Error(`${name} did not answer ${order.order} in ${timeoutMs} ms`))
        }, timeoutMs)
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T): void => {
            clearTimeout(timer)
            then(value)
          }
        waiting.set(id, { done: settle(done), fail: settle(fail) })
        child.send({ ...order, id }, (error) => {
          if (error) waiting.get(id)?.fail(error)
        })
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
    ended,
    crash: () => crash,
    said: () => said,
  }
}

/** Processes that have loaded the product already: a killed copy is replaced at once, as by an orchestrator. */
export const createReserve = (program: string, size: number) => {
  let count = 0
  const spare: Copy[] = []
  const fill = (): void => {
    while (spare.length < size) spare.push(spawnCopy(program, `copy-${++count}`))
  }
  fill()
  return {
    take: (): Copy => {
      const copy = spare.shift() ?? spawnCopy(program, `copy-${++count}`)
      fill()
      return copy
    },
    close: async (): Promise<void> => {
      await Promise.all(spare.splice(0).map((copy) => copy.kill()))
    },
  }
}

export type Reserve = ReturnType<typeof createReserve>
