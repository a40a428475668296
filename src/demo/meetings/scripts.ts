import type { DecisionResult } from '../../committees/register/register-view'

/** What the demo says of past meetings: invented, in French. People are named by alias, times are counted from the day of seeding. */
export interface MeetingScript {
  readonly body: string
  /** Negative in the past. */
  readonly weeks: number
  /** 1 Monday … 5 Friday. */
  readonly weekday: number
  readonly hour: number
  readonly minutes: number
  readonly place: string
  readonly items: readonly ItemScript[]
}

export interface ItemScript {
  readonly title: string
  readonly kind: 'information' | 'discussion' | 'decision'
  readonly project?: string
  /** Of the project: rank of the milestone that the item decides on. */
  readonly gate?: number
  readonly by?: string
  readonly question?: string
  readonly notes: string
  /** Competing claims of a meeting ahead, and the one that is proposed. */
  readonly claims?: { readonly options: readonly OptionScript[]; readonly proposed: number }
  readonly decision?: DecisionScript
  readonly actions?: readonly ActionScript[]
}

export interface DecisionScript {
  readonly title: string
  readonly result: DecisionResult
  readonly text?: string
  readonly conditions?: string
  /** For, against, abstentions; by consent when absent. */
  readonly votes?: readonly [number, number, number]
  readonly options?: readonly OptionScript[]
  readonly chosen?: number
}

interface OptionScript {
  readonly title: string
  readonly consequences: string
  readonly cost: number | null
  readonly project: string | null
}

export interface ActionScript {
  readonly title: string
  readonly owner: string
  /** Days from the meeting to the due date, and to the day on which it was done; open when absent. */
  readonly due: number
  readonly done?: number
  /** Days by which it was put off, and why. */
  readonly later?: readonly [number, string]
}

export const room = 'Salle Delvaux et Teams'
export const teams = 'Réunion Teams'
