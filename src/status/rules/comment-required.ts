import { type Axis, axes, type Health } from '../../lists/codes'
import { severity } from '../health'

export type HealthValues = Readonly<Record<Axis | 'overall', Health | null>>

/**
 * Where health got worse: overall or on an axis, against the report before this cycle. An axis that was not detailed before is
 * compared with the overall health of then, so that a first red axis is explained too.
 */
export const deteriorations = (now: HealthValues, before: HealthValues | null): readonly (Axis | 'overall')[] => {
  if (!before) return []
  return (['overall', ...axes] as const).filter((name) => {
    const is = now[name]
    const was = before[name] ?? before.overall
    return is !== null && was !== null && severity(is) > severity(was)
  })
}

/** A comment is required on deterioration only (DESIGN 3.4): an answer that changes nothing must stay one click. */
export const commentRequired = (now: HealthValues, before: HealthValues | null): boolean =>
  deteriorations(now, before).length > 0
