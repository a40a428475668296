import { at, isRecord, textAt } from '../../json'
import { site } from '../../registration'
import type { DriveItemEntity } from '../../store/entities'
import {
  type GraphCall,
  GraphError,
  type GraphReply,
  invalidRequest,
  noContent,
  notFound,
  ok,
  onlySelected,
  param,
  principalOf,
} from '../exchange'
import { checkIfMatch } from '../items/etag'
import { findSite } from '../lists/find'
import { offsetPage } from '../offset-page'
import { graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { type DriveParts, driveBody, driveItemBody } from './drive-body'
import { type ConflictBehavior, nameTaken, ROOT_ID } from './library'
import { checkName, splitPath } from './names'

const LARGEST_FILE = 250 * 1_073_741_824

/** The site's document library (GRAPH-FACTS 7.1), under `/drives/{id}` and `/sites/{id}/drive`. */
export const driveRoutes = (parts: DriveParts): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: '/sites/{site}/drives',
    operation: 'file.read',
    units: 2,
    handle: (call) => {
      refuseOtherSites(call)
      return ok({
        '@odata.context': `${graphUrl(parts)}/$metadata#drives`,
        value: [onlySelected(call, driveBody(parts))],
      })
    },
  },
  ...['/drives/{drive}', '/sites/{site}/drive'].flatMap((drive) => routesBelow(parts, drive)),
]

const routesBelow = (parts: DriveParts, drive: string): GraphRoute[] => {
  const read = { operation: 'file.read', units: 1 } as const
  const write = { operation: 'file.write', units: 2 } as const
  const items = [`${drive}/root`, `${drive}/root/{:path}`, `${drive}/items/{item}`, `${drive}/items/{item}/{:path}`]
  const own: GraphRoute = {
    method: 'GET',
    template: drive,
    ...read,
    handle: (call) => {
      checkDrive(call)
      return ok({
        '@odata.context': `${graphUrl(parts)}/$metadata#drives/$entity`,
        ...onlySelected(call, driveBody(parts)),
      })
    },
  }
  const below = items.flatMap((template): GraphRoute[] => [
    { method: 'GET', template, ...read, handle: (call) => ok(onlySelected(call, entity(parts, find(parts, call)))) },
    { method: 'DELETE', template, ...write, handle: (call) => remove(parts, call) },
    { method: 'GET', template: `${template}/children`, ...read, units: 2, handle: (call) => children(parts, call) },
    { method: 'POST', template: `${template}/children`, ...write, handle: (call) => addFolder(parts, call) },
    { method: 'GET', template: `${template}/content`, ...read, handle: (call) => content(parts, call) },
    { method: 'PUT', template: `${template}/content`, ...write, handle: (call) => upload(parts, call) },
    {
      method: 'POST',
      template: `${template}/createUploadSession`,
      operation: 'file.session',
      units: 2,
      handle: (call) => openSession(parts, call),
    },
  ])
  return [own, ...below]
}

const refuseOtherSites = (call: GraphCall): void => {
  if (findSite(call) !== site.siteId) throw notFound('The resource could not be found.')
}

const checkDrive = (call: GraphCall): void => {
  if (call.params.has('site')) refuseOtherSites(call)
  else if (param(call, 'drive') !== site.driveId) throw notFound('The resource could not be found.')
}

/** The item from which a path is read: the one named, or the root. */
const baseOf = (parts: DriveParts, call: GraphCall): DriveItemEntity => {
  checkDrive(call)
  return parts.library.item(call.params.get('item') ?? ROOT_ID)
}

const find = (parts: DriveParts, call: GraphCall): DriveItemEntity =>
  parts.library.below(baseOf(parts, call), call.params.get('path') ?? '')

const entity = (parts: DriveParts, item: DriveItemEntity): object => ({
  '@odata.context': `${graphUrl(parts)}/$metadata#drives('${encodeURIComponent(site.driveId)}')/items/$entity`,
  ...driveItemBody(parts, item),
})

/** Files of a page, as of items of a list (GRAPH-FACTS 1.7). */
const PAGE = 200

