import type { BrokenRule, Doubt } from './candidates/judge'

/** What the engine answers. Codes and figures only: surfaces turn them into words. */
export interface Plan {
  /** In the order of their starts; fixed meetings included. */
  readonly placements: readonly Placement[]
  readonly unplaced: readonly Unplaced[]
  readonly figures: Figures
}

export interface Figures {
  /** Meetings to place, fixed ones left out, like in all figures here. */
  readonly meetings: number
  readonly placed: number
  /** Mean expected attendance of the placed meetings, in percent. */
  readonly attendance: number
  readonly objective: number
  /** Proven: no plan has more points. */
  readonly bound: number
  /** Percent by which the bound is above the objective; 0 when the plan is proven best. */
  readonly gap: number
}

export interface Placement {
  /** `body#number` of the meeting; a fixed meeting beyond the cadence has an empty key. */
  readonly key: string
  readonly body: string
  readonly start: string
  readonly end: string
  readonly room: string | null
  readonly isFixed: boolean
  readonly why: Why
}

export interface Why {
  readonly attendance: number
  /** Members who are not certain to come, and what their calendar says. */
  readonly doubtful: readonly Doubt[]
  /** Points lost, before importance. */
  readonly lost: { readonly odd: number; readonly spread: number; readonly unpreferred: number }
  /** Rules that a fixed meeting breaks; none of a meeting that the engine placed. */
  readonly broken: readonly BrokenRule[]
  /** The slot worth most to this meeting alone, when it is not this one, and the meetings that are in its way. */
  readonly ideal: { readonly start: string; readonly lost: number; readonly blockedBy: readonly string[] } | null
  /** The best other slot with all other meetings where they are, and what it would have cost; null when there is none. */
  readonly nextBest: { readonly start: string; readonly cost: number; readonly attendance: number } | null
}

export interface Unplaced {
  readonly key: string
  readonly body: string
  /**
   * A minimal set of rules and people that leave no slot, with all other meetings where they are: without any one of them there
   * would be one.
   */
  readonly clash: readonly ClashingRule[]
  /** The cheapest ways to place it, each tried with all other meetings where they are. */
  readonly relaxations: readonly Relaxation[]
}

export interface Relaxation {
  readonly changes: readonly (
    | { readonly code: 'shorten-notice' | 'allow-excluded' | 'lower-quorum' | 'without-room' | 'shorten-meeting' }
    | { readonly code: 'accept-tentative' | 'excuse-mandatory' | 'excuse-member'; readonly person: string }
  )[]
  /** Points: what the rules are worth, and what the slot loses against one with everybody at the ideal time. */
  readonly cost: number
  readonly start: string
  readonly attendance: number
}

export type ClashingRule =
  | BrokenRule
  /** The person would be needed in these meetings at the same time. */
  | { readonly code: 'double-booking'; readonly person: string; readonly meetings: readonly string[] }
  | { readonly code: 'rooms-taken' }

/** Percent by which `bound` is above `objective`, with two decimals, never rounded down to 0. */
export const gapOf = (objective: number, bound: number): number => {
  if (bound <= objective) return 0
  return Math.max(0.01, Math.round(((bound - objective) / Math.max(1, objective)) * 10_000) / 100)
}
