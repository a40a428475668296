import { setTimeout as delay } from 'node:timers/promises'

interface Waiting<T, R> {
  readonly item: T
  resolve(result: R): void
  reject(error: unknown): void
}

export interface Gathered<T, R> {
  (item: T): Promise<R>
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

/**
 * Group commit: what is asked for while a run is under way goes together into the next one, so that many answers share one
 * transaction and one flush to disk. Each call resolves once its own item is done. When a run of several fails, each is tried
 * alone: one bad item is nobody else's failure. `run` must do all or nothing, and says afterwards what came of each item, in
 * their order. `lingerMs`: how long a run waits for company first, where nobody waits for it.
 */
export const gathered = <T, R>(run: (items: readonly T[]) => Promise<(item: T) => R>, lingerMs = 0): Gathered<T, R> => {
  let waiting: Waiting<T, R>[] = []
  let working: Promise<void> | undefined

  const runAll = async (group: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const resultOf = await run(group.map(({ item }) => item))
      for (const { item, resolve } of group) resolve(resultOf(item))
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      else for (const one of group) await runAll([one])
    }
  }

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      if (lingerMs > 0) await delay(lingerMs)
      const group = waiting
      waiting = []
      await runAll(group)
    }
    working = undefined
  }

  const gather = (item: T): Promise<R> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      working ??= work()
    })
  return Object.assign(gather, { idle: async () => working })
}

/** For runs of which nothing needs to be said. */
export const done = (): void => undefined
