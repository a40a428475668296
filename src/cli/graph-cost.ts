import { readFileSync } from 'node:fs'

/** What Graph was asked for, counted from the log of the Graph door: one JSON line per HTTP request. */
export interface GraphCost {
  readonly requests: number
  /** Those of the requests that are `$batch`es. */
  readonly batches: number
  readonly resourceUnits: number
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')

/** Lines written so far: the mark from which `costSince` counts. */
export const costMark = (file: string): number => linesOf(file).length

export interface GraphLogEntry {
  readonly path: string
  readonly units: number
  /** Of a `$batch`. */
  readonly requests?: readonly { readonly method: string; readonly path: string }[]
}

/** The requests made after a mark. */
export const entriesSince = (file: string, mark: number): readonly GraphLogEntry[] =>
  linesOf(file)
    .slice(mark)
    .map((line) => JSON.parse(line))

export const costSince = (file: string, mark: number): GraphCost => {
  const entries = entriesSince(file, mark)
  return {
    requests: entries.length,
    batches: entries.filter(({ path }) => path.endsWith('/$batch')).length,
    resourceUnits: entries.reduce((sum, { units }) => sum + units, 0),
  }
}
