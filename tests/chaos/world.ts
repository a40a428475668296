import { startTenant, type Tenant } from '../../src/local-tenant/tenant'
import { apiClient } from '../kit/api-client'
import { type ChatClient, chatClient } from '../kit/chat'
import { idOf } from '../kit/personas'
import { type Balancer, startBalancer } from './balancer'
import type { Cluster } from './cluster'
import type { Copy, Reserve } from './copies'
import { OFFICER } from './portfolio'
import type { Order } from './protocol'

/** Everything that one run happens in: a tenant and a database of its own, the copies, and what stands before them. */
export interface World {
  readonly tenant: Tenant
  readonly chat: ChatClient
  readonly balancer: Balancer
  readonly databaseUrl: string
  /** The living copies. */
  copies(): readonly Copy[]
  /** Moves the clock of tenant and copies to an instant; from there it goes on. */
  moveTo(instant: string): Promise<void>
  /** Tells every living copy; what they answer, without those that failed or died. */
  tellAll(order: Order): Promise<readonly unknown[]>
  /** SIGKILL, and a fresh copy in its place. */
  replace(copy: Copy): Promise<void>
  /** Replaces whoever is dead. */
  revive(): Promise<void>
  /** The officer's HTTP API through the balancer, tried again as a person would. */
  officer(path: string, body: object, isDone: (status: number) => boolean): Promise<number>
  figures(): { readonly kills: number; readonly jumps: number }
  /** Every copy that took part. */
  readonly all: readonly Copy[]
  close(): Promise<void>
}

/** A database that recovers from a crash takes seconds on a busy machine. */
const OFFICER_MS = 90_000
const ATTEMPT_MS = 2_500

export const startWorld = async (
  cluster: Cluster,
  reserve: Reserve,
  random: () => number,
  start: { readonly instant: string; readonly copies: number; readonly seed: number },
): Promise<World> => {
  let clockOffsetMs = Date.parse(start.instant) - Date.now()
  const tenant = await startTenant({
    now: () => new Date(Date.now() + clockOffsetMs),
    faults: { seed: start.seed, connectorLimits: false },
  })
  const databaseUrl = await cluster.fresh()
  const { origin, graphUrl, authority, botOpenIdMetadataUrl, connectorUrl, registration } = tenant
  const addresses = { origin, graphUrl, authority, botOpenIdMetadataUrl, connectorUrl, registration }
  const running: Copy[] = []
  const all: Copy[] = []
  let kills = 0
  let jumps = 0
  const living = (): readonly Copy[] => running.filter((copy) => copy.isAlive())
  const balancer = await startBalancer(() => living().filter((copy) => copy.origin !== ''), random)
  tenant.setBotEndpoint(`${balancer.origin}/api/messages`)

  const launch = async (provision: boolean): Promise<void> => {
    const copy = reserve.take()
    all.push(copy)
    running.push(copy)
    const order = {
      order: 'start',
      databaseUrl,
      tenant: addresses,
      clockOffsetMs,
      provision,
      attemptMs: ATTEMPT_MS,
    } as const
    try {
      copy.origin = String(await copy.tell(order, 60_000))
    } catch (error) {
      // As its own main would: a start that fails ends the process, and somebody starts another.
      running.splice(running.indexOf(copy), 1)
      await copy.kill()
      throw error
    }
  }
  const revive = async (): Promise<void> => {
    const dead = running.filter((copy) => !copy.isAlive())
    for (const copy of dead) running.splice(running.indexOf(copy), 1)
    kills += dead.length
    await Promise.all(Array.from({ length: start.copies - running.length }, () => launch(false)))
  }

  await launch(true)
  await Promise.all(Array.from({ length: start.copies - 1 }, () => launch(false)))

  const tellAll = async (order: Order): Promise<readonly unknown[]> => {
    const answers = await Promise.allSettled(living().map((copy) => copy.tell(order)))
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  return {
    tenant,
    chat: chatClient(tenant.origin),
    balancer,
    databaseUrl,
    copies: living,
    all,
    tellAll,
    revive,
    moveTo: async (instant) => {
      clockOffsetMs = Date.parse(instant) - Date.now()
      jumps += 1
      await tellAll({ order: 'clock', clockOffsetMs })
    },
    replace: async (copy) => {
      await copy.kill()
      await revive()
    },
    officer: async (path, body, isDone) => {
      for (const until = Date.now() + OFFICER_MS; ; ) {
        const api = apiClient(balancer.origin, tenant.origin, idOf(OFFICER))
        const status = await api.post(path, body).then(
          (answer) => answer.status,
          () => 0,
        )
        if (isDone(status)) return status
        if (Date.now() > until) throw new Error(`${path} still answers ${status} after ${OFFICER_MS} ms`)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    },
    figures: () => ({ kills, jumps }),
    close: async () => {
      await Promise.all(living().map((copy) => copy.kill()))
      await balancer.close()
      await tenant.close()
    },
  }
}
