import type Holidays from 'date-holidays'

/**
 * Public holidays of Belgium (law of 4 January 1974, ten days) and the feast of the French Community (27 September, decree of
 * 24 June 1975). `date-holidays` knows both under the state `WAL`, the feast as an observance only, hence the rule below; its
 * other observances (Epiphany, Saint Nicholas, …) are working days.
 */
const COMMUNITY_FEAST = '09-27'

const years = new Map<number, ReadonlySet<string>>()

/** Loaded when a year is first asked for: it knows the whole world, which takes as long to load as the rest of a command. */
let rules: Holidays | undefined
const belgium = (): Holidays => {
  const Library: typeof Holidays = require('date-holidays')
  rules ??= new Library('BE', 'WAL')
  return rules
}

/** The holidays of a year as ISO dates. */
export const holidaysOf = (year: number): ReadonlySet<string> => {
  const known = years.get(year)
  if (known) return known
  const days = belgium()
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public')
    .map((holiday) => holiday.date.slice(0, 10))
  const found = new Set([...days, `${year}-${COMMUNITY_FEAST}`])
  years.set(year, found)
  return found
}
