import type { Actor } from '../access/actor'
import type { ListChange } from './lists'
import type { OutboxWrite } from './outbox'

/** Rows as this copy of the service knew them at one moment. */
export type KnownRows = readonly { readonly list: string; readonly key: string; readonly revision: number }[]

/** What an answer to the question of a cycle changes. */
export interface JudgedAnswer {
  readonly cycle: string
  readonly project: string
  /** Key of the report: answers to one report follow one another. */
  readonly report: string
  /** What it was judged by: when one of these rows has changed since, the answer must be judged again. */
  readonly known: KnownRows
  /** When it left its sender, by the clock of the channel; null when unknown. */
  readonly sentAt: Date | null
  /** Null when the report says all of it already. */
  readonly change: {
    readonly writes: readonly OutboxWrite[]
    readonly audit: {
      readonly actor: Actor
      readonly action: string
      readonly subject: string
      readonly detail: object
    }
    /** Who has read the question by answering it: the first time, the delivery log says so. */
    readonly readAt: Date
  } | null
}

/**
 * Answers, recorded durably in one step: outbox, audit, delivery log. Never while a copy of the service has the lock of the cycles
 * for itself.
 */
export interface Answers {
  /** To be called before these rows are read from the lists. */
  known(rows: readonly ListChange[]): KnownRows
  /**
   * `stale`: somebody has changed what it was judged by. `overtaken`: a later one had come before, because activities may
   * overtake each other on their way. Neither changes anything.
   */
  record(answer: JudgedAnswer): Promise<'recorded' | 'stale' | 'overtaken'>
}
