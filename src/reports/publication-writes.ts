import type { Values } from '../lists/kit/list'
import { Projects } from '../lists/projects'
import { Publications } from '../lists/publications'
import { StatusCycles } from '../lists/status-cycles'
import type { StatusReports } from '../lists/status-reports'
import type { OutboxWrite } from '../ports/outbox'
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

/**
 * Every project that answered says its published health and the day. One without an answer keeps both: the day tells that they
 * are old. The caller leaves projects alone when it publishes a cycle again after a later one. That an answer is published
 * follows from its cycle, and costs no write (docs/decisions/0003).
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
    if (health === null) return []
    if (health === project.publishedHealth && facts.publishedOn === project.publishedOn) return []
    const values = { publishedHealth: health, publishedOn: facts.publishedOn }
    return [{ list: Projects, key: project.number, values }]
  })
}
