import type { OutboxWrite } from '../context'
import type { Values } from '../lists/kit/list'
import { Projects } from '../lists/projects'
import { Publications } from '../lists/publications'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import type { PublishedFile } from './publication-files'

export interface PublicationFacts {
  readonly cycle: string
  readonly version: number
  readonly reason: string | null
  /** UTC ISO 8601. */
  readonly publishedAt: string
  /** The same instant as a day in Brussels. */
  readonly publishedOn: string
  readonly publishedBy: string
}

/** One row per file; the address is left out when it is longer than its column, the item id finds the file all the same. */
export const publicationRows = (
  facts: PublicationFacts,
  files: readonly PublishedFile[],
): readonly OutboxWrite<typeof Publications>[] =>
  files.map((file) => {
    const key = `${facts.cycle}:${file.kind}:v${facts.version}`
    return {
      list: Publications,
      key,
      values: {
        publicationKey: key,
        cycle: facts.cycle,
        kind: file.kind,
        version: facts.version,
        reason: facts.reason,
        fileName: file.fileName,
        driveItem: file.driveItemId,
        url: file.webUrl.length <= Publications.fields.url.maxLength ? file.webUrl : null,
        bytes: file.bytes,
        sha256: file.sha256,
        publishedAt: facts.publishedAt,
        publishedBy: facts.publishedBy,
      },
    }
  })

export const cycleWrite = (facts: PublicationFacts): OutboxWrite<typeof StatusCycles> => ({
  list: StatusCycles,
  key: facts.cycle,
  values: { state: 'published', publishedAt: facts.publishedAt, snapshotVersion: facts.version },
})

/** Answers that become published: only those that are not, so that a second version costs nothing for the others. */
export const reportWrites = (
  cycle: string,
  reports: readonly Values<typeof StatusReports>[],
): readonly OutboxWrite<typeof StatusReports>[] =>
  reports
    .filter((report) => report.cycle === cycle && report.state === 'submitted')
    .map((report) => ({ list: StatusReports, key: report.reportKey, values: { state: 'published' as const } }))

/**
 * Projects whose published health changes. A project without an answer keeps the last one: its age tells that it is old. The
 * caller leaves projects alone when it publishes a cycle again after a later one.
 */
export const projectWrites = (
  facts: PublicationFacts,
  projects: readonly Values<typeof Projects>[],
  reports: readonly Values<typeof StatusReports>[],
): readonly OutboxWrite<typeof Projects>[] => {
  const declared = new Map(
    reports
      .filter((report) => report.cycle === facts.cycle && report.state !== 'draft')
      .map((report) => [report.project, report.overall]),
  )
  return projects.flatMap((project) => {
    const health = declared.get(project.number) ?? null
    if (health === null || health === project.publishedHealth) return []
    return [
      {
        list: Projects,
        key: project.number,
        values: { publishedHealth: health, publishedSince: facts.publishedOn },
      },
    ]
  })
}
