import { setTimeout as delay } from 'node:timers/promises'

const TRIES = 200
const PAUSE_MS = 25

/** Waits until `look` gives a text that contains `wanted`; returns the last text, for the assertion to judge. */
export const eventually = async (look: () => Promise<string>, wanted: string): Promise<string> => {
  for (let tries = 1; ; tries += 1) {
    const seen = await look()
    if (seen.includes(wanted) || tries === TRIES) return seen
    await delay(PAUSE_MS)
  }
}

/** The same promise; a test that would get there by a later poll fails instead. */
export const within = <T>(ms: number, work: Promise<T>): Promise<T> => {
  const late = delay(ms, undefined, { ref: false }).then(() => {
    throw new Error(`not within ${ms} ms`)
  })
  return Promise.race([work, late])
}
