import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import type { Logged, OutboxWrite } from '../../ports/outbox'
import { dayOf, type FoundMeeting } from '../meetings/find-meeting'
import { forMinutes, mayRecord } from './for-minutes'
import { type Refused, refused } from './in-session'
import { nextAction } from './numbering'
import { actionLines, type Candidate, parseAction, type Typing } from './rules/parse-action'
import { type AgendaItem, factsOf, idOf } from './session-facts'

export interface ReadyAction {
  readonly title: string
  readonly owner: string
  readonly dueOn: string
}

/** Whom an action may be given to: everybody in the directory, those of the meeting first. */
export const candidatesFor = (ctx: Context, found: FoundMeeting): readonly Candidate[] => {
  const { attendances, guests, members } = factsOf(ctx, found)
  const here = new Set([
    ...members.map(({ id }) => id),
    ...attendances.map((row) => idOf(row, found.meeting.meetingKey)),
    ...guests,
  ])
  return ctx.directory
    .all()
    .map(({ id, name }) => ({ id, name, here: here.has(id) }))
    .sort((a, b) => Number(b.here) - Number(a.here) || a.name.localeCompare(b.name, 'fr'))
}

export const typingIn = (ctx: Pick<Context, 'clock'>, { meeting, found }: FoundMeeting): Typing => {
  const today = localDay(ctx.clock.now())
  const isOver = dayOf(meeting, today) < today
  return { from: isOver ? dayOf(meeting, today) : today, language: found.body.language ?? 'fr' }
}

/** The actions of a field, or the first line that lacks something. */
export const parsedActions = (ctx: Context, found: FoundMeeting, text: string): readonly ReadyAction[] | Refused => {
  const people = candidatesFor(ctx, found)
  const typing = typingIn(ctx, found)
  const ready: ReadyAction[] = []
  for (const line of actionLines(text)) {
    const { title, owner, dueOn, problems } = parseAction(line, people, typing)
    const [problem] = problems
    if (problem || !owner || !dueOn) return { ...refused(problem ?? 'no-owner'), line }
    ready.push({ title, owner: owner.id, dueOn })
  }
  return ready
}

export const actionWrites = async (
  ctx: Context,
  of: {
    readonly body: string
    readonly meeting: string
    readonly item: AgendaItem | undefined
    readonly decision: string | null
    readonly actions: readonly ReadyAction[]
  },
): Promise<readonly OutboxWrite<typeof Actions>[]> => {
  const writes: OutboxWrite<typeof Actions>[] = []
  for (const { title, owner, dueOn } of of.actions) {
    const isKnown = ctx.lists
      .all(Actions)
      .some(
        (known) =>
          known.meeting === of.meeting &&
          known.decision === of.decision &&
          known.title === title &&
          known.owner === owner &&
          known.dueOn === dueOn,
      )
    // Pressed twice, the same line is one action.
    if (isKnown) continue
    const number = await nextAction(ctx, localDay(ctx.clock.now()))
    writes.push({
      list: Actions,
      key: number,
      values: {
        number,
        title,
        body: of.body,
        meeting: of.meeting,
        item: of.item?.itemKey ?? null,
        decision: of.decision,
        project: of.item?.project ?? null,
        owner,
        dueOn,
        firstDueOn: dueOn,
        state: 'open',
      },
    })
  }
  return writes
}

/** What the log says of new actions. */
export const actionsLogged = (actor: Actor, made: readonly OutboxWrite<typeof Actions>[]): readonly Logged[] =>
  made.map(({ key, values }) => ({ actor, action: 'action.create', subject: key, detail: values }))

/** Actions that no decision asks for. */
export const createActions = (
  ctx: Context,
  actor: Actor,
  key: string,
  input: { readonly serial: string | null; readonly text: string },
): Promise<{ readonly ok: true; readonly actions: readonly string[] } | Refused> =>
  forMinutes(ctx, actor, key, { action: 'decision.record', isTime: mayRecord }, async (found) => {
    const { meeting } = found
    const item = factsOf(ctx, found).items.find(({ itemKey }) => itemKey === `${key}:${input.serial}`)
    if (input.serial !== null && !item) return refused('unknown-item')
    const actions = parsedActions(ctx, found, input.text)
    if ('ok' in actions) return actions
    if (actions.length === 0) return refused('no-title')
    const made = await actionWrites(ctx, { body: meeting.body, meeting: key, item, decision: null, actions })
    await ctx.outbox.put(made, actionsLogged(actor, made))
    return { ok: true, actions: made.map((action) => action.key) }
  })
