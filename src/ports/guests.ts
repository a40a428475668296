import type { MessageRef } from './messaging'

/** The cards by which guests know of their items, the last one of each person and meeting: what changes has to reach them. */
export interface GuestCards {
  /** Notes the card that a person was just sent, in place of an earlier one. */
  sent(card: Omit<GuestCard, 'round' | 'ended'>): Promise<void>
  /** Of one meeting, also those of whom nothing more is told. */
  ofMeeting(meeting: string): Promise<readonly GuestCard[]>
  /** Those that are to be kept up to date, of all meetings. */
  standing(): Promise<readonly GuestCard[]>
  redrawn(meeting: string, person: string, shown: string): Promise<void>
  /** Nothing more is told by this card. `withdrawn`: whoever is invited again is told anew. */
  end(meeting: string, person: string, withdrawn: boolean): Promise<void>
}

export interface GuestCard {
  readonly meeting: string
  readonly person: string
  /** Null where an e-mail stands in for the card. */
  readonly message: MessageRef | null
  readonly sentAt: Date
  /** What it shows, in a form that two copies of the service can compare. */
  readonly shown: string
  /** How often the invitation was taken back. */
  readonly round: number
  readonly ended: boolean
}
