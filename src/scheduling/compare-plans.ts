import type { Placement, Plan } from './plan'

type Meeting = Pick<Placement, 'key' | 'body' | 'start'>

export interface PlanDifference {
  readonly moved: readonly {
    readonly key: string
    readonly body: string
    readonly from: string
    readonly to: string
    /** Rooms before and after, where it is another one. */
    readonly rooms: { readonly from: string | null; readonly to: string | null } | null
    readonly attendance: number
  }[]
  readonly added: readonly Meeting[]
  readonly dropped: readonly Meeting[]
  /** After less before: points of mean attendance, meetings placed, points of the objective. */
  readonly attendance: number
  readonly placed: number
  readonly objective: number
}

/**
 * What became of each meeting between two plans, in the order of time: moved to another time or another room, added or dropped. A meeting
 * is known by its body and number; one beyond the cadence by where it stands.
 */
export const comparePlans = (before: Plan, after: Plan): PlanDifference => {
  const nameOf = ({ key, body, start }: Placement): string => (key === '' ? `${body}@${start}` : key)
  const named = ({ placements }: Plan): ReadonlyMap<string, Placement> =>
    new Map(placements.map((placement) => [nameOf(placement), placement]))
  const old = named(before)
  const now = named(after)
  const without = (some: ReadonlyMap<string, Placement>, others: ReadonlyMap<string, Placement>): readonly Meeting[] =>
    [...some].flatMap(([key, { body, start }]) => (others.has(key) ? [] : [{ key, body, start }]))
  return {
    moved: [...now].flatMap(([key, { body, start, room, why }]) => {
      const previous = old.get(key)
      if (!previous || (previous.start === start && previous.room === room)) return []
      const rooms = previous.room === room ? null : { from: previous.room, to: room }
      return [
        { key, body, from: previous.start, to: start, rooms, attendance: why.attendance - previous.why.attendance },
      ]
    }),
    added: without(now, old),
    dropped: without(old, now),
    attendance: Math.round((after.figures.attendance - before.figures.attendance) * 10) / 10,
    placed: after.figures.placed - before.figures.placed,
    objective: after.figures.objective - before.figures.objective,
  }
}
