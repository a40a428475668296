import type { SnapshotProject } from '../snapshot'

/** One decision that a project asks for, as the manager wrote it. */
export interface RequestedDecision {
  readonly project: SnapshotProject
  readonly request: string
  /** What follows otherwise; empty when the manager says nothing about it. */
  readonly consequence: string
}

const BULLET = /^\s*(?:[-–•*]|\d{1,2}[.)])\s+/
/** A request that is cut at a colon or a full stop stays readable up to about this length. */
const REQUEST_MAX = 140
const BREAK = /\s*(?:\s:\s|\.\s+)/

const split = (line: string): { request: string; consequence: string } => {
  const match = BREAK.exec(line)
  if (!match || match.index > REQUEST_MAX) return { request: line, consequence: '' }
  const rest = line.slice(match.index + match[0].length)
  return { request: `${line.slice(0, match.index)}.`, consequence: rest.charAt(0).toLocaleUpperCase() + rest.slice(1) }
}

/** Each line of the field is one decision; what follows its first colon or sentence is the consequence. */
export const decisionsOf = (projects: readonly SnapshotProject[]): readonly RequestedDecision[] =>
  projects.flatMap((project) =>
    (project.decisionsRequested ?? '')
      .split('\n')
      .map((line) => line.replace(BULLET, '').trim())
      .filter((line) => line !== '')
      .map((line) => ({ project, ...split(line) })),
  )
