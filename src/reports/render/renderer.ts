import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { RenderJob } from './render-file'
import type { RenderReply } from './worker'

/**
 * Draws report files in a thread of its own: a pack takes seconds of processor time, during which the thread that answers people
 * would answer nobody.
 */
export interface Renderer {
  /** The bytes of one file. Fails as a `RenderFailure`; nothing has been stored then. */
  render(job: RenderJob): Promise<Uint8Array>
}

export interface RendererThread extends Renderer {
  /** Gives up what is being drawn, and what waits. */
  close(): Promise<void>
}

export class RenderFailure extends Error {
  override readonly name = 'RenderFailure'
  constructor(
    readonly code: 'render-failed' | 'render-timeout' | 'render-stopped',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export interface RendererOptions {
  /** How long one file may take: a pack of 500 projects takes some seconds on one processor. */
  readonly limitMs?: number
  /** A thread that has had nothing to draw for this long ends, and its memory with it. */
  readonly idleMs?: number
}

const LIMIT_MS = 120_000
const IDLE_MS = 60_000
/** Beyond this the thread ends with an error and the service goes on. */
const MEMORY_MB = 1_024

/** Sources run as TypeScript everywhere: a thread needs to be told how (decision 0001). */
const newThread = (): Worker => {
  const [loader, program] = [require.resolve('tsx/cjs'), join(__dirname, 'worker.ts')].map((path) =>
    JSON.stringify(path),
  )
  return new Worker(`require(${loader}); require(${program})`, {
    eval: true,
    // The options of this process may be of no use there, such as a debugger's port.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
}

export const createRenderer = ({ limitMs = LIMIT_MS, idleMs = IDLE_MS }: RendererOptions = {}): RendererThread => {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let closed = false
  let giveUp: ((failure: RenderFailure) => void) | undefined
  let tail: Promise<unknown> = Promise.resolve()

  const end = async (): Promise<void> => {
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }

  const opened = (): Worker => {
    const worker = newThread()
    // One that fails between two files is replaced; unheard, its error would end the service.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (thread === worker) thread = undefined
    })
    return worker
  }

  const drawn = (worker: Worker, job: RenderJob): Promise<RenderReply> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => leave(() => reject(new RenderFailure('render-timeout', `${job.kind} took longer than ${limitMs} ms`))),
        limitMs,
      )
      const leave = (how: () => void): void => {
        clearTimeout(limit)
        worker.off('message', hear).off('error', fail).off('exit', exit)
        giveUp = undefined
        how()
      }
      giveUp = (failure) => leave(() => reject(failure))
      const hear = (reply: RenderReply): void => leave(() => resolve(reply))
      const fail = (error: Error): void => giveUp?.(new RenderFailure('render-failed', error.message, { cause: error }))
      const exit = (code: number): void => fail(new Error(`the drawing thread ended with ${code}`))
      worker.on('message', hear).on('error', fail).on('exit', exit)
      worker.postMessage(job)
    })

  const renderNow = async (job: RenderJob): Promise<Uint8Array> => {
    if (closed) throw stopped()
    clearTimeout(idle)
    thread ??= opened()
    thread.ref()
    try {
      const reply = await drawn(thread, job).catch(async (failure: unknown) => {
        // A thread that is late, broken or given up is of no further use; one that could say what was wrong is.
        await end()
        throw failure
      })
      if (reply.ok) return reply.content
      const cause = Object.assign(new Error(reply.message), { stack: reply.stack })
      throw new RenderFailure('render-failed', `${job.kind} could not be drawn: ${reply.message}`, { cause })
    } finally {
      thread?.unref()
      idle = setTimeout(() => void end(), idleMs)
      idle.unref()
    }
  }

  return {
    render: (job) => {
      const turn = tail.then(() => renderNow(job))
      tail = turn.catch(() => undefined)
      return turn
    },
    close: async () => {
      closed = true
      clearTimeout(idle)
      giveUp?.(stopped())
      await tail
      await end()
    },
  }
}

const stopped = (): RenderFailure => new RenderFailure('render-stopped', 'the service is stopping')
