/** Hours of the day as they are kept: `09:00-12:00`, several separated by commas. */
export interface HourSpan {
  /** Minutes since midnight. */
  readonly from: number
  readonly until: number
}

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/

/** The spans of a text; null when it is not written so or a span ends before it begins. */
export const readHours = (text: string): readonly HourSpan[] | null => {
  const spans = text.split(',').map((part): HourSpan | null => {
    const match = SPAN.exec(part.trim())
    if (!match) return null
    const [, fromHour, fromMinute, untilHour, untilMinute] = match.map(Number)
    const [from, until] = [Number(fromHour) * 60 + Number(fromMinute), Number(untilHour) * 60 + Number(untilMinute)]
    return from < until && until <= 24 * 60 ? { from, until } : null
  })
  return spans.some((span) => span === null) ? null : spans.flatMap((span) => span ?? [])
}

export const isHours = (text: string): boolean => readHours(text) !== null
