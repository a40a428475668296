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
