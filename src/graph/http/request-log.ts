import { appendFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../../folders/make-folder'
import { countGraphRequest } from '../../telemetry/metrics'
import type { GraphUsage } from '../ports'

/** One request within a `$batch`. */
export interface LoggedRow {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** 0 when the batch gave no answer for it. */
  readonly status: number
  readonly units: number
}

/** One line of `GRAPH_LOG`. Holds no body, no header and no token. */
interface LoggedRequest extends LoggedRow {
  readonly time: string
  readonly ms: number
  readonly requests?: readonly LoggedRow[]
}

/** Path written instead of a pre-authenticated upload or download address, which is a secret and no Graph path. */
export const TRANSFER = '(transfer)'

export interface RequestLog {
  readonly detailed: boolean
  record(request: LoggedRequest): void
  usage(): GraphUsage
  /** Whether the last request got an answer of Graph's own: true before the first. */
  answers(): boolean
}

/**
 * Counts every request and, given a file, appends a JSON line for each. A file that cannot be written is told of once, by `unwritable`:
 * no request fails because of it.
 */
export const createRequestLog = (
  file: string | undefined,
  unwritable: (error: unknown) => void = () => undefined,
): RequestLog => {
  let requests = 0
  let batches = 0
  let resourceUnits = 0
  let answered = true
  let isToldOf = false
  const attempt = (write: () => void): void => {
    try {
      write()
    } catch (error) {
      if (!isToldOf) unwritable(error)
      isToldOf = true
    }
  }
  if (file) attempt(() => makeFolder(dirname(file)))
  return {
    detailed: file !== undefined,
    record(request) {
      countGraphRequest(request)
      requests += 1
      answered = request.status > 0 && request.status < 500
      resourceUnits += request.units
      if (request.requests) batches += 1
      // Written at once: the log is for support, and its last lines before a crash are the ones that matter.
      if (file) attempt(() => appendFileSync(file, `${JSON.stringify(request)}\n`))
    },
    usage: () => ({ requests, batches, resourceUnits }),
    answers: () => answered,
  }
}
