import type { Worker } from 'node:worker_threads'
import { frozen } from '../../../tests/golden/reports-fixture'
import { renderFile } from './render-file'
import { createRenderer, type RendererOptions, type RendererThread } from './renderer'

const mockThreads: Worker[] = []
jest.mock('node:worker_threads', () => {
  const actual = jest.requireActual<typeof import('node:worker_threads')>('node:worker_threads')
  class Watched extends actual.Worker {
    constructor(...of: ConstructorParameters<typeof actual.Worker>) {
      super(...of)
      mockThreads.push(this)
    }
  }
  return { ...actual, Worker: Watched }
})

let open: RendererThread[] = []
const rendererWith = (options: RendererOptions = {}): RendererThread => {
  const renderer = createRenderer(options)
  open.push(renderer)
  return renderer
}
afterEach(async () => {
  for (const renderer of open) await renderer.close()
  open = []
})

const book = { kind: 'workbook', snapshot: frozen(), locale: 'fr' } as const
const other = { ...book, locale: 'en' } as const
/** No date that anybody could write. */
const broken = { ...book, snapshot: { ...book.snapshot, generatedAt: 'never' } }

test('the thread draws the same bytes as would be drawn here, also after a job that failed', async () => {
  const renderer = rendererWith()
  const [first, failed, second] = await Promise.allSettled([book, broken, other].map((job) => renderer.render(job)))
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'render-failed', cause: { name: 'Error' } } })
  const same = (drawn: typeof first, here: Uint8Array): boolean =>
    drawn?.status === 'fulfilled' && Buffer.from(drawn.value).equals(here)
  expect(same(first, await renderFile(book))).toBe(true)
  expect(same(second, await renderFile(other))).toBe(true)
})

test('a file that takes too long is given up, and the thread with it', async () => {
  const renderer = rendererWith({ limitMs: 1 })
  await expect(renderer.render(book)).rejects.toMatchObject({ code: 'render-timeout' })
})

test('closing gives up what is being drawn, what waits and what comes later', async () => {
  const renderer = rendererWith()
  const drawing = [book, other].map((job) => renderer.render(job))
  const outcomes = Promise.allSettled(drawing)
  await new Promise((resolve) => setImmediate(resolve))
  await renderer.close()
  expect(await outcomes).toMatchObject([{ reason: { code: 'render-stopped' } }, { reason: { code: 'render-stopped' } }])
  await expect(renderer.render(book)).rejects.toMatchObject({ code: 'render-stopped' })
})

test('a thread that has been idle ends, and another one draws the next file', async () => {
  const renderer = rendererWith({ idleMs: 0 })
  const first = await renderer.render(book)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(Buffer.from(await renderer.render(book)).equals(first)).toBe(true)
})

test('a thread that fails between two files ends nothing, and another one draws the next', async () => {
  const renderer = rendererWith()
  const first = await renderer.render(book)
  const [idle] = mockThreads.slice(-1)
  idle?.emit('error', new Error('out of memory'))
  await idle?.terminate()
  expect(Buffer.from(await renderer.render(book)).equals(first)).toBe(true)
})
