import { site } from '../../registration'
import type { DriveItemEntity, Principal } from '../../store/entities'
import type { TenantState } from '../../store/state'
import { GraphError, notFound } from '../exchange'
import { freeName, splitPath, typeOf } from './names'

export const ROOT_ID = '01GOUVERNAILROOTAAAAAAAAAAAAAAAA'
const SYSTEM: Principal = { person: null, viaApplication: false }

export type ConflictBehavior = 'fail' | 'replace' | 'rename'

/** The site's document library: folders and files, by id and by path. */
export class DocumentLibrary {
  constructor(private readonly state: TenantState) {
    if (state.driveItems.get(ROOT_ID)) return
    const now = state.now()
    const folder = { id: ROOT_ID, parentId: null, name: 'root', folder: true, size: 0, mimeType: '' }
    const made = { createdAt: now, modifiedAt: now, createdBy: SYSTEM, modifiedBy: SYSTEM, version: 1 }
    state.driveItems.put(ROOT_ID, { ...folder, ...made })
  }

  item(id: string): DriveItemEntity {
    const found = this.state.driveItems.get(id === 'root' ? ROOT_ID : id)
    if (!found) throw notFound('The resource could not be found.')
    return found
  }

  /** An item by its path below another. */
  below(parent: DriveItemEntity, path: string): DriveItemEntity {
    let item: DriveItemEntity | undefined = parent
    for (const name of splitPath(path)) {
      item = item && this.child(item, name)
      if (!item) throw notFound('The resource could not be found.')
    }
    return item
  }

  /** Names compare without regard to case. */
  child(parent: DriveItemEntity, name: string): DriveItemEntity | undefined {
    const wanted = name.toLowerCase()
    return this.children(parent).find((item) => item.name.toLowerCase() === wanted)
  }

  children(parent: DriveItemEntity): DriveItemEntity[] {
    return [...this.state.driveItems.values()]
      .filter(({ parentId }) => parentId === parent.id)
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
  }

  /** The names from the root to an item, without the root. */
  pathOf(item: DriveItemEntity): string[] {
    if (item.parentId === null) return []
    return [...this.pathOf(this.item(item.parentId)), item.name]
  }

  /** The folder that is to hold a new file; missing folders are made, as the real library does on upload. */
  folderFor(parent: DriveItemEntity, names: readonly string[], by: Principal): DriveItemEntity {
    return names.reduce((folder, name) => this.child(folder, name) ?? this.addFolder(folder, name, by), parent)
  }

  addFolder(parent: DriveItemEntity, name: string, by: Principal): DriveItemEntity {
    return this.#add(parent, name, by, { folder: true, size: 0, mimeType: '' })
  }

  /** Writes a file; `fail` refuses a taken name with 409, `replace` keeps the item's id. */
  write(
    folder: DriveItemEntity,
    name: string,
    bytes: Uint8Array,
    conflict: ConflictBehavior,
    by: Principal,
  ): { item: DriveItemEntity; replaced: boolean } {
    const existing = this.child(folder, name)
    if (existing && conflict === 'fail') throw nameTaken()
    if (existing?.folder && conflict === 'replace') throw nameTaken()
    if (existing && conflict === 'replace') {
      this.state.putBlob(existing.id, bytes)
      const changed = {
        size: bytes.length,
        modifiedAt: this.state.now(),
        modifiedBy: by,
        version: existing.version + 1,
      }
      return { item: this.state.driveItems.put(existing.id, { ...existing, ...changed }), replaced: true }
    }
    const free = existing ? freeName(name, (candidate) => this.child(folder, candidate) !== undefined) : name
    const item = this.#add(folder, free, by, { folder: false, size: bytes.length, mimeType: typeOf(free) })
    this.state.putBlob(item.id, bytes)
    return { item, replaced: false }
  }

  bytes(item: DriveItemEntity): Uint8Array {
    return this.state.blob(item.id) ?? new Uint8Array()
  }

  /** Removes an item and everything in it. */
  remove(item: DriveItemEntity): void {
    for (const child of this.children(item)) this.remove(child)
    this.state.driveItems.delete(item.id)
    this.state.deleteBlob(item.id)
  }

  /** Address for people, `/sites/gouvernail/Documents partages/…`. */
  webPath(item: DriveItemEntity): string {
    return ['/sites', site.path, site.libraryFolder, ...this.pathOf(item)]
      .map((part) => (part === '/sites' ? part : encodeURIComponent(part)))
      .join('/')
  }

  #add(
    parent: DriveItemEntity,
    name: string,
    by: Principal,
    kind: Pick<DriveItemEntity, 'folder' | 'size' | 'mimeType'>,
  ): DriveItemEntity {
    if (!parent.folder) throw new GraphError(400, 'invalidRequest', 'The parent is not a folder.')
    const now = this.state.now()
    const id = `01${crypto.randomUUID().replaceAll('-', '').toUpperCase()}`
    return this.state.driveItems.put(id, {
      id,
      parentId: parent.id,
      name,
      ...kind,
      createdAt: now,
      modifiedAt: now,
      createdBy: by,
      modifiedBy: by,
      version: 1,
    })
  }
}

export const nameTaken = (): GraphError =>
  new GraphError(
    409,
    'nameAlreadyExists',
    'Another file exists with the same name as the uploaded session. You can redirect the upload session to use a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.',
  )
