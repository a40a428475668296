import type { agendaState } from '../../../lists/committees/agenda-items'

export type AgendaState = (typeof agendaState)[number]

/** What the secretary may make of an item before its meeting. */
export const settledStates = ['accepted', 'postponed', 'withdrawn'] as const
export type SettledState = (typeof settledStates)[number]

const from: Readonly<Record<SettledState, readonly AgendaState[]>> = {
  accepted: ['proposed', 'postponed', 'withdrawn'],
  postponed: ['proposed', 'accepted'],
  withdrawn: ['proposed', 'accepted', 'postponed'],
}

export const maySettle = (state: AgendaState, to: SettledState): boolean => from[to].includes(state)

/** Items that stand on the agenda, from its first draft to its last minute. */
export const isOnAgenda = (state: AgendaState): boolean =>
  state === 'accepted' || state === 'current' || state === 'done'
