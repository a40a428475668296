import type { Log } from '../../src/context'

const nothing = (): void => undefined

/** A log for tests that do not look at it. */
export const quietLog: Log = { info: nothing, warn: nothing, error: nothing }
