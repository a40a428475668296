/** What the tenant remembers. Shapes on the wire are made from these when they are asked for. */

/** Who did something: a person (Entra object id), the application, or the application on behalf of the person. */
export interface Principal {
  readonly person: string | null
  readonly viaApplication: boolean
}

export type ColumnType =
  | 'text'
  | 'choice'
  | 'number'
  | 'currency'
  | 'dateTime'
  | 'boolean'
  | 'personOrGroup'
  | 'lookup'
  | 'calculated'
  | 'hyperlinkOrPicture'

export interface Column {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly description: string
  readonly type: ColumnType
  /** The type facet with its settings completed, as it is answered. */
  readonly facet: Readonly<Record<string, unknown>>
  readonly indexed: boolean
  readonly enforceUniqueValues: boolean
  readonly required: boolean
  readonly hidden: boolean
  readonly readOnly: boolean
  readonly columnGroup: string
  readonly defaultValue?: Readonly<Record<string, unknown>>
}

export interface ListEntity {
  readonly id: string
  readonly siteId: string
  readonly name: string
  readonly displayName: string
  readonly description: string
  readonly template: string
  readonly hidden: boolean
  readonly columns: readonly Column[]
  readonly createdAt: string
  readonly modifiedAt: string
  readonly createdBy: Principal
  /** Whoever changed the list itself; absent while nobody has. */
  readonly modifiedBy?: Principal
  readonly version: number
}

/** Text, number, boolean, UTC instant (text), site user or item id (number), or several of these. */
export type Value = string | number | boolean | readonly string[] | readonly number[]
export type Values = Readonly<Record<string, Value>>

export interface ItemEntity {
  readonly listId: string
  readonly id: number
  readonly guid: string
  /** Position in the list's history of changes; delta tokens point into it. */
  readonly change: number
  readonly version: number
  readonly createdAt: string
  readonly modifiedAt: string
  readonly createdBy: Principal
  readonly modifiedBy: Principal
  readonly values: Values
  readonly deleted: boolean
}

/** An earlier or present state of an item. */
export interface VersionEntity {
  readonly listId: string
  readonly itemId: number
  readonly version: number
  readonly modifiedAt: string
  readonly modifiedBy: Principal
  readonly values: Values
}

export interface DriveItemEntity {
  readonly id: string
  readonly parentId: string | null
  readonly name: string
  readonly folder: boolean
  readonly size: number
  readonly mimeType: string
  readonly createdAt: string
  readonly modifiedAt: string
  readonly createdBy: Principal
  readonly modifiedBy: Principal
  readonly version: number
}

export interface InstallEntity {
  readonly id: string
  readonly person: string
  /** The bot is told once per person, not again after a reinstallation (GRAPH-FACTS 5.2). */
  readonly announced: boolean
  readonly installed: boolean
  /** Milliseconds since the epoch, for the delay before it can be seen. */
  readonly madeAt?: number
}

export interface ConversationEntity {
  readonly id: string
  readonly kind: 'personal' | 'channel'
  readonly name: string
  readonly person: string | null
  readonly channelId: string | null
  readonly createdAt: string
  readonly lastActivityAt: string
}

export interface ActivityEntity {
  readonly id: string
  readonly conversationId: string
  readonly position: number
  readonly from: { readonly id: string; readonly name: string; readonly role: 'bot' | 'user' }
  readonly type: string
  readonly text?: string
  readonly attachments?: readonly unknown[]
  readonly entities?: readonly unknown[]
  readonly summary?: string
  readonly replyToId?: string
  readonly timestamp: string
  readonly updatedAt?: string
}

export interface MailEntity {
  readonly id: string
  readonly from: string
  readonly sentAt: string
  readonly message: Readonly<Record<string, unknown>>
}
