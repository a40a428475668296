import type { Actions } from '../../lists/committees/actions'
import type { Patch, Values } from '../../lists/kit/list'
import type { ActionChange } from './actions-view'

type Action = Pick<
  Values<typeof Actions>,
  'owner' | 'dueOn' | 'firstDueOn' | 'state' | 'doneAt' | 'reason' | 'remindedAt' | 'escalatedAt'
>

export type ChangeOutcome =
  | { readonly ok: true; readonly patch: Patch<typeof Actions> }
  | { readonly ok: false; readonly reason: 'nothing-changed' | 'reason-required' | 'date-passed' | 'closed' }

/**
 * What a change writes. A later date needs a reason and keeps the first date readable; a new date or a new owner starts the reminders
 * again; what is done or cancelled takes no other change until it is opened again. `now` is UTC ISO 8601, `today` a day in Brussels.
 */
export const changeOf = (action: Action, change: ActionChange, today: string, now: string): ChangeOutcome => {
  const state = change.state ?? action.state
  const moves = change.dueOn !== undefined && change.dueOn !== action.dueOn
  const passes = change.owner !== undefined && change.owner !== action.owner
  if (action.state !== 'open' && state === action.state && (moves || passes)) return { ok: false, reason: 'closed' }
  if (!moves && !passes && state === action.state) return { ok: false, reason: 'nothing-changed' }
  const reason = change.reason?.trim() || null
  if (moves && change.dueOn !== undefined) {
    if (change.dueOn < today) return { ok: false, reason: 'date-passed' }
    if (action.dueOn !== null && change.dueOn > action.dueOn && reason === null)
      return { ok: false, reason: 'reason-required' }
  }
  return {
    ok: true,
    patch: {
      ...(moves ? { dueOn: change.dueOn ?? null, firstDueOn: action.firstDueOn ?? action.dueOn } : {}),
      ...(moves && reason !== null ? { reason } : {}),
      ...(passes ? { owner: change.owner ?? null } : {}),
      ...(moves || passes ? { remindedAt: null, escalatedAt: null } : {}),
      ...(state === action.state ? {} : stateValues(state, now)),
    },
  }
}

const stateValues = (state: Action['state'], now: string): Patch<typeof Actions> =>
  state === 'open'
    ? { state, doneAt: null, reopenedAt: now, remindedAt: null }
    : { state, doneAt: state === 'done' ? now : null }

/** What a write of these values replaces, so that what somebody else changed meanwhile is left as it is. */
export const replacedBy = (
  { owner, dueOn, state }: Pick<Action, 'owner' | 'dueOn' | 'state'>,
  patch: Patch<typeof Actions>,
): Patch<typeof Actions> => ({
  ...('owner' in patch ? { owner } : {}),
  ...('dueOn' in patch ? { dueOn } : {}),
  ...('state' in patch ? { state } : {}),
})
