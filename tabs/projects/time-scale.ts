/** A horizontal scale of calendar days: positions in percent of its width. */
export interface TimeScale {
  readonly from: string
  readonly to: string
  at(isoDate: string): number
  /** Starts of quarters (or of years, when there are many) inside the scale. */
  readonly ticks: readonly { readonly date: string; readonly label: string }[]
}

const DAY = 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const QUARTERS_AT_MOST = 8

const quarterLabel = (date: string): string => `${date.slice(5, 7)}/${date.slice(0, 4)}`

/** A scale that holds all the dates with a little room at both ends; undefined when there are none. */
export const timeScale = (dates: readonly string[]): TimeScale | undefined => {
  const known = dates.map((date) => Date.parse(`${date}T00:00:00Z`)).filter((ms) => !Number.isNaN(ms))
  if (known.length === 0) return undefined
  const [first, last] = [Math.min(...known), Math.max(...known)]
  const room = Math.max(20 * DAY, (last - first) * 0.04)
  const [from, to] = [first - room, last + room]
  const at = (isoDate: string): number => ((Date.parse(`${isoDate}T00:00:00Z`) - from) / (to - from)) * 100
  const quarters: string[] = []
  for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year += 1)
    for (const month of ['01', '04', '07', '10']) {
      const date = `${year}-${month}-01`
      if (at(date) >= 0 && at(date) <= 100) quarters.push(date)
    }
  const years = quarters.filter((date) => date.slice(5, 7) === '01')
  const ticks =
    quarters.length <= QUARTERS_AT_MOST
      ? quarters.map((date) => ({ date, label: quarterLabel(date) }))
      : years.map((date) => ({ date, label: date.slice(0, 4) }))
  return { from: iso(from), to: iso(to), at, ticks }
}
