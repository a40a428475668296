import { Actions } from '../../lists/committees/actions'
import { Decisions } from '../../lists/committees/decisions'
import { blankValues, type Patch, type Values } from '../../lists/kit/list'
import type { OutboxWrite } from '../../ports/outbox'
import { addDays, isoDate, isoInstant } from '../dates'
import type { ActionScript, DecisionScript, ItemScript } from './scripts'
import type { Stage } from './stage'

/** Numbers of decisions and actions, counted within the year over all bodies. */
export interface Numbers {
  next(letter: 'D' | 'A', year: number): string
}

export const createNumbers = (): Numbers => {
  const counts = new Map<string, number>()
  return {
    next: (letter, year) => {
      const series = `${letter}-${year}`
      const count = (counts.get(series) ?? 0) + 1
      counts.set(series, count)
      return `${series}-${String(count).padStart(3, '0')}`
    },
  }
}

/** What a past meeting decided and agreed, item by item. */
export const outcomesOf = (stage: Stage, numbers: Numbers): readonly OutboxWrite[] =>
  stage.script.items.flatMap((item, index) => {
    const itemKey = `${stage.key}:${index + 1}`
    const decision = item.decision ? [decisionWrite(stage, itemKey, item, item.decision, numbers)] : []
    const number = decision[0]?.key ?? null
    const actions = item.actions?.map((action) => actionWrite(stage, itemKey, item, action, number, numbers)) ?? []
    return [...decision, ...actions]
  })

const decisionWrite = (
  { script, key, start, members }: Stage,
  item: string,
  about: ItemScript,
  decision: DecisionScript,
  numbers: Numbers,
): OutboxWrite => {
  const number = numbers.next('D', start.year)
  const [project, question] = [about.project ?? null, about.question ?? null]
  const [votesFor = null, votesAgainst = null, abstentions = null] = decision.votes ?? []
  const values: Values<typeof Decisions> = {
    ...blankValues(Decisions),
    ...{ number, title: decision.title, body: script.body, meeting: key, item, project, question },
    ...{ text: decision.text ?? null, result: decision.result, conditions: decision.conditions ?? null },
    type: decision.options ? 'arbitration' : 'ordinary',
    options: decision.options ? JSON.stringify({ options: decision.options, chosen: decision.chosen ?? null }) : null,
    decidedAt: isoInstant(start.plus({ minutes: 35 })),
    recordedBy: members.find(({ role }) => role === 'secretary')?.person ?? null,
    ...(votesFor === null ? {} : { voteState: 'closed' as const, votesFor, votesAgainst, abstentions, recusals: 0 }),
  }
  return { list: Decisions, key: number, values }
}

/** Nothing falls due in these days after the day of seeding, and after so many days the body knows that an action is late. */
const CALM_DAYS = 7
const ESCALATED_AFTER_DAYS = 15

const actionWrite = (
  { script, key, start, idOf, today }: Stage,
  item: string,
  about: ItemScript,
  action: ActionScript,
  decision: string | null,
  numbers: Numbers,
): OutboxWrite => {
  const number = numbers.next('A', start.year)
  const project = about.project ?? null
  const held = isoDate(start)
  const first = addDays(held, action.due)
  const [days, reason] = action.later ?? [0, null]
  const planned = addDays(first, days)
  const done = action.done === undefined ? null : addDays(held, action.done)
  const isOpen = done === null || done > today
  const isSoon = isOpen && planned >= today && planned <= addDays(today, CALM_DAYS)
  const dueOn = isSoon ? addDays(today, CALM_DAYS + 2) : planned
  const values: Values<typeof Actions> = {
    ...blankValues(Actions),
    ...{ number, title: action.title, body: script.body, meeting: key, item, decision, project },
    ...{ owner: idOf(action.owner), dueOn, state: isOpen ? 'open' : 'done' },
    doneAt: isOpen || done === null ? null : `${done}T14:00:00Z`,
    ...(reason === null ? {} : { firstDueOn: first, reason }),
    ...(isOpen && dueOn < today ? remindedSince(dueOn, today) : {}),
  }
  return { list: Actions, key: number, values }
}

/** An overdue action has been spoken of already. */
const remindedSince = (dueOn: string, today: string): Patch<typeof Actions> => {
  const morning = (day: string): string => `${day}T08:00:00Z`
  const told = addDays(dueOn, ESCALATED_AFTER_DAYS)
  return {
    remindedAt: morning(addDays(dueOn, 1)),
    ...(told <= addDays(today, CALM_DAYS) ? { escalatedAt: morning(told <= today ? told : today) } : {}),
  }
}
