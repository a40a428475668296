import type { PersonName } from '../bodies-view'

/** One action as a card shows it. */
export interface ActionLine {
  readonly number: string
  readonly title: string
  /** Of the body; null where the reader may not know of it. */
  readonly body: string | null
  readonly owner: string | null
  readonly dueOn: string | null
  readonly state: 'open' | 'done' | 'cancelled'
  readonly daysLate: number
  readonly reason: string | null
  /** The reader may answer for it. */
  readonly mayEdit: boolean
}

export interface ActionsModel {
  /** `due`: a reminder to the owner. `escalation`: to those who answer for the body. `planner`: to the owner, of a change that was undone there. */
  readonly kind: 'due' | 'escalation' | 'planner'
  readonly firstName: string
  readonly lines: readonly ActionLine[]
  /** The one whose form is open, with what the form starts from. */
  readonly form: ActionForm | null
  readonly tabUrl: string
}

export interface ActionForm {
  readonly number: string
  readonly kind: 'later' | 'reassign'
  /** Proposed date, or what was typed. */
  readonly dueOn: string
  readonly reason: string
  /** Who could take it over: members of the body. */
  readonly people: readonly PersonName[]
  readonly refusal: string | null
}

/** More do not fit a card; the page has them all. */
export const LINES_MAX = 8
