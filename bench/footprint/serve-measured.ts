import { createServer, request } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from '../../src/context'
import { snapshotNow } from '../../src/reports/cycle-snapshot'
import { type RenderJob, renderFile } from '../../src/reports/render/render-file'
import { createRenderer } from '../../src/reports/render/renderer'
import { openCycleOf } from '../../src/status/project-facts'
import { startProductFrom } from '../throughput/product'
import type { LoopDelay } from './measured'

/** A copy of the service that can be asked, beside its own port, how much memory it holds and how long its loop waits. */

const memory = (): { rss: number; heap: number } => {
  global.gc?.()
  global.gc?.()
  return { rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed }
}

/** The loop's own rhythm is 5 ms here: what is beyond it is waiting. */
const RESOLUTION_MS = 5

const delayWhile = async (draw: () => Promise<unknown>): Promise<LoopDelay> => {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  await delay(4 * RESOLUTION_MS)
  histogram.reset()
  const started = performance.now()
  await draw()
  const drawingMs = performance.now() - started
  await delay(4 * RESOLUTION_MS)
  histogram.disable()
  const ms = (nanoseconds: number): number => Math.round(nanoseconds / 1e5) / 10
  return { maxMs: ms(histogram.max), p99Ms: ms(histogram.percentile(99)), drawingMs: Math.round(drawingMs) }
}

/** Each way once before it is measured, so that loading the libraries counts for neither. */
const loop = async (ctx: Context): Promise<{ inThread: LoopDelay; inline: LoopDelay }> => {
  const cycle = openCycleOf(ctx)
  if (!cycle) throw new Error('no cycle is open')
  const snapshot = snapshotNow(ctx, cycle.code, 1, null, ctx.clock.now())
  const jobs: readonly RenderJob[] = [
    { kind: 'executivePack', snapshot, locale: 'fr' },
    { kind: 'workbook', snapshot, locale: 'fr' },
  ]
  const renderer = createRenderer()
  const both = async (draw: (job: RenderJob) => Promise<unknown>): Promise<void> => {
    for (const job of jobs) await draw(job)
  }
  try {
    await both(renderer.render)
    const inThread = await delayWhile(() => both(renderer.render))
    await both(renderFile)
    return { inThread, inline: await delayWhile(() => both(renderFile)) }
  } finally {
    await renderer.close()
  }
}

startProductFrom(process.argv[2] ?? '').then(
  ({ ctx, origin }) => {
    // In front of the service: measurements are answered here, everything else is passed on.
    const front = createServer((req, res) => {
      if (req.url === '/measured/memory') res.end(JSON.stringify({ memory: memory() }))
      else if (req.url === '/measured/loop')
        void loop(ctx).then((measured) => res.end(JSON.stringify({ memory: memory(), loop: measured })))
      else {
        const passed = request(`${origin}${req.url}`, { method: req.method, headers: req.headers }, (answer) => {
          res.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(res)
        })
        req.pipe(passed)
      }
    })
    front.keepAliveTimeout = 75_000
    front.listen(0, '127.0.0.1', () => {
      const address = front.address()
      if (address !== null && typeof address === 'object')
        console.log(JSON.stringify({ origin: `http://127.0.0.1:${address.port}` }))
    })
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
