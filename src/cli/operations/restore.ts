import { parseArgs } from 'node:util'
import { readBackup } from '../../backup/read-backup'
import { restoreSite } from '../../backup/restore-site'
import { GraphFailure } from '../../graph/http/failure'
import { applyProvision } from '../../graph/provision'
import { auditState } from '../../jobs/records/backup-records'
import { allLists } from '../../lists/all'
import { SCHEMA_VERSION } from '../../lists/schema-version'
import { type Io, noMore, Refusal } from '../io'
import type { Opened } from '../open'
import { documentFolders, siteBackup } from './site-backup'

/**
 * `gouvernail restore FOLDER [--seal HASH] [--json]`: an export into an empty, provisioned site and an empty database. The folder is
 * checked before anything is written; an export of an earlier schema is migrated forward.
 */
export const restoreCommand = async (args: readonly string[], io: Io, open: Opened['site']): Promise<void> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, seal: { type: 'string' } },
    allowPositionals: true,
  })
  const [folder, ...rest] = positionals
  if (!folder?.trim()) throw new Refusal(io.t('operations:usage.restore'))
  noMore(rest, io, 'operations:usage.restore')
  const checked = await readBackup(folder, values.seal)
  if (!checked.ok) {
    const file = checked.reason === 'tampered-file' ? checked.file : ''
    throw new Refusal(io.t(`operations:restore.${checked.reason}`, { folder, file }))
  }
  const { backup } = checked
  const { contents, seal } = backup.manifest
  const site = await open({ unfinished: true })
  const paths = contents.documents.map(({ path }) => path)
  const request = { backup, lists: allLists, schema: SCHEMA_VERSION, documentFolders: documentFolders(site, paths) }
  const outcome = await restoreSite(siteBackup(site), request).catch((error: unknown) => {
    if (!(error instanceof GraphFailure)) throw error
    throw new Refusal(io.t('operations:restore.cut', { detail: error.message }))
  })
  if (!outcome.ok) {
    const found = 'found' in outcome ? outcome.found : 'rows' in outcome ? outcome.rows : []
    const { schema = contents.schema, list = '' } = { schema: undefined, list: undefined, ...outcome }
    const named = { folder, found: found.join(', '), schema, ours: SCHEMA_VERSION, list }
    throw new Refusal(io.t(`operations:restore.${outcome.reason}`, named))
  }
  const { steps } = await applyProvision(site.door, allLists)
  const audit = await auditState(site.pool)
  const { rows, documents, resumed } = outcome
  if (values.json) return io.json({ folder, schema: contents.schema, rows, documents, resumed, steps, audit, seal })
  io.line(io.t(resumed ? 'operations:restore.resumed' : 'operations:restore.done', { folder, rows, documents }))
  if (audit.firstBreak !== null) io.line(io.t('operations:audit.broken', { position: audit.firstBreak }))
}
