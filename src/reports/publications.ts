import type { Context } from '../context'
import type { Row } from '../lists/kit/list'
import { Publications } from '../lists/publications'
import type { PublicationView } from './reports-view'

type CycleKind = PublicationView['kind']

/** A file of a cycle; packs of meetings are for those who sit in the body, and no part of this. */
const viewOf = (ctx: Pick<Context, 'directory'>, row: Row<typeof Publications>): readonly PublicationView[] => {
  const { cycle, kind } = row
  return cycle === null || kind === 'meetingPack' ? [] : [fileOf(ctx, row, cycle, kind)]
}

const fileOf = (
  ctx: Pick<Context, 'directory'>,
  row: Row<typeof Publications>,
  cycle: string,
  kind: CycleKind,
): PublicationView => ({
  key: row.publicationKey,
  cycle,
  kind,
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
    .flatMap((row) => viewOf(ctx, row))
    .toSorted(
      (a, b) =>
        (a.cycle < b.cycle ? 1 : a.cycle > b.cycle ? -1 : 0) || b.version - a.version || rank[a.kind] - rank[b.kind],
    )
