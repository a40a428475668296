import type { TenantPerson } from '../people'
import { ChangeFeed } from './changes'
import { Collection } from './collection'
import type {
  ActivityEntity,
  ConversationEntity,
  DriveItemEntity,
  InstallEntity,
  ItemEntity,
  ListEntity,
  MailEntity,
  Value,
  VersionEntity,
} from './entities'
import type { Journal, StoredEntity } from './journal'
import { OfficeState } from './office-state'

/** The items of one list, tombstones included, by item id. */
export interface ItemTable {
  readonly items: Map<number, ItemEntity>
  lastId: number
  lastChange: number
  /** For the columns that were asked for: which item holds a value. Kept up to date with every write. */
  readonly holders: Map<string, Map<string, number>>
}

/** Values of unique columns compare text without regard to case, as SharePoint's collation does. */
export const comparableKey = (value: Value): string =>
  typeof value === 'string' ? `s:${value.toLowerCase()}` : `${typeof value}:${JSON.stringify(value)}`

/** Kind of the one entity that says where the tenant was last. */
const ORIGIN = 'origin'

/** Everything the tenant remembers. */
export class TenantState {
  readonly lists: Collection<ListEntity>
  readonly versions: Collection<VersionEntity>
  readonly driveItems: Collection<DriveItemEntity>
  readonly installs: Collection<InstallEntity>
  readonly conversations: Collection<ConversationEntity>
  readonly activities: Collection<ActivityEntity>
  readonly mails: Collection<MailEntity>
  readonly office: OfficeState
  readonly people: ReadonlyMap<string, TenantPerson>
  /** Tells of changed lists, files and events. */
  readonly feed = new ChangeFeed()
  readonly #items: Collection<ItemEntity>
  readonly #tables = new Map<string, ItemTable>()
  readonly #blobs = new Map<string, Uint8Array>()

  constructor(
    private readonly journal: Journal,
    people: readonly TenantPerson[],
    private readonly clock: () => Date,
  ) {
    this.lists = new Collection('list', journal)
    this.versions = new Collection('version', journal)
    this.driveItems = new Collection('driveItem', journal, () => this.feed.tell({ kind: 'drive' }))
    this.installs = new Collection('install', journal)
    this.conversations = new Collection('conversation', journal)
    this.activities = new Collection('activity', journal)
    this.mails = new Collection('mail', journal)
    this.#items = new Collection('item', journal)
    this.office = new OfficeState(journal)
    this.people = new Map(people.map((person) => [person.id, person]))
  }

  /**
   * Reloads what earlier runs left, at the address of this one: fields, events and messages hold addresses of documents. True when there
   * was something.
   */
  async load(origin: string): Promise<boolean> {
    const { entities: stored, blobs } = await this.journal.open()
    const entities = this.#movedTo(origin, stored)
    const kinds = [
      this.lists,
      this.versions,
      this.driveItems,
      this.installs,
      this.conversations,
      this.activities,
      this.mails,
      this.#items,
      ...this.office.collections,
    ]
    const byKind = new Map(kinds.map((collection) => [collection.kind, collection]))
    for (const { kind, id, body } of entities) byKind.get(kind)?.restore(id, body)
    for (const [id, bytes] of blobs) this.#blobs.set(id, bytes)
    for (const item of this.#items.values()) this.#enter(item)
    return entities.some(({ kind }) => kind !== ORIGIN)
  }

  /** Present instant, to the second: SharePoint keeps no smaller part. */
  now(): string {
    return `${this.clock().toISOString().slice(0, 19)}Z`
  }

  /** Present instant with its milliseconds. */
  instant(): Date {
    return this.clock()
  }

  table(listId: string): ItemTable {
    const known = this.#tables.get(listId)
    if (known) return known
    const made: ItemTable = { items: new Map(), lastId: 0, lastChange: 0, holders: new Map() }
    this.#tables.set(listId, made)
    return made
  }

  /** The items of a list that are not deleted, in the order of their ids. */
  liveItems(listId: string): ItemEntity[] {
    return [...this.table(listId).items.values()].filter((item) => !item.deleted)
  }

  /** The item that has this value in a column, or undefined. */
  holder(listId: string, column: string, value: Value): number | undefined {
    const table = this.table(listId)
    let holders = table.holders.get(column)
    if (!holders) {
      holders = new Map()
      table.holders.set(column, holders)
      for (const item of table.items.values()) hold(holders, item, column)
    }
    return holders.get(comparableKey(value))
  }

  putItem(item: ItemEntity): ItemEntity {
    this.#items.put(`${item.listId}/${item.id}`, item)
    this.#enter(item)
    this.feed.tell({ kind: 'list', listId: item.listId })
    return item
  }

  blob(id: string): Uint8Array | undefined {
    return this.#blobs.get(id)
  }

  putBlob(id: string, bytes: Uint8Array): void {
    this.#blobs.set(id, bytes)
    this.journal.recordBlob(id, bytes)
  }

  deleteBlob(id: string): void {
    this.#blobs.delete(id)
    this.journal.recordBlob(id, undefined)
  }

  /** Forgets the items of a deleted list. */
  dropItems(listId: string): void {
    for (const { id, version: last } of this.table(listId).items.values()) {
      this.#items.delete(`${listId}/${id}`)
      for (let version = 1; version <= last; version += 1) this.versions.delete(`${listId}/${id}/${version}`)
    }
    this.#tables.delete(listId)
  }

  flush(): Promise<void> {
    return this.journal.flush()
  }

  #movedTo(origin: string, stored: readonly StoredEntity[]): readonly StoredEntity[] {
    const before = stored.find(({ kind }) => kind === ORIGIN)?.body
    this.journal.record(ORIGIN, '', () => origin)
    if (typeof before !== 'string' || before === origin) return stored
    return stored.map((entity) => {
      const text = JSON.stringify(entity.body)
      // Never the beginning of another port.
      const moved = text.replaceAll(new RegExp(`${before}(?![0-9])`, 'g'), origin)
      if (moved === text) return entity
      const body: unknown = JSON.parse(moved)
      this.journal.record(entity.kind, entity.id, () => body)
      return { ...entity, body }
    })
  }

  #enter(item: ItemEntity): void {
    const table = this.table(item.listId)
    const before = table.items.get(item.id)
    for (const [column, holders] of table.holders) {
      const left = before?.values[column]
      if (left !== undefined) holders.delete(comparableKey(left))
      hold(holders, item, column)
    }
    table.items.set(item.id, item)
    table.lastId = Math.max(table.lastId, item.id)
    table.lastChange = Math.max(table.lastChange, item.change)
  }
}

const hold = (holders: Map<string, number>, item: ItemEntity, column: string): void => {
  const value = item.values[column]
  if (value !== undefined && !item.deleted) holders.set(comparableKey(value), item.id)
}
