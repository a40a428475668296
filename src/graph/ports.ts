import type { Clock, Directory, Log } from '../context'
import type { List } from '../lists/kit/list'
import type { Calendars } from '../ports/calendars'
import type { Feed } from '../ports/feed'
import type { Library } from '../ports/library'
import type { ListChange, ListStore } from '../ports/lists'
import type { OutboxWrite, PendingSource, UpsertOutcome } from '../ports/outbox'
import type { Tasks } from '../ports/tasks'
import type { DocumentStore } from './documents'
import type { GraphCaller } from './http/caller'
import type { Subscriptions } from './subscriptions'

/** A permission that holds in one chat or meeting. */
export interface ResourceSpecific {
  readonly name: string
  readonly type: 'application' | 'delegated'
}

/** Where Microsoft 365 (or the local tenant) is, and who the application is there. */
export interface GraphConfig {
  /** `https://graph.microsoft.com/v1.0`, or the local tenant's `http://127.0.0.1:3979/v1.0`. */
  readonly graphUrl: string
  /** `https://login.microsoftonline.com/<tenant id>`; plain http is accepted for loopback hosts only. */
  readonly authority: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** The site triple `host,siteCollection,web`, or its address `contoso.sharepoint.com:/sites/PMO`. */
  readonly site: { readonly id: string } | { readonly path: string }
  /** Display name of the document library for publications; the site's default library when absent. */
  readonly libraryName?: string
  /** Mailbox (UPN or object id) that mails are sent from. */
  readonly mailbox?: string
  /** `id` of the Teams app manifest, as `externalId` in the organisation's catalogue. */
  readonly teamsAppId?: string
  /** What the app asks of every chat and meeting it is added to, as its manifest declares it. */
  readonly resourceSpecific?: readonly ResourceSpecific[]
  /**
   * SharePoint resource units per minute that the tenant's licences give one application (GRAPH-FACTS 3.1), or this copy's share
   * of them when several copies run.
   */
  readonly unitsPerMinute: number
  /** File that gets one JSON line per request; see `http/request-log.ts`. */
  readonly logFile?: string
  /** `NONISV|Company|App/1.0`: undecorated traffic is throttled first (GRAPH-FACTS 3.1). */
  readonly userAgent: string
  /** How long one call may wait for throttling and outages before it fails, and one attempt for its answer, in milliseconds. */
  readonly patience?: { readonly application?: number; readonly person?: number; readonly attempt?: number }
}

export interface DoorParts {
  readonly log: Log
  readonly clock: Clock
  readonly lists: readonly List[]
}

/** The only way to Microsoft 365. Made by `connectGraph`, which opens no connection: `lists.start()` and the rest do. */
export interface GraphDoor {
  /** Calls as the application (client credentials). */
  readonly application: GraphCaller
  /** Calls as the person whose verified token this is (on-behalf-of). */
  as(assertion: string): GraphCaller
  /** The site triple; resolved once when the configuration gave a path. */
  siteId(): Promise<string>
  readonly lists: ReplicatedLists
  readonly library: Library
  /** The same library, many files at once. */
  readonly documents: DocumentStore
  readonly directory: LiveDirectory
  readonly mail: Mail
  readonly tasks: Tasks
  readonly teamsApp: TeamsApp
  readonly calendars: Calendars
  /** `linkTo` makes deep links into Teams. */
  feed(linkTo: (page: string) => string): Feed
  readonly subscriptions: Subscriptions
  usage(): GraphUsage
  /** Whether Graph answered the last request, be it one that is tried again. */
  answers(): boolean
  /** Stops polling and cancels every wait; calls made afterwards fail. */
  close(): Promise<void>
}

/** Since the door was made; `resourceUnits` are SharePoint's. A `$batch` is one request. */
export interface GraphUsage {
  readonly requests: number
  readonly batches: number
  readonly resourceUnits: number
}

/** The lists with what keeps them fresh. */
export interface ReplicatedLists extends ListStore {
  /** Loads every list completely, then polls for changes until `stop`. Fails when a list is missing: provision first. */
  start(): Promise<void>
  stop(): void
  /** Another copy of the service changed these rows: fetch them soon. */
  applyRemote(change: ListChange): void
  /** SharePoint says that this list has changed: fetch what soon, several announcements together. */
  announced(list: string): void
  /** Until then SharePoint announces changes of every list, so that polling may be rare. */
  subscribedUntil(end: Date): void
  /** Lays the outbox's pending values over the rows from now on. */
  overlay(pending: PendingSource): void
  /** Application upserts by key, 20 per `$batch` across lists; outcomes in the order given. Never throws for one row. */
  upsertMany(writes: readonly OutboxWrite[], held?: () => boolean): Promise<readonly UpsertOutcome[]>
  /** Rows whose key or values could not be read as declared; they are logged and shown, or set aside when unusable. */
  faults(list: string): readonly RowFault[]
}

export interface RowFault {
  readonly list: string
  readonly itemId: string
  /** Column's field name; the key field for a blank or duplicate key. */
  readonly field: string
  readonly problem: 'blank-key' | 'duplicate-key' | 'unreadable'
  /** True when the row cannot be shown at all, because a required value has no honest substitute. */
  readonly setAside: boolean
}

export interface LiveDirectory extends Directory {
  /** Reads everybody once, then again every hour until `stop`. */
  start(): Promise<void>
  stop(): void
  refresh(): Promise<void>
}

export interface Mail {
  /** Plain text from the configured mailbox. `ok: false` when there is none or Exchange refused. */
  send(address: string, subject: string, text: string): Promise<{ ok: boolean }>
}

export type InstallOutcome = 'installed' | 'already' | 'not-in-catalogue' | 'refused' | 'unavailable'

export interface TeamsApp {
  /** Id in the organisation's catalogue, which differs from the manifest's; undefined while the app is not there. */
  catalogueId(): Promise<string | undefined>
  /** Installs the Teams app for these people (Entra object ids), 20 per request; having it already is fine. */
  installFor(people: readonly string[]): Promise<ReadonlyMap<string, InstallOutcome>>
}
