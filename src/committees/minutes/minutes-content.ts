import type { Locale } from '../../i18n/text'

/** What the minutes of a meeting say, in words, free of any file format. */
export interface MinutesContent {
  readonly locale: Locale
  readonly kicker: string
  /** The body, and the meeting below. */
  readonly title: string
  readonly subtitle: string
  /** "Projet, version 2", or by whom and where they were approved. */
  readonly status: string
  readonly facts: readonly Fact[]
  readonly attendance: Table
  /** What a quorum asked for and what there was; null when the body asks for none. */
  readonly quorum: string | null
  /** Whose attendance was corrected after the meeting, and that its votes stay as they were counted; null where nobody’s was. */
  readonly corrected: string | null
  readonly items: readonly MinutedItem[]
  /** Decisions and actions that belong to no item. */
  readonly further: Pick<MinutedItem, 'decisions' | 'actions'>
  readonly summary: { readonly decisions: Table | null; readonly actions: Table | null }
  readonly headings: {
    readonly attendance: string
    readonly items: string
    readonly decisions: string
    readonly actions: string
  }
  readonly signatures: readonly Fact[]
  readonly footer: string
}

export interface Fact {
  readonly label: string
  readonly value: string
}

export interface Table {
  readonly columns: readonly { readonly title: string; readonly share: number }[]
  readonly rows: readonly (readonly string[])[]
}

export interface MinutedItem {
  readonly title: string
  readonly about: string
  readonly question: string | null
  readonly paragraphs: readonly string[]
  readonly decisions: readonly MinutedDecision[]
  readonly actions: readonly string[]
}

export interface MinutedDecision {
  readonly number: string
  readonly result: string
  readonly paragraphs: readonly string[]
  readonly facts: readonly Fact[]
  /** Options of an arbitration; the chosen one is said in words. */
  readonly options: Table | null
}

/** The name of a person by object id. */
export type NameOf = (person: string | null) => string | null

/** What the heading says of the state of the minutes. */
export type MinutesStatus =
  | { readonly state: 'review'; readonly version: number }
  | {
      readonly state: 'approved'
      readonly version: number
      readonly on: string
      readonly by: string
      readonly in: { readonly title: string; readonly written: boolean } | null
    }
