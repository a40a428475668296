import type { Backup } from '../../backup/ports'
import { readRecords, writeRecords } from '../../jobs/records/backup-records'
import { legalPath } from '../../reports/file-names'
import { settingsOf } from '../../settings/settings'
import type { OpenSite } from '../open'

/** SharePoint knows the type of a file by its name. */
const ANY_TYPE = 'application/octet-stream'
const PRODUCT_FOLDER = 'Gouvernail'

/** The open site as a backup reads and writes it. */
export const siteBackup = ({ door, pool }: OpenSite): Backup => ({
  lists: {
    all: (of) => door.lists.all(of),
    find: (of, key) => door.lists.find(of, key),
    asApplication: door.lists.asApplication,
    faults: (list) => door.lists.faults(list),
    upsertMany: (writes) => door.lists.upsertMany(writes),
  },
  documents: {
    below: (folders) => door.documents.below(folders),
    named: (ids) => door.documents.named(ids),
    contents: (documents, take) => door.documents.contents(documents, take),
    async at(path) {
      const found = await door.library.find(path)
      return found && { id: found.driveItemId, webUrl: found.webUrl, bytes: found.bytes }
    },
    async upload(path, content) {
      const stored = await door.library.upload(path, content, ANY_TYPE)
      return stored.ok ? { id: stored.driveItemId, webUrl: stored.webUrl } : undefined
    },
  },
  records: {
    read: () => readRecords(pool),
    write: (tables) => writeRecords(pool, tables),
  },
})

/** Folders of the library that are the product's, in a site and, if given, in an export. */
export const documentFolders = ({ ctx }: OpenSite, paths: readonly string[] = []): readonly string[] => {
  const tops = paths.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/')))
  return [...new Set([PRODUCT_FOLDER, legalPath(settingsOf(ctx).reportFolder), ...tops])]
}
