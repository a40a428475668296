import { Client } from 'pg'
import { createAudit } from '../../src/jobs/audit'
import { connectDatabase, type Database } from '../../src/jobs/database/postgres'
import { localMicrosoft } from '../../src/server/local'
import { createLog } from '../../src/server/log'
import { type Service, startService } from '../../src/server/start'
import { runLadder } from '../../src/status/cycle/run-ladder'
import { seedWrites } from './portfolio'
import type { Numbered, Order, Reply } from './protocol'

/**
 * One copy of the service in a process of its own, as the chaos suite runs it: the product as it is, on a clock that the parent
 * moves. It can be doomed to die at a certain call to the outside.
 */

/** A run takes seconds, so that what a killed copy had in hand is taken over within seconds. */
const LEASE_SECONDS = 4

let clockOffsetMs = 0
const clock = { now: () => new Date(Date.now() + clockOffsetMs) }
const log = createLog(true, 'warn')
let running: { readonly service: Service; readonly database: Database } | undefined

/** Calls to the outside that this process may still make; null while it is not doomed. */
let left: number | null = null
let dying: 'before' | 'under-way' = 'before'

const die = (): void => {
  process.kill(process.pid, 'SIGKILL')
}

/** True when the call that begins now is the last one. */
const isLast = (): boolean => {
  if (left === null) return false
  left -= 1
  if (left > 0) return false
  if (dying === 'before') die()
  return true
}

const realFetch = globalThis.fetch
globalThis.fetch = (...call) => {
  const last = isLast()
  const answer = realFetch(...call)
  // The request is on its way; its answer finds nobody.
  if (last) setTimeout(die, 5)
  return answer
}

const realQuery = Client.prototype.query
Reflect.set(Client.prototype, 'query', function query(this: Client, ...input: unknown[]) {
  const last = isLast()
  const answer: unknown = Reflect.apply(realQuery, this, input)
  if (last) setTimeout(die, 5)
  return answer
})

const service = (): Service => {
  if (running === undefined) throw new Error('the copy was not started')
  return running.service
}

const start = async (order: Extract<Order, { order: 'start' }>): Promise<string> => {
  clockOffsetMs = order.clockOffsetMs
  const database = connectDatabase(order.databaseUrl, log)
  const patience = { application: 2_000, person: 2_000, attempt: order.attemptMs }
  const started = await startService({
    microsoft: localMicrosoft(order.tenant, { patience }),
    database,
    host: '127.0.0.1',
    port: 0,
    clock,
    log,
    jobs: false,
    provision: order.provision,
    outboxDebounceMs: 50,
    outboxLeaseSeconds: LEASE_SECONDS,
  })
  running = { service: started, database }
  return started.origin
}

const carryOut = async (order: Order): Promise<unknown> => {
  switch (order.order) {
    case 'start':
      return start(order)
    case 'clock':
      clockOffsetMs = order.clockOffsetMs
      return null
    case 'seed': {
      const { ctx } = service()
      await ctx.outbox.put(seedWrites(clock.now()))
      return ctx.outbox.drained(20_000)
    }
    case 'ladder':
      return runLadder(service().ctx)
    case 'drain':
      await service().ctx.outbox.drained(order.timeoutMs)
      return service().outbox.refused()
    case 'audit':
      return createAudit(running?.database.pool ?? raise('not started'), clock).firstBreak()
    case 'doom':
      dying = order.when
      left = order.calls
      return null
  }
}

const raise = (text: string): never => {
  throw new Error(text)
}

const say = (reply: Reply): void => {
  process.send?.(reply)
}

// Written by `copies.ts` of the parent.
process.on('message', (order: Numbered<Order>) => {
  carryOut(order).then(
    (value) => say({ id: order.id, value: value ?? null }),
    (error: unknown) =>
      say({ id: order.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})

process.once('SIGTERM', () => {
  const stopping = running?.service.close().then(() => running?.database.close())
  Promise.resolve(stopping).then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
// A parent that is gone needs no copies.
process.once('disconnect', () => process.exit(0))
