import type { agendaKind, agendaSource } from '../../../lists/committees/agenda-items'
import { gateKey, isGate } from '../../rules/gate'

export type AgendaKind = (typeof agendaKind)[number]
export type AgendaSource = (typeof agendaSource)[number]

/** A project that the body covers, with what it last said of itself. */
export interface ProjectFacts {
  readonly number: string
  readonly title: string
  readonly projectManager: string | null
  /** The last report that was handed in; drafts are nobody's word. */
  readonly report: {
    readonly key: string
    readonly isRed: boolean
    readonly comment: string | null
    readonly decisionsRequested: string | null
  } | null
  /** Open exception reports. */
  readonly exceptions: readonly ExceptionFacts[]
  /** Milestones that have not happened, with the day on which each is due. */
  readonly milestones: readonly MilestoneFacts[]
}

export interface MilestoneFacts {
  readonly key: string
  readonly title: string
  readonly due: string
  readonly isGate: boolean
  /** An earlier agenda of the body had it for decision: what became of that is the body's. */
  readonly wasAsked: boolean
}

export interface ExceptionFacts {
  readonly key: string
  readonly tolerance: 'time' | 'cost'
  readonly deviation: number | null
  readonly allowed: number | null
  readonly cause: string | null
}

export interface ActionFacts {
  readonly number: string
  readonly title: string
  readonly owner: string | null
  readonly dueOn: string
}

/** What an earlier meeting put off or did not come to, as it was. */
export interface PostponedFacts {
  /** Nobody has taken it onto an agenda yet. */
  readonly isProposal: boolean
  readonly key: string
  readonly title: string
  readonly kind: AgendaKind
  readonly source: AgendaSource
  readonly project: string | null
  readonly minutes: number | null
  readonly presenter: string | null
  readonly question: string | null
  readonly background: string | null
  readonly options: string | null
  readonly papers: string | null
}

export interface AgendaFacts {
  /** Day of the meeting, and of the one before it: what is due lies between. */
  readonly day: string
  readonly since: string
  readonly secretary: string | null
  readonly projects: readonly ProjectFacts[]
  /** A body of the whole portfolio hears of milestones in the report, not one by one. */
  readonly milestonesToo: boolean
  /** Projects on whose gates a narrower body decides. */
  readonly gatesElsewhere: ReadonlySet<string>
  /** Open actions of the body. */
  readonly actions: readonly ActionFacts[]
  /** Minutes that wait for approval, the oldest first. */
  readonly minutes: readonly { readonly meeting: string; readonly number: number }[]
  readonly postponed: readonly PostponedFacts[]
}

/** Says what the items are called, in the language of the body. */
export interface ItemWords {
  redProject(project: ProjectFacts): string
  exception(project: ProjectFacts): string
  deviation(exception: ExceptionFacts): string
  exceptionQuestion(project: ProjectFacts): string
  decision(project: ProjectFacts): string
  milestone(project: ProjectFacts, title: string): string
  gateQuestion(project: ProjectFacts, title: string): string
  due(day: string): string
  actions(): string
  action(action: ActionFacts): string
  minutes(number: number): string
  minutesQuestion(number: number): string
}

export interface FoundItem {
  readonly source: AgendaSource
  /** Names what it comes from, once per meeting. */
  readonly sourceKey: string
  readonly kind: AgendaKind
  readonly title: string
  readonly project: string | null
  readonly minutes: number
  readonly presenter: string | null
  readonly question: string | null
  readonly background: string | null
  /** Of an arbitration, as the item holds them. */
  readonly options: string | null
  readonly papers: string | null
  /** Stands among the proposals, whatever else is taken onto the agenda. */
  readonly isProposal: boolean
}

/** Minutes that each kind of item usually takes; the secretary changes them. */
export const usualMinutes: Readonly<Record<AgendaSource, number>> = {
  minutes: 5,
  exception: 20,
  decisionRequested: 15,
  redProject: 10,
  gate: 5,
  overdueAction: 10,
  person: 15,
}

/** A gate is talked about like any decision that a project asks for; of another milestone the body hears. */
export const minutesFor = (of: Pick<FoundItem, 'source' | 'kind'>): number =>
  usualMinutes[isGate(of) ? 'decisionRequested' : of.source]

const item = (values: Pick<FoundItem, 'source' | 'sourceKey' | 'kind' | 'title'> & Partial<FoundItem>): FoundItem => ({
  project: null,
  minutes: minutesFor(values),
  presenter: null,
  question: null,
  background: null,
  options: null,
  papers: null,
  isProposal: false,
  ...values,
})

const AGAIN = 'item:'

/** What an item that comes back from an earlier meeting names as its source. */
export const againKey = (item: string): string => `${AGAIN}${item}`

/** The earlier item that a source names, if it is one. */
export const earlierIn = (sourceKey: string): string | null =>
  sourceKey.startsWith(AGAIN) ? sourceKey.slice(AGAIN.length) : null

