/** An answer as a manager sent it, in the order of sending. */
export interface Sent {
  readonly project: string
  readonly manager: string
  readonly overall: string
  readonly comment: string
  /** The service said that it is recorded. */
  acknowledged: boolean
}

/** A report as the list holds it, one entry per item: a double is seen. */
export interface HeldReport {
  readonly key: string
  readonly project: string
  readonly overall: string | null
  readonly comment: string | null
}

export interface Evidence {
  readonly cycle: string
  readonly sent: readonly Sent[]
  readonly reports: readonly HeldReport[]
  /** Keys of all items of every list, as `list key`. */
  readonly keys: readonly string[]
  /** Questions that reached each manager, by display name. */
  readonly questions: ReadonlyMap<string, number>
  /** Managers who got neither question nor reminder, although they had to answer. */
  readonly neverAsked: readonly string[]
  /** Managers who got a reminder although every project of theirs had been acknowledged before its step began. */
  readonly needlessReminders: readonly string[]
  readonly kills: number
  /** First broken position of the audit chain; null when it holds. */
  readonly auditBreak: number | null
  /** Problems of the publication, in words. */
  readonly publication: readonly string[]
  /** Copies that ended by themselves. */
  readonly crashes: readonly string[]
  /** Rows that SharePoint refused for good. */
  readonly refused: readonly string[]
}

export type Rule =
  | 'answer-lost'
  | 'duplicate-in-list'
  | 'reminder-after-answer'
  | 'duplicate-question'
  | 'never-asked'
  | 'audit-broken'
  | 'publication-differs'
  | 'copy-crashed'
  | 'row-refused'
  /** A run that did not come to its end proves nothing. */
  | 'run-cut-short'

export interface Violation {
  readonly rule: Rule
  readonly what: string
}

/** What must hold after every run, whatever happened in it. */
export const violationsOf = (evidence: Evidence): readonly Violation[] => [
  ...lostAnswers(evidence),
  ...doubles(evidence.keys).map((key): Violation => ({ rule: 'duplicate-in-list', what: key })),
  ...evidence.needlessReminders.map((person): Violation => ({ rule: 'reminder-after-answer', what: person })),
  ...evidence.neverAsked.map((person): Violation => ({ rule: 'never-asked', what: person })),
  ...askedTooOften(evidence),
  ...(evidence.auditBreak === null
    ? []
    : [{ rule: 'audit-broken', what: `position ${evidence.auditBreak}` } satisfies Violation]),
  ...evidence.publication.map((what): Violation => ({ rule: 'publication-differs', what })),
  ...evidence.crashes.map((what): Violation => ({ rule: 'copy-crashed', what })),
  ...evidence.refused.map((what): Violation => ({ rule: 'row-refused', what })),
]

/**
 * Each project whose answer was acknowledged has it in the list as last sent. What was sent later without an acknowledgement may
 * have arrived, so it may stand there instead; what was sent earlier may not.
 */
const lostAnswers = ({ cycle, sent, reports }: Evidence): readonly Violation[] => {
  const projects = [...new Set(sent.map(({ project }) => project))]
  return projects.flatMap((project): readonly Violation[] => {
    const own = sent.filter((one) => one.project === project)
    const lastAcknowledged = own.findLastIndex(({ acknowledged }) => acknowledged)
    if (lastAcknowledged < 0) return []
    const possible = own.slice(lastAcknowledged)
    const held = reports.find(({ key }) => key === `${cycle}:${project}`)
    if (held && possible.some(({ overall, comment }) => held.overall === overall && held.comment === comment)) return []
    const said = held ? `${held.overall} “${held.comment}”` : 'nothing'
    const wanted = possible.map(({ overall, comment }) => `${overall} “${comment}”`).join(' or ')
    return [{ rule: 'answer-lost', what: `${project}: the list holds ${said}, sent was ${wanted}` }]
  })
}

const doubles = (keys: readonly string[]): readonly string[] => keys.filter((key, index) => keys.indexOf(key) !== index)

const askedTooOften = ({ questions, kills }: Evidence): readonly Violation[] => {
  const extra = [...questions.values()].reduce((sum, count) => sum + Math.max(0, count - 1), 0)
  return extra > kills ? [{ rule: 'duplicate-question', what: `${extra} for ${kills} kills` }] : []
}
