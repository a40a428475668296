import type { Health, Trend } from '../../lists/codes'
import { severity } from '../health'

/**
 * Trend of an answer against the previous published report (DESIGN 3.4). With the same health the forecasts decide: an end that
 * slips, or a cost that grows, by more than the noise below is a worsening. Null without a previous health: nothing to compare.
 */
export const NOISE_DAYS = 7
/** Percent of the previous forecast cost. */
export const NOISE_COST = 2

export interface TrendFacts {
  readonly overall: Health | null
  readonly forecastEnd: string | null
  readonly forecastCost: number | null
}

const DAY = 86_400_000

const slipped = (now: TrendFacts, before: TrendFacts): number => {
  if (!now.forecastEnd || !before.forecastEnd) return 0
  const days = (Date.parse(now.forecastEnd) - Date.parse(before.forecastEnd)) / DAY
  return Math.abs(days) > NOISE_DAYS ? Math.sign(days) : 0
}

const dearer = (now: TrendFacts, before: TrendFacts): number => {
  if (now.forecastCost === null || !before.forecastCost) return 0
  const percent = ((now.forecastCost - before.forecastCost) / before.forecastCost) * 100
  return Math.abs(percent) > NOISE_COST ? Math.sign(percent) : 0
}

/** Health first; then one forecast that worsens outweighs one that improves. */
export const trendOf = (now: TrendFacts, before: TrendFacts | null): Trend | null => {
  if (!now.overall || !before?.overall) return null
  const moved = severity(now.overall) - severity(before.overall)
  if (moved !== 0) return moved > 0 ? 'worsening' : 'improving'
  const forecasts = [slipped(now, before), dearer(now, before)]
  if (forecasts.includes(1)) return 'worsening'
  return forecasts.includes(-1) ? 'improving' : 'stable'
}