/** What an item about approving the minutes of a meeting names as its source. */
export const minutesKey = (meeting: string): string => `minutes:${meeting}`

/** What an item about the open exceptions of a project, all of them, names as its source. */
export const exceptionsSource = (project: string): string => `exception:${project}`

/**
 * What the portfolio asks of a body at its meeting. A project speaks once about its health: an open exception says more than a red
 * light, and so does a decision that its manager asks for; what comes back from an earlier meeting stands for what would be found anew. Pure.
 */
export const foundItems = (facts: AgendaFacts, words: ItemWords): readonly FoundItem[] => {
  const asked = facts.projects.flatMap((project) => ofProject(project, facts, words))
  const again = facts.postponed.filter((each) => !asked.some((found) => isGateNow(each, found)))
  return [
    ...facts.minutes.map(({ meeting, number }) =>
      item({
        source: 'minutes',
        sourceKey: minutesKey(meeting),
        kind: 'decision',
        title: words.minutes(number),
        presenter: facts.secretary,
        question: words.minutesQuestion(number),
      }),
    ),
    ...again.map(postponed),
    ...asked.filter((found) => !again.some((each) => isSameMatter(each, found))),
    ...overdue(facts, words),
  ]
}

/** The body was to hear of a milestone, and is now to decide on it. */
const isGateNow = (again: PostponedFacts, found: FoundItem): boolean =>
  again.kind === 'information' && again.question === null && isGate(found) && isSameMatter(again, found)

/** Two items that the portfolio asks for about the same thing. A project may ask for several decisions. */
export const isSameMatter = (
  a: Pick<FoundItem, 'source' | 'project' | 'title' | 'question'>,
  b: Pick<FoundItem, 'source' | 'project' | 'title' | 'question'>,
): boolean => {
  if (a.source !== b.source || a.source === 'person' || a.project === null || a.project !== b.project) return false
  if (a.source === 'gate') return a.title === b.title
  return a.source !== 'decisionRequested' || a.question === b.question
}

const postponed = ({ key, minutes, ...rest }: PostponedFacts): FoundItem => ({
  ...rest,
  sourceKey: againKey(key),
  minutes: minutes ?? minutesFor(rest),
})

const ofProject = (project: ProjectFacts, facts: AgendaFacts, words: ItemWords): readonly FoundItem[] => {
  const { number, report, exceptions, milestones, projectManager: presenter } = project
  const own = { project: number, presenter }
  const asked = report?.decisionsRequested?.trim() || null
  const found: FoundItem[] = []
  if (exceptions.length > 0)
    found.push(
      item({
        ...own,
        source: 'exception',
        sourceKey: exceptionsSource(number),
        kind: 'decision',
        title: words.exception(project),
        question: words.exceptionQuestion(project),
        background: exceptions.map((each) => words.deviation(each)).join('\n'),
      }),
    )
  if (report && asked !== null)
    found.push(
      item({
        ...own,
        source: 'decisionRequested',
        sourceKey: `decision:${report.key}`,
        kind: 'decision',
        title: words.decision(project),
        question: asked,
        background: report.comment,
      }),
    )
  if (found.length === 0 && report?.isRed)
    found.push(
      item({
        ...own,
        source: 'redProject',
        sourceKey: `red:${number}`,
        kind: 'discussion',
        title: words.redProject(project),
        background: report.comment,
      }),
    )
  const due = milestones.filter((each) => isDue(each, number, facts))
  return [
    ...found,
    ...due.map((each) =>
      item({
        ...own,
        source: 'gate',
        sourceKey: gateKey(each.key),
        kind: each.isGate ? 'decision' : 'information',
        title: words.milestone(project, each.title),
        question: each.isGate ? words.gateQuestion(project, each.title) : null,
        background: words.due(each.due),
      }),
    ),
  ]
}

/** A milestone is told once, after its day; a gate waits until the body has had it for decision. */
const isDue = (milestone: MilestoneFacts, project: string, facts: AgendaFacts): boolean => {
  const { due, isGate: decided, wasAsked } = milestone
  if (decided ? facts.gatesElsewhere.has(project) : !facts.milestonesToo) return false
  return due <= facts.day && (due > facts.since || (decided && !wasAsked))
}

/** All overdue actions are one item: they are gone through as a list. */
const overdue = ({ actions, day, secretary }: AgendaFacts, words: ItemWords): readonly FoundItem[] => {
  const late = actions
    .filter(({ dueOn }) => dueOn < day)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.number.localeCompare(b.number))
  if (late.length === 0) return []
  return [
    item({
      source: 'overdueAction',
      sourceKey: 'actions',
      kind: 'discussion',
      title: words.actions(),
      presenter: secretary,
      background: late.map((action) => words.action(action)).join('\n'),
    }),
  ]
}
