import type { Actor } from './access/actor'
import type { List, Patch, Row, Values } from './lists/kit/list'
import type { Renderer } from './reports/render/renderer'
import type { PublicationModel } from './reports/reports-view'
import type { EscalationModel, LateModel, QuestionModel, ReminderModel } from './status/question-view'

/** What a use case is given. Types only: `server/` wires the real things, tests wire the same things on the local tenant. */
export interface Context {
  readonly lists: ListStore
  readonly outbox: Outbox
  readonly library: Library
  readonly directory: Directory
  readonly messenger: Messenger
  readonly cards: Cards
  readonly renderer: Renderer
  readonly asks: Asks
  readonly audit: Audit
  readonly locks: Locks
  readonly clock: Clock
  readonly log: Log
  readonly links: Links
}

export interface Clock {
  /** The present instant. Rules never call this: they take `today` or `now` as an argument. */
  now(): Date
}

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Addresses that people can open. */
export interface Links {
  /** Deep link into a tab page of the Teams app, e.g. `portfolio`, `project/P-008`, `cycle/2026-11`. */
  tab(path: string): string
}

/**
 * The site's lists. Reads come from the in-memory replica overlaid with rows still waiting in the outbox, and never wait for
 * Graph once warm. Writes by a person go through `as(assertion)` with that person's own token (on-behalf-of).
 */
export interface ListStore {
  all<L extends List>(of: L): readonly Row<L>[]
  find<L extends List>(of: L, key: string): Row<L> | undefined
  /** Freshness of the replica of a list. */
  freshness(of: List): Freshness
  /** Called with the list name and the keys of the rows that changed, from whatever source. Returns the unsubscribe function. */
  onChange(listener: (change: ListChange) => void): () => void
  /** Application writes that cannot wait in the outbox (an edge that needs the outcome now). */
  readonly asApplication: ListWriter
  as(assertion: string): ListWriter
}

export interface Freshness {
  /** UTC ISO 8601 of the last successful synchronisation; null before the first. */
  readonly syncedAt: string | null
  /** Set when the last attempt failed. */
  readonly failure: string | null
}

export interface ListChange {
  readonly list: string
  readonly keys: readonly string[]
}

export interface ListWriter {
  create<L extends List>(of: L, values: Values<L>): Promise<WriteOutcome<L>>
  /** `etag` null writes unconditionally (application only). A stale etag returns `conflict` with the present row. */
  update<L extends List>(of: L, itemId: string, patch: Patch<L>, etag: string | null): Promise<WriteOutcome<L>>
  /**
   * Many updates, each with its own etag, in as few `$batch` requests as possible; outcomes in the order given. A row that
   * Graph did not answer for is one of the outcomes, because other rows may have been written.
   */
  updateMany<L extends List>(of: L, updates: readonly RowUpdate<L>[]): Promise<readonly RowOutcome<L>[]>
  /** Many removals in as few `$batch` requests as possible, outcomes in the order given; a null etag removes unconditionally. */
  removeMany(of: List, removals: readonly RowRemoval[]): Promise<readonly RemovalOutcome[]>
}

export interface RowUpdate<L extends List> {
  readonly itemId: string
  readonly patch: Patch<L>
  readonly etag: string | null
}

export interface RowRemoval {
  readonly itemId: string
  readonly etag: string | null
}

export type RemovalOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'conflict' | 'not-found' | 'forbidden' | RowFailure }

export type WriteOutcome<L extends List> =
  | { readonly ok: true; readonly row: Row<L> }
  | { readonly ok: false; readonly reason: 'conflict'; readonly current: Row<L> }
  | { readonly ok: false; readonly reason: 'not-found' | 'forbidden' | 'duplicate-key' }

/** `unavailable`: no answer within patience, so nobody knows whether the row was written. `invalid`: Graph refused the values. */
export type RowFailure = 'unavailable' | 'invalid'

/** What became of one row among many. A write of a single row throws its failure instead. */
export type RowOutcome<L extends List> = WriteOutcome<L> | { readonly ok: false; readonly reason: RowFailure }

/**
 * Durable application writes. A write is an upsert identified by the list's key: it survives the process, coalesces with a
 * pending write of the same key (later values win, field by field), and reaches SharePoint in `$batch`es when SharePoint can.
 */
