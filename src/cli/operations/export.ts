import { parseArgs } from 'node:util'
import { exportSite } from '../../backup/export-site'
import { secretVotes } from '../../jobs/records/backup-records'
import { allLists } from '../../lists/all'
import { SCHEMA_VERSION } from '../../lists/schema-version'
import { type Io, noMore, Refusal } from '../io'
import type { Opened } from '../open'
import { documentFolders, siteBackup } from './site-backup'

const OUTBOX_MS = 60_000

/** `gouvernail export FOLDER [--json]`: the whole site and what PostgreSQL holds, into an empty folder. Changes nothing. */
export const exportCommand = async (args: readonly string[], io: Io, open: Opened['site']): Promise<void> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [folder, ...rest] = positionals
  if (!folder?.trim()) throw new Refusal(io.t('operations:usage.export'))
  noMore(rest, io, 'operations:usage.export')
  const site = await open()
  const settle = async (): Promise<void> => {
    await site.ctx.outbox.drained(OUTBOX_MS).catch((error: unknown) => {
      throw new Refusal(io.t('operations:export.outbox', { detail: error instanceof Error ? error.message : '' }))
    })
    await site.door.lists.syncNow()
  }
  const outcome = await exportSite(siteBackup(site), {
    folder,
    lists: allLists,
    schema: SCHEMA_VERSION,
    documentFolders: documentFolders(site),
    siteId: await site.door.siteId(),
    now: site.ctx.clock.now(),
    settle,
  })
  if (!outcome.ok) {
    const rows = outcome.reason === 'unreadable-rows' ? outcome.rows.join('; ') : ''
    throw new Refusal(io.t(`operations:export.${outcome.reason}`, { folder, rows }))
  }
  const { contents, missing, seal, contentsSha256 } = outcome.manifest
  const rows = contents.lists.reduce((sum, list) => sum + list.rows, 0)
  const bytes = contents.documents.reduce((sum, document) => sum + document.bytes, 0)
  const { audit } = contents
  const counts = { lists: contents.lists.length, rows, documents: contents.documents.length, bytes }
  const secret = await secretVotes(site.pool)
  const said = { ...counts, audit, missing, secretVotes: secret, contentsSha256, seal }
  if (values.json) return io.json({ folder, schema: contents.schema, ...said })
  io.line(io.t('operations:export.done', { folder, ...counts, audit: audit.entries, seal }))
  for (const id of missing) io.line(io.t('operations:export.missing', { id }))
  for (const decision of secret) io.line(io.t('operations:export.secret', { decision }))
  if (audit.firstBreak !== null) io.line(io.t('operations:audit.broken', { position: audit.firstBreak }))
}