const children = (parts: DriveParts, call: GraphCall): GraphReply => {
  const { largestPage } = parts.faults.current
  const { rows, links } = offsetPage(parts, call, parts.library.children(find(parts, call)), PAGE, largestPage)
  const value = rows.map((item) => onlySelected(call, driveItemBody(parts, item)))
  return ok({ '@odata.context': `${graphUrl(parts)}/$metadata#driveItems`, ...links, value })
}

const remove = (parts: DriveParts, call: GraphCall): GraphReply => {
  const item = find(parts, call)
  if (item.id === ROOT_ID) throw new GraphError(403, 'accessDenied', 'The root cannot be deleted.')
  checkIfMatch(parts, call, `"{${item.id}},${item.version}"`)
  parts.library.remove(item)
  return noContent()
}

const conflictBehavior = (given: unknown, fallback: ConflictBehavior): ConflictBehavior => {
  if (given === undefined) return fallback
  if (given === 'fail' || given === 'replace' || given === 'rename') return given
  throw invalidRequest('The value of @microsoft.graph.conflictBehavior is not valid.')
}

const addFolder = (parts: DriveParts, call: GraphCall): GraphReply => {
  const parent = find(parts, call)
  const name = checkName(textAt(call.body, 'name') ?? '')
  if (!isRecord(at(call.body, 'folder'))) throw invalidRequest('Only folders can be created this way.')
  const conflict = conflictBehavior(at(call.body, '@microsoft.graph.conflictBehavior'), 'fail')
  const existing = parts.library.child(parent, name)
  if (existing && conflict !== 'replace') throw nameTaken()
  return {
    status: 201,
    body: entity(parts, existing ?? parts.library.addFolder(parent, name, principalOf(call.caller))),
  }
}

/** 302 to an address that needs no token, and must not be sent one. */
const content = (parts: DriveParts, call: GraphCall): GraphReply => {
  const item = find(parts, call)
  if (item.folder) throw invalidRequest('A folder has no content.')
  if (call.query.has('format'))
    throw new GraphError(
      501,
      'notImplemented',
      'The local tenant does not convert documents. See docs/local-tenant.md.',
    )
  return { status: 302, headers: { Location: parts.transfers.downloadUrl(item.id) } }
}

/** The folder and the name that an upload writes to; missing folders are made. */
const target = (parts: DriveParts, call: GraphCall): { folder: DriveItemEntity; name: string } => {
  const base = baseOf(parts, call)
  const names = splitPath(call.params.get('path') ?? '')
  const name = names.at(-1)
  if (name !== undefined)
    return { folder: parts.library.folderFor(base, names.slice(0, -1), principalOf(call.caller)), name }
  if (base.parentId === null || base.folder) throw invalidRequest('A folder has no content.')
  return { folder: parts.library.item(base.parentId), name: base.name }
}

const upload = (parts: DriveParts, call: GraphCall): GraphReply => {
  if (call.bytes.length > parts.faults.current.simpleUploadBytes)
    throw new GraphError(413, 'invalidRequest', 'The file is too large for a simple upload.')
  const conflict = conflictBehavior(call.query.get('@microsoft.graph.conflictBehavior'), 'replace')
  const { folder, name } = target(parts, call)
  const written = parts.library.write(folder, name, Uint8Array.from(call.bytes), conflict, principalOf(call.caller))
  return { status: written.replaced ? 200 : 201, body: entity(parts, written.item) }
}

const openSession = (parts: DriveParts, call: GraphCall): GraphReply => {
  const item = at(call.body, 'item')
  const conflict = conflictBehavior(at(item, '@microsoft.graph.conflictBehavior'), 'fail')
  const { folder, name } = target(parts, call)
  const stated = textAt(item, 'name')
  if (stated !== undefined && stated !== name)
    throw invalidRequest('The name in the body does not match the name in the address.')
  const size = at(item, 'fileSize')
  if (typeof size === 'number' && size > LARGEST_FILE) {
    throw new GraphError(507, 'quotaLimitReached', 'The file is larger than the space that is left.')
  }
  return ok(parts.transfers.openSession({ folderId: folder.id, name, conflict, by: principalOf(call.caller) }))
}
