import type { Health } from '../lists/codes'
import { severity } from '../status/health'

/**
 * How a demo project goes through its cycles: `slides` gets worse month after month, `recovers` was red and came back,
 * `watermelon` is green outside and red inside, `costly` drifts in money only, `silent` stopped answering, `young` began lately.
 */
export type StoryKind = 'steady' | 'slides' | 'recovers' | 'watermelon' | 'costly' | 'volatile' | 'silent' | 'young'

export interface StoryPoint {
  /** Days of slip and percent of cost deviation that were forecast in that cycle. */
  readonly slip: number
  readonly cost: number
  readonly answered: boolean
}

/** Days above the final slip at the worst moment of a project that recovers. */
const RECOVERY_PEAK = 42

const waves = [0.4, 1, 0.9, 0.3, 0.5, 1, 1, 0.6, 0.3, 0.8, 1, 0.9]

/** `index` 0 is the oldest of `count` cycles; the last one reaches the slip and cost that the project states. */
export const storyPoint = (kind: StoryKind, slip: number, cost: number, index: number, count: number): StoryPoint => {
  const progress = (index + 1) / count
  const at = (slipShare: number, costShare: number, answered = true): StoryPoint => ({
    slip: Math.round(slip * slipShare),
    cost: Math.round(cost * costShare * 10) / 10,
    answered,
  })
  switch (kind) {
    case 'steady':
    case 'young':
      return at(progress > 0.5 ? 1 : 0, progress)
    case 'slides':
      return at(progress ** 1.6, progress ** 1.3)
    case 'watermelon':
      return at(progress <= 0.4 ? 0.15 : (progress - 0.4) / 0.6, progress)
    case 'costly':
      return at(1, progress ** 1.4)
    case 'volatile':
      return at(waves[index % waves.length] ?? 1, progress)
    case 'silent':
      return at(1, 1, index < count - 2)
    case 'recovers': {
      const distance = Math.abs(progress - 0.45) / 0.35
      const peak = Math.max(0, 1 - distance) * RECOVERY_PEAK
      return { slip: Math.round(slip + peak), cost: Math.round(cost * progress * 10) / 10, answered: true }
    }
  }
}

/** Share of a tolerance from which a careful manager says amber, before the rule does. */
const WORRIED_FROM = 0.5

/**
 * What the manager declares: a watermelon always says green; others follow what dates and costs say, worry when half of a
 * tolerance is used, and one time in four admit a deterioration a month late. `used` is the larger share of the two tolerances.
 */
export const declaredHealth = (
  kind: StoryKind,
  computed: Health,
  used: number,
  previous: Health | null,
  chance: number,
): Health => {
  if (kind === 'watermelon') return 'green'
  const felt = computed === 'green' && (used >= WORRIED_FROM || chance > 0.95) ? 'amber' : computed
  const worsens = previous !== null && severity(felt) > severity(previous)
  return worsens && chance < 0.25 ? previous : felt
}
