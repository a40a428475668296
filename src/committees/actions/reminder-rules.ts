import { addDays, type Calendar, localDay } from '../../calendar/business-days'
import type { Actions } from '../../lists/committees/actions'
import type { Values } from '../../lists/kit/list'

type Action = Pick<Values<typeof Actions>, 'number' | 'owner' | 'dueOn' | 'state' | 'remindedAt' | 'escalatedAt'>

/** Business days before the due date of the first reminder, and after it before the body is told. */
export const SOON_DAYS = 2
export const LONG_OVERDUE_DAYS = 10

export type ReminderKind = 'soon' | 'overdue'

export interface DueReminder {
  readonly number: string
  readonly owner: string
  readonly kind: ReminderKind
}

export const isOverdue = ({ state, dueOn }: Pick<Action, 'state' | 'dueOn'>, today: string): boolean =>
  state === 'open' && dueOn !== null && dueOn < today

/** Calendar days since the due date of an open action; 0 when it is not overdue. */
export const daysLate = (action: Pick<Action, 'state' | 'dueOn'>, today: string): number =>
  isOverdue(action, today) && action.dueOn !== null
    ? Math.round((Date.parse(today) - Date.parse(action.dueOn)) / 86_400_000)
    : 0

/**
 * Who is to be reminded of what today: two business days before the due date or as soon as possible after that, and once more when it
 * has passed. Each once: whoever was reminded since the reminder came due is left in peace until the next.
 */
export const remindersDue = (actions: readonly Action[], calendar: Calendar, today: string): readonly DueReminder[] =>
  actions.flatMap(({ number, owner, dueOn, state, remindedAt }): DueReminder[] => {
    if (state !== 'open' || owner === null || dueOn === null) return []
    const reminded = remindedAt === null ? '' : localDay(new Date(remindedAt))
    if (dueOn < today) return reminded <= dueOn ? [{ number, owner, kind: 'overdue' }] : []
    const from = calendar.addBusinessDays(dueOn, -SOON_DAYS)
    return from <= today && reminded < from ? [{ number, owner, kind: 'soon' }] : []
  })

/** Actions so late that others than the owner are told, once per due date. */
export const escalationsDue = (actions: readonly Action[], calendar: Calendar, today: string): readonly string[] =>
  actions.flatMap(({ number, dueOn, state, escalatedAt }) =>
    state === 'open' &&
    dueOn !== null &&
    escalatedAt === null &&
    calendar.addBusinessDays(dueOn, LONG_OVERDUE_DAYS) < today
      ? [number]
      : [],
  )

/** The date that "later" proposes: a week on, on a business day. */
export const proposedDate = (dueOn: string | null, calendar: Calendar, today: string): string =>
  calendar.businessDayUntil(addDays(dueOn !== null && dueOn > today ? dueOn : today, 7))
