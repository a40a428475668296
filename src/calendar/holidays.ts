/**
 * Public holidays of Belgium (law of 4 January 1974, ten days) and the feast of the French Community (27 September, decree of
 * 24 June 1975). Worked out here: a library of the world's holidays takes as long to load as all the rest of the calendar.
 */
const FIXED = ['01-01', '05-01', '07-21', '08-15', '09-27', '11-01', '11-11', '12-25']
/** Easter Monday, Ascension Day and Whit Monday, in days after Easter. */
const AFTER_EASTER = [1, 39, 50]

const years = new Map<number, ReadonlySet<string>>()

/** The holidays of a year of the Gregorian calendar as ISO dates. */
export const holidaysOf = (year: number): ReadonlySet<string> => {
  const known = years.get(year)
  if (known) return known
  const found = new Set([
    ...FIXED.map((day) => `${year}-${day}`),
    ...AFTER_EASTER.map((days) => afterEaster(year, days)),
  ])
  years.set(year, found)
  return found
}

/** Easter as the anonymous Gregorian computus finds it (Meeus, Astronomical Algorithms, chapter 8), so many days later. */
const afterEaster = (year: number, days: number): string => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const leapless = century - Math.floor(century / 4)
  const moon = (leapless - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30
  const full = moon - Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + full + 2 - leapless) % 7
  const sunday = full - weekday
  return new Date(Date.UTC(year, 2, 28 + sunday + days)).toISOString().slice(0, 10)
}
