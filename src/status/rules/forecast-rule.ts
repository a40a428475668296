import { type Forecasts, forecastFields } from '../question-view'

/** A forecast that somebody else changed after the form was drawn, and this person changed too. */
export interface ForecastConflict {
  readonly field: keyof Forecasts
  readonly present: string | number | null
  readonly typed: string | number | null
}

export type SettledForecasts =
  | { readonly ok: true; readonly values: Forecasts }
  | { readonly ok: false; readonly conflict: ForecastConflict }

/**
 * What an answer says of the forecasts. A form may be days old: an input that still holds what was drawn was not changed by
 * this person, and follows the project; one that was changed stands, unless somebody else changed the same forecast meanwhile.
 * Without `drawn` the form is taken to have shown the present values.
 */
export const settledForecasts = (
  typed: Partial<Forecasts>,
  drawn: Partial<Forecasts>,
  present: Forecasts,
): SettledForecasts => {
  const mine = { ...present, ...typed }
  const shown = { ...present, ...drawn }
  const moved = forecastFields.filter((field) => mine[field] !== shown[field])
  const [field] = moved.filter((one) => present[one] !== shown[one] && present[one] !== mine[one])
  if (field) return { ok: false, conflict: { field, present: present[field], typed: mine[field] } }
  const { forecastEnd, forecastCost } = mine
  return {
    ok: true,
    values: {
      forecastEnd: moved.includes('forecastEnd') ? forecastEnd : present.forecastEnd,
      forecastCost: moved.includes('forecastCost') ? forecastCost : present.forecastCost,
    },
  }
}
