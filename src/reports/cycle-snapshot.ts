import type { Context } from '../context'
import { ExceptionReports } from '../lists/exception-reports'
import { Milestones } from '../lists/milestones'
import { Programmes } from '../lists/programmes'
import { Projects } from '../lists/projects'
import { Publications } from '../lists/publications'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import { settingsOf } from '../settings/settings'
import type { Snapshot } from './snapshot'
import { snapshotOf } from './snapshot-of'

/** The lists that a snapshot freezes. */
export const FROZEN = [StatusCycles, Projects, Programmes, StatusReports, Milestones, ExceptionReports] as const

/** The snapshot that the lists give at `now`; what still waits in the outbox is part of it. */
export const snapshotNow = (
  ctx: Pick<Context, 'lists' | 'directory'>,
  code: string,
  version: number,
  reason: string | null,
  now: Date,
): Snapshot =>
  snapshotOf(
    {
      cycles: ctx.lists.all(StatusCycles),
      projects: ctx.lists.all(Projects),
      programmes: ctx.lists.all(Programmes),
      reports: ctx.lists.all(StatusReports),
      milestones: ctx.lists.all(Milestones),
      exceptions: ctx.lists.all(ExceptionReports),
      nameOf: (person) => ctx.directory.person(person)?.name,
    },
    code,
    { version, reason, defaults: settingsOf(ctx).tolerances },
    now,
  )

/** Number of the last published version of a cycle; 0 when there is none. */
export const publishedVersion = (ctx: Pick<Context, 'lists'>, code: string): number => {
  const versions = ctx.lists
    .all(Publications)
    .filter((publication) => publication.cycle === code)
    .map((publication) => publication.version)
  return Math.max(0, ctx.lists.find(StatusCycles, code)?.snapshotVersion ?? 0, ...versions)
}
