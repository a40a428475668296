import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Decisions } from '../../lists/committees/decisions'
import type { Row, Values } from '../../lists/kit/list'
import { earlierIn, exceptionsSource } from '../agenda/rules/found-items'

type Lists = Pick<Context, 'lists'>
type Sourced = Partial<Pick<Values<typeof AgendaItems>, 'source' | 'sourceKey' | 'project'>>
type Decision = Row<typeof Decisions>

/** However often an item was put off, its chain is no longer than this. */
const MOST_STEPS = 50

/**
 * The exception or the decision of the body below that was escalated into an item, also where a meeting put the item off and a later one
 * took it up. Null for any other item: what an agenda lists of a project's exceptions by itself was escalated by nobody.
 */
export const escalatedIn = ({ lists }: Lists, item: Sourced): string | null => {
  let each: Sourced | undefined = item
  for (let step = 0; step < MOST_STEPS && each?.source === 'exception' && each.sourceKey; step += 1) {
    const earlier = earlierIn(each.sourceKey)
    if (earlier === null) return each.sourceKey === exceptionsSource(each.project ?? '') ? null : each.sourceKey
    each = lists.find(AgendaItems, earlier)
  }
  return null
}

/** What a decision came from. What was written down before items that were put off were followed is looked up again. */
export const origin = (ctx: Lists, { item, escalatedFrom }: Pick<Decision, 'item' | 'escalatedFrom'>): string | null =>
  (item !== null ? lookedUp(ctx, item) : null) ?? (isPlain(escalatedFrom) ? escalatedFrom : null)

const lookedUp = (ctx: Lists, key: string): string | null => {
  const item = ctx.lists.find(AgendaItems, key)
  return item ? escalatedIn(ctx, item) : null
}

const isPlain = (key: string | null): boolean =>
  key !== null && earlierIn(key) === null && !key.startsWith('exception:')

/** What bodies below have decided of an exception or a decision on its way up, the last first: each on what the one before it sent. */
export const decidedOnTheWay = (ctx: Lists, key: string): readonly Decision[] => {
  const found = new Map<string, Decision>()
  let at: string | null = key
  while (at !== null && !found.has(at)) {
    const decision: Decision | undefined = ctx.lists.find(Decisions, at)
    if (!decision) break
    found.set(at, decision)
    at = origin(ctx, decision)
  }
  const exception = at
  const others = ctx.lists
    .all(Decisions)
    .filter((each) => each.result !== null && !found.has(each.number) && origin(ctx, each) === exception)
    .toSorted((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? '') || b.number.localeCompare(a.number))
  return exception === null || ctx.lists.find(Decisions, exception)
    ? [...found.values()]
    : [...found.values(), ...others]
}
