import { site } from '../../registration'
import type { DriveItemEntity } from '../../store/entities'
import { identitySet } from '../identity'
import type { GraphParts } from '../parts'
import { type DocumentLibrary, ROOT_ID } from './library'
import type { Transfers } from './transfers'

const QUOTA = 27_487_790_694_400

export interface DriveParts extends GraphParts {
  readonly library: DocumentLibrary
  readonly transfers: Transfers
}

/** The drive that is the site's document library. */
export const driveBody = (parts: DriveParts): object => ({
  id: site.driveId,
  driveType: 'documentLibrary',
  name: site.libraryName,
  description: '',
  createdDateTime: '2026-01-05T08:00:00Z',
  lastModifiedDateTime: parts.library.item(ROOT_ID).modifiedAt,
  webUrl: `${parts.origin()}${parts.library.webPath(parts.library.item(ROOT_ID))}`,
  owner: { group: { displayName: site.displayName } },
  quota: { total: QUOTA, used: 0, remaining: QUOTA, deleted: 0, state: 'normal' },
})

/** A driveItem: the eTag changes with every change, the cTag with the content (here always both). */
export const driveItemBody = (parts: DriveParts, item: DriveItemEntity): object => {
  const { library } = parts
  const guid = `{${item.id}}`
  return {
    ...(item.folder ? {} : { '@microsoft.graph.downloadUrl': parts.transfers.downloadUrl(item.id) }),
    createdDateTime: item.createdAt,
    eTag: `"${guid},${item.version}"`,
    id: item.id,
    lastModifiedDateTime: item.modifiedAt,
    name: item.name,
    webUrl: `${parts.origin()}${library.webPath(item)}`,
    cTag: `"c:${guid},${item.version}"`,
    size: item.size,
    createdBy: identitySet(parts.state, item.createdBy),
    lastModifiedBy: identitySet(parts.state, item.modifiedBy),
    parentReference: parentReference(parts, item),
    fileSystemInfo: { createdDateTime: item.createdAt, lastModifiedDateTime: item.modifiedAt },
    ...(item.folder
      ? { folder: { childCount: library.children(item).length } }
      : { file: { mimeType: item.mimeType } }),
    ...(item.id === ROOT_ID ? { root: {} } : {}),
  }
}

const parentReference = ({ library }: DriveParts, item: DriveItemEntity): object => {
  const drive = { driveType: 'documentLibrary', driveId: site.driveId, siteId: site.siteId }
  if (item.parentId === null) return drive
  const parent = library.item(item.parentId)
  const path = library.pathOf(parent).map(encodeURIComponent)
  return { ...drive, id: parent.id, name: parent.name, path: [`/drives/${site.driveId}/root:`, ...path].join('/') }
}