export interface Outbox {
  put(writes: readonly OutboxWrite[]): Promise<void>
  /**
   * Resolves when everything put before the call is in SharePoint, or only these rows; rejects after `timeoutMs`, and when
   * SharePoint refused one of them.
   */
  drained(timeoutMs?: number, rows?: readonly Pick<OutboxWrite, 'list' | 'key'>[]): Promise<void>
  pending(): number
  /**
   * Takes in at once what other copies of the service have put, of these rows or all, without waiting to be told. Rejects when
   * that cannot be found out: whoever asks wants to decide on it.
   */
  catchUp(rows?: readonly ListChange[]): Promise<void>
}

/** Locks that hold between all copies of the service. Never taken one inside the other. */
export interface Locks {
  /** Runs `work` together with others that share the lock, and never together with one that has it exclusively. */
  /** `alone`: also holds this lock, which nothing else takes otherwise, exclusively. */
  shared<T>(name: string, work: () => Promise<T>, alone?: string): Promise<T>
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T>
}

export interface OutboxWrite<L extends List = List> {
  readonly list: L
  readonly key: string
  /** Must contain every required field when the row may not exist yet. */
  readonly values: Patch<L>
  /**
   * The values that this write replaces, where it must not overwrite anybody: a field that SharePoint then holds with neither
   * this nor the new value was changed by somebody else, and is left as it is.
   */
  readonly replaces?: Patch<L>
}

/**
 * Values that wait in the outbox, as the list store overlays them on the replica: a reader sees an answer at once, even while
 * SharePoint is down. Keys are row keys; values are the coalesced pending values of that row.
 */
export interface PendingSource {
  pending(list: string): ReadonlyMap<string, object>
  /** Called after pending rows were added, changed or taken away. Returns the unsubscribe function. */
  onChange(listener: (change: ListChange) => void): () => void
}

/** What became of one outbox write. `retry`: nothing is lost, try again (after `afterMs` when SharePoint named a wait). */
export type UpsertOutcome =
  /** `left`: fields that were not written, because somebody else had changed them. */
  | { readonly outcome: 'ok'; readonly left?: readonly string[] }
  | { readonly outcome: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string }

/** The site's document library. Paths are relative to the library root, segments separated by `/`. */
export interface Library {
  /** Uploads a file that must not exist yet (`conflictBehavior=fail`); large files through an upload session. */
  upload(path: string, content: Uint8Array, contentType: string): Promise<UploadOutcome>
  /** The file at a path, or undefined: lets an interrupted publication go on where it stopped. */
  find(path: string): Promise<StoredFile | undefined>
  download(driveItemId: string): Promise<Uint8Array>
}

export interface StoredFile {
  readonly driveItemId: string
  readonly webUrl: string
  readonly bytes: number
}

export type UploadOutcome = ({ readonly ok: true } & StoredFile) | { readonly ok: false; readonly reason: 'exists' }

/** People as Entra knows them, cached. `id` is the Entra object id in lower case. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly mail: string
  readonly jobTitle: string | null
  readonly locale: Locale
}

export type Locale = 'fr' | 'en'

export interface Directory {
  all(): readonly Person[]
  person(id: string): Person | undefined
}

/** An Adaptive Card payload, schema 1.5. */
export type Card = { readonly type: 'AdaptiveCard'; readonly [property: string]: unknown }

/** A card and the plain text that notifications and the e-mail subject line show. */
export interface DrawnCard {
  readonly card: Card
  readonly summary: string
}

/** Drawn by `bot/`, in the reader's language; pure. */
export interface Cards {
  question(model: QuestionModel, locale: Locale): DrawnCard
  reminder(model: ReminderModel, locale: Locale): DrawnCard
  escalation(model: EscalationModel, locale: Locale): DrawnCard
  /** For the PMO channel and the command "late". */
  late(model: LateModel, locale: Locale): DrawnCard
  /** For the PMO channel, when a cycle was published. */
  publication(model: PublicationModel, locale: Locale): DrawnCard
}

export interface MessageRef {
  readonly conversationId: string
  readonly activityId: string
}

export type SendOutcome =
  | { readonly ok: true; readonly ref: MessageRef }
  | { readonly ok: false; readonly reason: 'not-installed' | 'blocked' | 'throttled' | 'too-large' | 'unavailable' }
  /** No answer came to the send: the message may have arrived, so it must not be sent again. */
  | { readonly ok: false; readonly reason: 'unknown' }

