interface Waiting<T, R> {
  readonly item: T
  resolve(result: R): void
  reject(error: unknown): void
}

/**
 * Group commit: what is asked for while a run is under way goes together into the next one, so that many answers share one
 * transaction and one flush to disk. Each call resolves once its own item is done. When a run of several fails, each is tried
 * alone: one bad item is nobody else's failure. `run` must do all or nothing, and says afterwards what came of each item, in
 * their order.
 */
export const gathered = <T, R>(run: (items: readonly T[]) => Promise<(item: T) => R>): ((item: T) => Promise<R>) => {
  let waiting: Waiting<T, R>[] = []
  let busy = false

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
    busy = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await runAll(group)
    }
    busy = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void work()
    })
}

/** For runs of which nothing needs to be said. */
export const done = (): void => undefined
