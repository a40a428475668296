import type { FaultSettings } from '../../src/local-tenant/faults'
import { type BalancerFaults, CALM } from './balancer'
import type { Cluster } from './cluster'
import type { Copy } from './copies'
import type { World } from './world'

/** What one stretch of a run is plagued by. */
interface Weather {
  readonly tenant: Partial<FaultSettings>
  /** For so long SharePoint answers nothing but 503, at first. */
  readonly downMs: number
  readonly balancer: BalancerFaults
  /** A copy dies at the n-th call to the outside that it makes. */
  readonly doom: { readonly calls: number; readonly when: 'before' | 'under-way' } | null
  readonly database: 'crash' | 'fast' | null
}

/** A share up to `most`, nought half of the time: faults come alone as well as together. */
const share = (random: () => number, most: number): number => (random() < 0.5 ? 0 : random() * most)

const weatherOf = (random: () => number, doomedWithin: number): Weather => ({
  tenant: {
    throttle: share(random, 0.2),
    throttleRetryAfter: random() < 0.5 ? null : 1,
    unavailable: share(random, 0.2),
    timeoutAfterWrite: share(random, 0.3),
    saveConflict: share(random, 0.15),
    reset: share(random, 0.15),
    halfOpen: share(random, 0.05),
    delayMs: Math.floor(share(random, 250)),
    deltaGone: Math.floor(share(random, 3)),
    repeatDeltaRows: random() < 0.3,
    duplicateActivities: share(random, 0.4),
  },
  downMs: random() < 0.2 ? random() * 1_500 : 0,
  balancer: { lost: share(random, 0.15), late: share(random, 0.15), hanging: share(random, 0.05) },
  doom:
    random() < 0.6
      ? { calls: 1 + Math.floor(random() * doomedWithin), when: random() < 0.5 ? 'before' : 'under-way' }
      : null,
  database: random() < 0.25 ? (random() < 0.5 ? 'crash' : 'fast') : null,
})

export interface Storm {
  /** Does `work` in bad weather, and repairs what broke before it resolves. */
  through(name: string, work: () => Promise<unknown>): Promise<void>
  databaseRestarts(): number
}

const DOOM_WITHIN = 60
const RESTART_WITHIN_MS = 300
const REPAIR_MS = 300

export const createStorm = (
  world: World,
  cluster: Cluster,
  random: () => number,
  step: (text: string) => void,
): Storm => {
  let databaseRestarts = 0
  const restart = async (how: 'crash' | 'fast', after: number): Promise<void> => {
    databaseRestarts += 1
    await new Promise((resolve) => setTimeout(resolve, after))
    await cluster.restart(how)
  }
  return {
    databaseRestarts: () => databaseRestarts,
    through: async (name, work) => {
      const weather = weatherOf(random, DOOM_WITHIN)
      step(`${name}: ${JSON.stringify(weather)}`)
      const victim = pick(world.copies(), random)
      const restartAfter = random() * RESTART_WITHIN_MS
      world.tenant.faults.set({ ...weather.tenant, graphDown: weather.downMs > 0 })
      const up = setTimeout(() => world.tenant.faults.set({ graphDown: false }), weather.downMs)
      world.balancer.set(weather.balancer)
      if (weather.doom) await victim?.tell({ order: 'doom', ...weather.doom }).catch(() => undefined)
      let working = true
      const repairing = repairs(world, () => working)
      const restarting = weather.database === null ? undefined : restart(weather.database, restartAfter)
      try {
        await work()
      } finally {
        working = false
        clearTimeout(up)
        await restarting
        world.tenant.faults.clear()
        world.balancer.set(CALM)
        await repairing
        if (weather.doom && victim?.isAlive()) await world.replace(victim)
      }
    },
  }
}

const pick = (copies: readonly Copy[], random: () => number): Copy | undefined =>
  copies[Math.floor(random() * copies.length)]

/** An orchestrator: whoever dies is replaced. */
const repairs = async (world: World, isWorking: () => boolean): Promise<void> => {
  while (isWorking()) {
    await new Promise((resolve) => setTimeout(resolve, REPAIR_MS))
    // A copy that cannot start while everything is down is tried again at the end.
    await world.revive().catch(() => undefined)
  }
  await world.revive()
}
