import type { Actor, Role } from './access/actor'
import type { Answers } from './ports/answers'
import type { Asks } from './ports/asks'
import type { Calendars } from './ports/calendars'
import type { Feed } from './ports/feed'
import type { GuestCards } from './ports/guests'
import type { Documents, Library } from './ports/library'
import type { ListStore } from './ports/lists'
import type { Cards, Messenger } from './ports/messaging'
import type { Locks, Outbox } from './ports/outbox'
import type { ConveningSteps, Plans } from './ports/plans'
import type { Floor, Live, Numbers, OpenVotes, SessionCards, WrittenProcedures } from './ports/session'
import type { Tasks } from './ports/tasks'
import type { Renderer } from './reports/render/renderer'
import type { Planner } from './scheduling/worker/planner'

/** What a use case is given. Types only: `server/` wires the real things, tests wire the same things on the local tenant. */
export interface Context {
  readonly lists: ListStore
  readonly outbox: Outbox
  readonly library: Library
  readonly documents: Documents
  readonly tasks: Tasks
  readonly directory: Directory
  readonly roles: RoleHolders
  readonly messenger: Messenger
  readonly cards: Cards
  readonly feed: Feed
  readonly renderer: Renderer
  readonly asks: Asks
  readonly votes: OpenVotes
  readonly procedures: WrittenProcedures
  readonly floor: Floor
  readonly sessionCards: SessionCards
  readonly guestCards: GuestCards
  readonly numbers: Numbers
  readonly live: Live
  readonly calendars: Calendars
  readonly planner: Planner
  readonly plans: Plans
  readonly convening: ConveningSteps
  readonly answers: Answers
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
  /** The page itself, as Teams frames it. */
  page(path: string): string
}

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

/** Who holds which app role, as Entra assigned them: what is done without a token of the person has no claims to read. */
export interface RoleHolders {
  of(person: string): Promise<readonly Role[]>
  /** Object ids; empty when nobody does or Entra cannot say. */
  holding(role: Role): Promise<readonly string[]>
}

/** Hash-chained log of what mattered: each entry holds the SHA-256 of the one before. */
export interface Audit {
  append(actor: Actor | null, action: string, subject: string, detail: object): Promise<void>
  /** Position of the first entry whose hash does not match, or null when the chain is intact. */
  firstBreak(): Promise<number | null>
}
