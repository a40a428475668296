import type { Locale, Translate } from './text'

/** `fr-BE` gives 250 000 € and 22/11/2026; English readers in Belgium read day first as well. */
const tags: Record<Locale, string> = { fr: 'fr-BE', en: 'en-GB' }
const zone = 'Europe/Brussels'
const MINUS = '−'

export interface Formats {
  /** Whole euros: 1 250 000 €. */
  money(euros: number): string
  number(value: number, decimals?: number): string
  /** A ratio of 0.05 as +5,0 %, always signed. */
  signedPercent(ratio: number): string
  /** Days with sign: +24 j. */
  signedDays(days: number): string
  /** `yyyy-MM-dd` as 22/11/2026. */
  date(isoDate: string): string
  /** An instant in Brussels as mardi 1er décembre 2026. */
  longDay(isoInstant: string): string
  /** An instant in Brussels as 27/11/2026 12:00. */
  dateTime(isoInstant: string): string
  time(isoInstant: string): string
  /** `yyyy-MM` or an ISO date as novembre 2026. */
  month(isoMonth: string): string
  /** Age in calendar days in Brussels, relative up to 60 days, then the date. */
  age(isoInstant: string, now: Date): string
}

const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: zone })

const dayNumber = (date: Date): number => Math.round(Date.parse(`${isoDay.format(date)}T00:00:00Z`) / 86_400_000)

/** Formats of one language; all Intl formatters are made once. */
export const formatsOf = (locale: Locale, t: Translate): Formats => {
  const tag = tags[locale]
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(tag, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const signed = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero', maximumFractionDigits: 0 })
  const date = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' })
  const localDate = new Intl.DateTimeFormat(tag, { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' })
  const time = new Intl.DateTimeFormat(tag, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const month = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' })
  const longDay = new Intl.DateTimeFormat(tag, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const minus = (text: string): string => text.replace('-', MINUS)
  const numbers = new Map<number, Intl.NumberFormat>()
  const numberWith = (decimals: number): Intl.NumberFormat => {
    const known = numbers.get(decimals)
    if (known) return known
    const made = new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    numbers.set(decimals, made)
    return made
  }
  const formats: Formats = {
    money: (euros) => minus(money.format(euros)),
    number: (value, decimals = 0) => minus(numberWith(decimals).format(value)),
    signedPercent: (ratio) => minus(percent.format(ratio)),
    signedDays: (days) => t('common:days.signed', { days: minus(signed.format(days)) }),
    date: (isoDate) => date.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)),
    longDay: (isoInstant) =>
      longDay
        .formatToParts(new Date(isoInstant))
        // The first of a month is an ordinal in French, which Intl does not know.
        .map(({ type, value }) => (locale === 'fr' && type === 'day' && value === '1' ? '1er' : value))
        .join(''),
    dateTime: (isoInstant) => `${localDate.format(new Date(isoInstant))} ${time.format(new Date(isoInstant))}`,
    time: (isoInstant) => time.format(new Date(isoInstant)),
    month: (isoMonth) => month.format(new Date(`${isoMonth.slice(0, 7)}-01T00:00:00Z`)),
    age: (isoInstant, now) => {
      const days = dayNumber(now) - dayNumber(new Date(isoInstant))
      if (days <= 0) return t('common:age.today')
      if (days === 1) return t('common:age.yesterday')
      return days > 60 ? localDate.format(new Date(isoInstant)) : t('common:age.days', { count: days })
    },
  }
  return formats
}
