/** A day found in what somebody typed, and which characters said it. */
export interface FoundDay {
  readonly day: string
  readonly start: number
  readonly end: number
}

const months: readonly (readonly string[])[] = [
  ['janvier', 'january', 'janv', 'jan'],
  ['fevrier', 'february', 'fevr', 'fev', 'feb'],
  ['mars', 'march', 'mar'],
  ['avril', 'april', 'avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'july', 'juil', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct'],
  ['novembre', 'november', 'nov'],
  ['decembre', 'december', 'dec'],
]
const weekdays: readonly (readonly string[])[] = [
  ['dimanche', 'sunday'],
  ['lundi', 'monday'],
  ['mardi', 'tuesday'],
  ['mercredi', 'wednesday'],
  ['jeudi', 'thursday'],
  ['vendredi', 'friday'],
  ['samedi', 'saturday'],
]

const monthWords = months.flat().join('|')
const weekdayWords = weekdays.flat().join('|')
/** Words that lead to a day and belong to it, in both languages; the weekday of a date is one of them. */
const lead = `(?:(?:pour|d['’]ici|avant|au plus tard|des|by|before|until|due|for|no later than)\\s+)?(?:(?:le|au|fin|the|on)\\s+)?(?:(?:${weekdayWords}),?\\s+)?`

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
const iso = (date: Date): string => date.toISOString().slice(0, 10)
const plusDays = (day: string, count: number): string => iso(new Date(utc(day).getTime() + count * 86_400_000))

/** Calendar months later; the 31st becomes the last day of a shorter month. */
const plusMonths = (day: string, count: number): string => {
  const from = utc(day)
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count + 1, 0)).getUTCDate()
  return iso(new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count, Math.min(from.getUTCDate(), last))))
}

/** Null for a day that no calendar has. Without a year, the next such day. */
const dayOf = (date: number, month: number, year: string | undefined, today: string): string | null => {
  const years = year === undefined ? [0, 1].map((more) => Number(today.slice(0, 4)) + more) : [fullYear(year)]
  for (const each of years) {
    const made = new Date(Date.UTC(each, month - 1, date))
    if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) continue
    if (year !== undefined || iso(made) >= today) return iso(made)
  }
  return null
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

type Read = (match: RegExpExecArray, today: string) => string | null

const forms: readonly (readonly [string, Read])[] = [
  ['(\\d{4})-(\\d{2})-(\\d{2})', ([, y, m, d], today) => dayOf(Number(d), Number(m), y, today)],
  ['(\\d{1,2})[/.](\\d{1,2})(?:[/.](\\d{4}|\\d{2}))?', ([, d, m, y], today) => dayOf(Number(d), Number(m), y, today)],
  [
    `(\\d{1,2})(?:er|st|nd|rd|th)?\\s+(${monthWords})\\b\\.?(?:\\s+(\\d{4}))?`,
    ([, d, m, y], today) => dayOf(Number(d), indexIn(months, m) + 1, y, today),
  ],
  [
    `(${monthWords})\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4}))?`,
    ([, m, d, y], today) => dayOf(Number(d), indexIn(months, m) + 1, y, today),
  ],
  [
    '(?:dans|in)\\s+(\\d{1,3})\\s+(jours?|days?|semaines?|weeks?|mois|months?)',
    ([, count, unit], today) => later(today, Number(count), unit ?? ''),
  ],
  [
    '(?:fin (?:du|de) mois|end of (?:the )?month)',
    (_, today) => plusDays(`${plusMonths(today, 1).slice(0, 7)}-01`, -1),
  ],
  ['(?:apres-demain|the day after tomorrow)', (_, today) => plusDays(today, 2)],
  ['(?:demain|tomorrow)', (_, today) => plusDays(today, 1)],
  [`(?:next\\s+)?(${weekdayWords})(?:\\s+prochain)?`, ([, name], today) => nextWeekday(indexIn(weekdays, name), today)],
]
const patterns = forms.map(([form, read]) => ({
  pattern: new RegExp(`(?<![\\w@])${lead}${form}(?![\\w/])`, 'g'),
  read,
}))

const indexIn = (names: readonly (readonly string[])[], name: string | undefined): number =>
  names.findIndex((known) => known.includes(name ?? ''))

const later = (today: string, count: number, unit: string): string => {
  if (unit.startsWith('mo')) return plusMonths(today, count)
  return plusDays(today, count * (unit.startsWith('j') || unit.startsWith('d') ? 1 : 7))
}

const nextWeekday = (weekday: number, today: string): string => {
  const ahead = (weekday - utc(today).getUTCDay() + 7) % 7
  return plusDays(today, ahead === 0 ? 7 : ahead)
}

/** The last day that a text names, in French or English; `text` in lower case and without accents, letter for letter. */
export const dayIn = (text: string, today: string): FoundDay | null => {
  let found: FoundDay | null = null
  for (const { pattern, read } of patterns)
    for (const match of text.matchAll(pattern)) {
      const day = read(match, today)
      const end = match.index + match[0].length
      // A longer form that ends at the same place says more: "15 décembre 2027" and not "15 décembre".
      if (day !== null && (!found || end > found.end || (end === found.end && match.index < found.start)))
        found = { day, start: match.index, end }
    }
  return found
}
