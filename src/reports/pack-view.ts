import type { Health, Trend } from '../lists/codes'

/**
 * Content of the executive pack, ready to be drawn: texts are in the reader's language, numbers and dates formatted, health
 * still a code because each surface draws it as icon, word and colour. Pure types: the PowerPoint writer and the preview in
 * the cycle tab draw the same model.
 */
export interface PackView {
  readonly locale: 'fr' | 'en'
  readonly title: string
  readonly footer: { readonly left: string; readonly right: string }
  readonly pages: readonly PackPage[]
}

export type PackPage = CoverPage | SummaryPage | ChangesPage | ExceptionsPage | DecisionsPage | ProjectPage

interface PageHead {
  /** Small line above the title. */
  readonly kicker: string
  /** A sentence computed from the figures: what the page says. */
  readonly title: string
}

export interface CoverPage extends PageHead {
  readonly kind: 'cover'
  readonly subtitle: string
  readonly counts: HealthCount
  readonly lines: readonly string[]
}

/** Number of projects by published health; `none` owed a report and gave none. */
export interface HealthCount {
  readonly green: number
  readonly amber: number
  readonly red: number
  readonly none: number
}

export interface HistoryPoint extends HealthCount {
  readonly cycle: string
  /** Short label on the axis, such as `11/26`. */
  readonly label: string
}

/** One project in a table of the pack. */
export interface ProjectLine {
  readonly number: string
  readonly title: string
  /** Published health; null is "no answer". */
  readonly health: Health | null
  /** Set when dates and costs say worse than the manager: "computed red". */
  readonly computed: Health | null
  /** Deviation of the end, `+92 j`; null when unknown. `endBroken` when it exceeds the tolerance. */
  readonly end: string | null
  readonly endBroken: boolean
  /** Deviation of the cost, `+11,3 %`. */
  readonly cost: string | null
  readonly costBroken: boolean
}

export interface DecisionLine {
  readonly number: string
  readonly title: string
  /** What the committee is asked, and what follows when it does not decide (may be empty). */
  readonly request: string
  /** "P-008 : approuver la nouvelle référence." */
  readonly heading: string
  readonly consequence: string
}

export interface SummaryPage extends PageHead {
  readonly kind: 'summary'
  readonly chartTitle: string
  /** Oldest first; the last is this cycle. */
  readonly history: readonly HistoryPoint[]
  readonly exceptionsTitle: string
  readonly exceptions: readonly ProjectLine[]
  /** Below the table: what is measured, how many more there are. */
  readonly exceptionsNote: string
  readonly decisionsTitle: string
  readonly decisions: readonly DecisionLine[]
  /** Below the decisions or instead of them. */
  readonly decisionsNote: string
}

export interface ChangeLine {
  readonly number: string
  readonly title: string
  readonly before: Health | null
  readonly after: Health | null
  readonly reason: string
}

export interface ChangesPage extends PageHead {
  readonly kind: 'changes'
  readonly groups: readonly { readonly title: string; readonly lines: readonly ChangeLine[]; readonly empty: string }[]
  readonly note: string
}

export interface ExceptionLine extends ProjectLine {
  readonly manager: string
  readonly trend: Trend | null
  readonly cause: string
}

export interface ExceptionsPage extends PageHead {
  readonly kind: 'exceptions'
  readonly lines: readonly ExceptionLine[]
  readonly note: string
}

export interface DecisionsPage extends PageHead {
  readonly kind: 'decisions'
  /** Rank of the first line over all decision pages, from 1. */
  readonly first: number
  readonly lines: readonly DecisionLine[]
  readonly note: string
}

export interface KeyFigure {
  readonly label: string
  readonly value: string
  readonly note: string
  /** Present on the health figure only. */
  readonly health?: Health | null
}

/** Dates are ISO; `state` says how the forecast is drawn, `label` what is written beside it. */
export interface MilestoneLine {
  readonly title: string
  readonly baseline: string | null
  readonly forecast: string | null
  readonly state: 'done' | 'planned' | 'late' | 'slipping' | 'broken'
  readonly label: string
}

export interface CostBar {
  readonly label: string
  /** Euros. */
  readonly amount: number
  readonly text: string
  readonly emphasis: Health | null
}

export interface ProjectPage extends PageHead {
  readonly kind: 'project'
  readonly number: string
  /** The worse of published and computed: orders the pages. */
  readonly health: Health | null
  readonly figures: readonly KeyFigure[]
  readonly milestonesTitle: string
  readonly milestones: readonly MilestoneLine[]
  /** Said instead of the timeline when there is no milestone. */
  readonly milestonesNote: string
  /** ISO date of the cut-off: the "today" line of the timeline. */
  readonly asOf: string
  readonly costsTitle: string
  readonly costs: readonly CostBar[]
  /** Euros: where the dotted line stands. */
  readonly approvedCost: number | null
  readonly costsNote: string
  /** Cause, next step, decision requested. */
  readonly columns: readonly { readonly title: string; readonly text: string; readonly strong: boolean }[]
}
