import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const root = join(__dirname, '../..')
const STOP_MS = 15_000

/** A program of this repository in a process of its own, which says that it is ready with one JSON line. */
export interface Child {
  readonly pid: number
  readonly origin: string
  /** Milliseconds of processor time that it has used; NaN where the system does not tell. */
  cpuMs(): number
  /** Asks it to stop and waits for its end; milliseconds that it took. */
  stop(): Promise<number>
}

/** Processors that contestants run on and that everything around them runs on; null where processes cannot be pinned. */
export const pinning = (): { readonly contestant: string; readonly surroundings: string } | null =>
  availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0
    ? { contestant: '0', surroundings: `1-${availableParallelism() - 1}` }
    : null

/** Moves this process, and what it starts from now on, away from the contestants' processor. */
export const pinSurroundings = (): boolean => {
  const pins = pinning()
  if (pins === null) return false
  return spawnSync('taskset', ['-a', '-cp', pins.surroundings, String(process.pid)]).status === 0
}

const Ready = z.object({ origin: z.string() })

/** Starts `file` with `options` as its JSON argument, on the contestants' processor when `pinned`. */
export const startChild = async (file: string, options: object, pinned: boolean): Promise<Child> => {
  const command = [
    process.execPath,
    ...(process.env.BENCH_NODE_ARGS?.split(' ') ?? []),
    '--expose-gc',
    '--import',
    'tsx',
    join(root, file),
    JSON.stringify(options),
  ]
  const pins = pinned ? pinning() : null
  const [program = '', ...args] = pins === null ? command : ['taskset', '-c', pins.contestant, ...command]
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const { origin } = Ready.parse(JSON.parse(await firstLine(child, file)))
  return { pid: child.pid ?? 0, origin, cpuMs: () => cpuMsOf(child.pid), stop: () => stopChild(child) }
}

const TICK_MS = 10

/** User and system time, fields 14 and 15 of Linux's `stat`. */
const cpuMsOf = (pid: number | undefined): number => {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const fields = after.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return Number.NaN
  }
}

const firstLine = (child: ChildProcess, file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
    if (child.stdout) createInterface(child.stdout).once('line', resolve)
  })

const stopChild = async (child: ChildProcess): Promise<number> => {
  if (child.exitCode !== null || child.signalCode !== null) return 0
  const started = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(force)
  return performance.now() - started
}
