import type { Worker } from 'node:worker_threads'
import type { SchedulingInput } from '../model'
import type { Plan } from '../plan'
import type { PlanOptions, Report } from '../plan-meetings'
import type { Repaired, StandingMeeting } from '../repair-plan'
import type { Answer, Job } from './jobs'
import { openThread } from './thread'

export interface JobOptions extends PlanOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: Report
}

export type Cancelled = { readonly ok: false; readonly reason: 'cancelled' }

/** Plans in a thread of its own: the service goes on answering meanwhile. Jobs wait for each other. */
export interface Planner {
  plan(input: SchedulingInput, options: JobOptions): Promise<{ readonly ok: true; readonly plan: Plan } | Cancelled>
  repair(
    input: SchedulingInput,
    standing: readonly StandingMeeting[],
    options: JobOptions,
  ): Promise<{ readonly ok: true; readonly repaired: Repaired } | Cancelled>
  close(): Promise<void>
}

const CANCELLED: Cancelled = { ok: false, reason: 'cancelled' }
/** WebAssembly memory never shrinks: a thread that has solved a large proof makes room after so many jobs. */
const JOBS_PER_THREAD = 8

export const openPlanner = (): Planner => {
  let worker: Worker | undefined
  let jobs = 0
  let last: Promise<unknown> = Promise.resolve()

  const retire = async (): Promise<void> => {
    const old = worker
    worker = undefined
    jobs = 0
    await old?.terminate()
  }
  const thread = (): Worker => {
    if (worker) return worker
    const opened = openThread('./serve.ts')
    // One that fails between two jobs is replaced; unheard, its error would end the service.
    opened.on('error', () => undefined)
    opened.on('exit', () => {
      if (worker === opened) void retire()
    })
    worker = opened
    return opened
  }
  /** Aborting ends the thread: nothing inside it has to listen, however deep in a solve it is. */
  const run = (
    job: Job,
    signal: AbortSignal | undefined,
    onProgress: Report | undefined,
  ): Promise<Answer | Cancelled> => {
    if (signal?.aborted) return Promise.resolve(CANCELLED)
    const current = thread()
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        signal?.removeEventListener('abort', abort)
        current.off('message', hear).off('error', fail).off('exit', exit)
        act()
      }
      const abort = (): void => settle(() => void retire().then(() => resolve(CANCELLED), reject))
      const fail = (error: Error): void => settle(() => void retire().then(() => reject(error), reject))
      const exit = (code: number): void => fail(new Error(`planner-exited: ${code}`))
      const hear = (answer: Answer): void => {
        if (answer.kind === 'progress') onProgress?.(answer.progress)
        else if (answer.kind === 'failed') fail(new Error(answer.message))
        else settle(() => resolve(answer))
      }
      signal?.addEventListener('abort', abort, { once: true })
      current.on('message', hear).on('error', fail).on('exit', exit)
      current.postMessage(job)
    })
  }
  const inTurn = (job: Job, { signal, onProgress }: JobOptions): Promise<Answer | Cancelled> => {
    const turn = last.then(async () => {
      const answer = await run(job, signal, onProgress)
      jobs += 1
      if (jobs >= JOBS_PER_THREAD) await retire()
      return answer
    })
    last = turn.catch(() => undefined)
    return turn
  }
  const optionsOf = ({ seed, effort }: JobOptions): PlanOptions => ({ seed, effort })
  return {
    async plan(input, options) {
      const answer = await inTurn({ kind: 'plan', input, options: optionsOf(options) }, options)
      if ('ok' in answer) return answer
      if (answer.kind !== 'plan') throw new Error(`unexpected-answer: ${answer.kind}`)
      return { ok: true, plan: answer.plan }
    },
    async repair(input, standing, options) {
      const answer = await inTurn({ kind: 'repair', input, standing, options: optionsOf(options) }, options)
      if ('ok' in answer) return answer
      if (answer.kind !== 'repair') throw new Error(`unexpected-answer: ${answer.kind}`)
      return { ok: true, repaired: answer.repaired }
    },
    async close() {
      await last
      await retire()
    },
  }
}
