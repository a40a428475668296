import type { MessageRef } from './messaging'

/** Who was asked what and when, in PostgreSQL: Microsoft 365 has no place for it, and it costs no Graph request. */
export interface Asks {
  /** One row per cycle and person. Creating it twice returns the existing one: one question per manager, whatever happens. */
  claim(cycle: string, person: string): Promise<{ claimed: boolean; ask: Ask }>
  save(cycle: string, person: string, change: Partial<Omit<Ask, 'cycle' | 'person'>>): Promise<void>
  ofCycle(cycle: string): Promise<readonly Ask[]>
  find(cycle: string, person: string): Promise<Ask | undefined>
  /** The message that holds the question of a person; null while there is none. It never changes. */
  message(cycle: string, person: string): Promise<MessageRef | null>
  /** Marks a step of the ladder (`reminder:D-3`, `escalation`, …) as done once; false when it had been done before. */
  markStep(cycle: string, person: string, step: string, at: Date): Promise<boolean>
  /** The same for a step that must not be lost: one that was marked longer ago than this, by the clock of the database, is marked anew. */
  leaseStep(cycle: string, person: string, step: string, minutes: number): Promise<boolean>
  isStepMarked(cycle: string, person: string, step: string): Promise<boolean>
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
  /** `feed`: the activity feed of Teams, many people at once. */
  readonly channel: 'bot' | 'mail' | 'feed'
  readonly outcome: 'sent' | 'read' | 'failed'
  readonly reason: string | null
  readonly at: Date
}
