import type { Context } from '../context'
import type { Row } from '../lists/kit/list'
import { Publications } from '../lists/publications'
import type { PublicationView } from './reports-view'

const viewOf = (ctx: Pick<Context, 'directory'>, row: Row<typeof Publications>): PublicationView => ({
  key: row.publicationKey,
  cycle: row.cycle,
  kind: row.kind,
  version: row.version,
  reason: row.reason,
  fileName: row.fileName,
  url: row.url,
  bytes: row.bytes ?? 0,
  sha256: row.sha256 ?? '',
  publishedAt: row.publishedAt,
  publishedBy: row.publishedBy ? (ctx.directory.person(row.publishedBy)?.name ?? null) : null,
})

const rank = { executivePack: 0, workbook: 1, snapshot: 2 } as const

/** Publications of one cycle, or of all: newest version first, the pack before the workbook. */
export const publicationsOf = (
  ctx: Pick<Context, 'lists' | 'directory'>,
  cycle: string | undefined,
): readonly PublicationView[] =>
  ctx.lists
    .all(Publications)
    .filter((row) => cycle === undefined || row.cycle === cycle)
    .toSorted(
      (a, b) =>
        (a.cycle < b.cycle ? 1 : a.cycle > b.cycle ? -1 : 0) || b.version - a.version || rank[a.kind] - rank[b.kind],
    )
    .map((row) => viewOf(ctx, row))