/** The bot's outgoing side, and the e-mail that replaces it when the bot is blocked. */
export interface Messenger {
  sendCard(person: string, card: Card, summary: string): Promise<SendOutcome>
  sendText(person: string, text: string): Promise<SendOutcome>
  updateCard(ref: MessageRef, card: Card, summary: string): Promise<SendOutcome>
  postToChannel(card: Card, summary: string): Promise<SendOutcome>
  sendMail(person: string, subject: string, text: string): Promise<{ ok: boolean }>
}

/** Where the bot reaches a person: kept from what the connector sent. `userId` is the person's `29:…` id, unique per bot. */
export interface Conversation {
  readonly person: string
  readonly userId: string
  readonly conversationId: string
  readonly serviceUrl: string
}

/** Conversation references in PostgreSQL. One row per person: the newest address wins, because a service URL may change. */
export interface Conversations {
  find(person: string): Promise<Conversation | undefined>
  /** By conversation id: a message is updated through the connector that delivered it. */
  ofConversation(conversationId: string): Promise<Conversation | undefined>
  save(conversation: Conversation): Promise<void>
  /** Service URL of the team that holds the PMO channel, once the bot was installed there. */
  channelServiceUrl(): Promise<string | undefined>
  saveChannelServiceUrl(serviceUrl: string): Promise<void>
}

/** Makes at-least-once delivery of card answers harmless: the connector repeats, people double-click. */
export interface InvokeLedger {
  /**
   * Runs `produce` for the first delivery of `key` and stores its answer (JSON text); a repeat gets the stored answer, also
   * while the first still runs (it waits) and on another copy of the service. A `produce` that throws stores nothing, an answer
   * that `isKept` says no to neither; the others are kept for the minute or so in which a delivery may be repeated.
   */
  once(key: string, produce: () => Promise<string>, isKept?: (answer: string) => boolean): Promise<string>
}

/** Who was asked what and when, in PostgreSQL: Microsoft 365 has no place for it, and it costs no Graph request. */
export interface Asks {
  /** One row per cycle and person. Creating it twice returns the existing one: one question per manager, whatever happens. */
  claim(cycle: string, person: string): Promise<{ claimed: boolean; ask: Ask }>
  save(cycle: string, person: string, change: Partial<Omit<Ask, 'cycle' | 'person'>>): Promise<void>
  ofCycle(cycle: string): Promise<readonly Ask[]>
  find(cycle: string, person: string): Promise<Ask | undefined>
  /** Marks a step of the ladder (`reminder:D-3`, `escalation`, …) as done once; false when it had been done before. */
  markStep(cycle: string, person: string, step: string, at: Date): Promise<boolean>
  /**
   * Notes that an answer to this project was sent at this instant, by the clock of the channel. False when one that was sent
   * later had come before: activities may overtake each other on their way.
   */
  isLatestAnswer(cycle: string, project: string, sentAt: Date): Promise<boolean>
  /** Marks the question of a person as read, once; false when it had been, or was never asked. */
  markRead(cycle: string, person: string, at: Date): Promise<boolean>
  log(entry: Delivery): Promise<void>
  deliveries(cycle: string): Promise<readonly Delivery[]>
}

export interface Ask {
  readonly cycle: string
  readonly person: string
  readonly message: MessageRef | null
  /** Set just before the question leaves, so that a send cut short by a crash is recognised and never repeated. */
  readonly sendingAt: Date | null
  readonly askedAt: Date | null
  readonly lastReminderAt: Date | null
  readonly failure: string | null
}

export interface Delivery {
  readonly cycle: string
  readonly person: string
  /** `question`, `reminder:D-3`, `reminder:D`, `nudge`, `escalation`, `digest` … */
  readonly kind: string
  readonly channel: 'bot' | 'mail'
  readonly outcome: 'sent' | 'read' | 'failed'
  readonly reason: string | null
  readonly at: Date
}

/** Hash-chained log of what mattered: each entry holds the SHA-256 of the one before. */
export interface Audit {
  append(actor: Actor | null, action: string, subject: string, detail: object): Promise<void>
  /** Position of the first entry whose hash does not match, or null when the chain is intact. */
  firstBreak(): Promise<number | null>
}
