import type { Placement, Plan } from './plan'

export interface PlanDifference {
  readonly moved: readonly {
    readonly key: string
    readonly from: string
    readonly to: string
    readonly attendance: number
  }[]
  readonly added: readonly string[]
  readonly dropped: readonly string[]
  /** After less before: points of mean attendance, meetings placed, points of the objective. */
  readonly attendance: number
  readonly placed: number
  readonly objective: number
}

/** What became of each meeting between two plans; a meeting is known by its body and number. */
export const comparePlans = (before: Plan, after: Plan): PlanDifference => {
  const named = ({ placements }: Plan): ReadonlyMap<string, Placement> =>
    new Map(placements.filter(({ key }) => key !== '').map((placement) => [placement.key, placement]))
  const old = named(before)
  const now = named(after)
  return {
    moved: [...now.values()].flatMap(({ key, start, why }) => {
      const previous = old.get(key)
      if (!previous || previous.start === start) return []
      return [{ key, from: previous.start, to: start, attendance: why.attendance - previous.why.attendance }]
    }),
    added: [...now.keys()].filter((key) => !old.has(key)),
    dropped: [...old.keys()].filter((key) => !now.has(key)),
    attendance: Math.round((after.figures.attendance - before.figures.attendance) * 10) / 10,
    placed: after.figures.placed - before.figures.placed,
    objective: after.figures.objective - before.figures.objective,
  }
}
