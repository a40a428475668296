import { recognise } from './targets'

type Line = readonly string[]

/** Titles, dates and blank lines that people leave above a table. */
const LOOKED_AT = 30
/** Labels of a header row or column that are looked at. */
const LABELS = 200
/** What stands in a cell of a longer text is no label. */
const LABEL_MAX = 200

/** How many different things the labels of a line are known to mean. */
const recognised = (line: Line): number =>
  new Set(
    line.slice(0, LABELS).flatMap((label) => (label.length > LABEL_MAX ? [] : (recognise(label)?.target.to ?? []))),
  ).size

export interface Header {
  /** Its line, from 1. */
  readonly at: number
  readonly score: number
}

/** The first line of which two labels are known (else one), or the next where more are: headers may have two lines. */
export const findHeader = (lines: readonly Line[]): Header => {
  const scores = lines.slice(0, LOOKED_AT).map(recognised)
  const known = [2, 1].map((least) => scores.findIndex((score) => score >= least)).find((at) => at >= 0)
  const first = known ?? 0
  const [score = 0, next = 0] = scores.slice(first)
  return next > score ? { at: first + 2, score: next } : { at: first + 1, score }
}

/** How much a grid looks like a table of projects. */
export const headerScore = (grid: readonly Line[]): number =>
  Math.max(findHeader(grid).score, recognised(grid.map((row) => row[0] ?? '')))
