import type { actionState } from '../../lists/committees/actions'
import type { PersonName } from '../bodies-view'

export type ActionState = (typeof actionState)[number]

/** An action as its page shows it. Pure types, imported by tabs. */
export interface ActionRow {
  readonly number: string
  readonly etag: string
  readonly title: string
  /** Blank where the reader may not know of the body. */
  readonly body: string | null
  readonly bodyTitle: string | null
  readonly meeting: string | null
  readonly decision: string | null
  readonly project: string | null
  readonly owner: string | null
  readonly ownerName: string | null
  readonly dueOn: string | null
  readonly firstDueOn: string | null
  readonly reason: string | null
  readonly state: ActionState
  readonly doneAt: string | null
  /** Calendar days since it was due; 0 when it is not overdue. */
  readonly daysLate: number
  readonly escalated: boolean
  readonly mine: boolean
  /** Of a body that the reader sits in. */
  readonly ofMyBodies: boolean
  readonly mayEdit: boolean
}

/** `GET /api/actions` */
export interface ActionsView {
  readonly rows: readonly ActionRow[]
  /** For a new owner; empty for those who may edit nothing. */
  readonly people: readonly PersonName[]
  readonly seesAll: boolean
  readonly today: string
  readonly freshness: { readonly syncedAt: string | null; readonly stale: boolean }
}

/** `PATCH /api/actions/:action`: whoever acts saw the version `etag`, and these values. */
export interface ActionEdit {
  readonly etag: string
  readonly base: Pick<ActionRow, 'owner' | 'dueOn' | 'state'>
  readonly change: ActionChange
}

export interface ActionChange {
  readonly owner?: string
  readonly dueOn?: string
  readonly state?: ActionState
  /** Required where the date moves later. */
  readonly reason?: string
}

export const REASON_MAX = 1_000
