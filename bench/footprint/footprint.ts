import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from '../kit/child'
import { median, rounded } from '../kit/figures'
import { DistinctAnswers, openForm } from '../throughput/answers'
import { driveClosed } from '../throughput/drive'
import { type Scene, setScene } from '../throughput/scene'
import { type LoopDelay, Measured } from './measured'

export interface FootprintBench {
  /** Heap after garbage collection at the last answers against the first ones; about 0 when nothing is kept. */
  readonly growthMb: number
  /** Bytes of heap per answer, by the same two figures. */
  readonly growthBytesPerAnswer: number
  readonly answers: number
  readonly samples: readonly { readonly answers: number; readonly rssMb: number; readonly heapMb: number }[]
  readonly rssMb: number
  readonly heapMb: number
  /** Milliseconds from the start of the process to the first 200 of `/readyz`, on no data at all, and again on its data. */
  readonly readyMs: number
  readonly restartMs: number
  /** Milliseconds from SIGTERM to the end of the process, database included. */
  readonly stopMs: number
  /** Longest wait of the event loop while pack and workbook of 50 projects are drawn: in a thread, and as it would be without. */
  readonly eventLoop: { readonly inThread: LoopDelay; readonly inline: LoopDelay }
  readonly load: readonly [number, number]
}

const FIRST = 1_000
const LAST = 10_000
const CLIENTS = 50
const SLICE_MS = 5_000
const ROOT = join(__dirname, '../..')
const READY_WITHIN_MS = 120_000

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

interface Started {
  readonly readyMs: number
  stop(): Promise<number>
}

/** `npm start` as an operator runs it, on a folder of its own. */
const startProduct = async (folder: string): Promise<Started> => {
  const port = await freePort()
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), TENANT_PORT: String(await freePort()) }
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], { cwd: ROOT, env, stdio: 'ignore' })
  const isReady = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    )
  while (!(await isReady())) {
    if (performance.now() - started > READY_WITHIN_MS || child.exitCode !== null) throw new Error('not ready in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const readyMs = performance.now() - started
  return {
    readyMs,
    stop: async () => {
      const stopping = performance.now()
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      return performance.now() - stopping
    },
  }
}

/** Start, memory, stop: what a copy of the service needs. */
export const footprintBench = async (): Promise<FootprintBench> => {
  const before = loadavg()[0] ?? 0
  const times = await lifeOf()
  const scene = await setScene(3)
  const connection = {
    appId: scene.tenant.registration.clientId,
    appSecret: scene.tenant.registration.clientSecret,
    tenantId: scene.tenant.registration.tenantId,
    authority: scene.tenant.authority,
    ...scene.channel.connection,
  }
  const service = { databaseUrl: scene.database.url, tenantOrigin: scene.tenant.origin, unitsPerMinute: 1_000_000 }
  const child = await startChild('bench/footprint/serve-measured.ts', { connection, ...service }, false)
  try {
    const { samples, answers } = await memoryOf(scene, child)
    const [first, last] = [samples[0], samples.at(-1)]
    if (!first || !last) throw new Error('memory was not measured')
    return {
      growthMb: rounded(last.heapMb - first.heapMb, 1),
      growthBytesPerAnswer: rounded(((last.heapMb - first.heapMb) * 1_048_576) / (last.answers - first.answers), 0),
      answers,
      samples,
      rssMb: last.rssMb,
      heapMb: last.heapMb,
      ...times,
      eventLoop: (await measured(child, 'loop')).loop,
      load: [rounded(before, 2), rounded(loadavg()[0] ?? 0, 2)],
    }
  } finally {
    await child.stop()
    await scene.close()
  }
}

const lifeOf = async (): Promise<Pick<FootprintBench, 'readyMs' | 'restartMs' | 'stopMs'>> => {
  const folder = mkdtempSync(join(tmpdir(), 'gouvernail-footprint-'))
  try {
    const first = await startProduct(folder)
    const stops = [await first.stop()]
    const again = await startProduct(folder)
    stops.push(await again.stop())
    return {
      readyMs: rounded(first.readyMs, 0),
      restartMs: rounded(again.readyMs, 0),
      stopMs: rounded(median(stops), 0),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const measured = async ({ origin }: Child, what: 'memory' | 'loop') =>
  Measured.parse(await (await fetch(`${origin}/measured/${what}`)).json())

const memoryOf = async (scene: Scene, child: Child): Promise<Pick<FootprintBench, 'samples' | 'answers'>> => {
  const { channel, cycle, seats } = scene
  const authorizations = await Promise.all(Array.from({ length: 50 }, () => channel.sign()))
  const forms = []
  for (const seat of seats)
    forms.push(await openForm(child.origin, channel.serviceUrl, authorizations[0] ?? '', { cycle, seat }))
  const answers = new DistinctAnswers(forms, channel.serviceUrl, authorizations)
  const shots = answers.for(CLIENTS)
  const samples = []
  for (const target of [FIRST, LAST]) {
    while (answers.accepted < target) await driveClosed(child.origin, shots, CLIENTS, SLICE_MS)
    const { rss, heap } = (await measured(child, 'memory')).memory
    const mb = (bytes: number): number => rounded(bytes / 1_048_576, 1)
    samples.push({ answers: answers.accepted, rssMb: mb(rss), heapMb: mb(heap) })
  }
  return { samples, answers: answers.accepted }
}
