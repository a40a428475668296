import type { JobOptions, Planner } from '../../scheduling/worker/planner'

/** A planner whose closing ends the job in hand: a service that stops does not wait for a proof. */
export const stoppable = (planner: Planner): Planner => {
  const closing = new AbortController()
  const ending = (options: JobOptions): JobOptions => ({
    ...options,
    signal: options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal,
  })
  return {
    plan: (input, options) => planner.plan(input, ending(options)),
    repair: (input, standing, options) => planner.repair(input, standing, ending(options)),
    close: async () => {
      closing.abort()
      await planner.close()
    },
  }
}
