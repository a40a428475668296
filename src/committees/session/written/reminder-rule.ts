import {
  addDays,
  type Calendar,
  isSendingTime,
  localDay,
  localInstant,
  nextSendingTime,
  type QuietHours,
} from '../../../calendar/business-days'

const DAY_MS = 86_400_000

/**
 * When those who have not voted are reminded: a day before the deadline; where that is a day off or a quiet hour, at the next time at which
 * messages may leave. When that would be too late (a deadline on a day off), on the business day before, as soon as messages may leave.
 */
export const reminderAt = (deadline: Date, calendar: Calendar, quiet: QuietHours): Date => {
  const dayBefore = new Date(deadline.getTime() - DAY_MS)
  const next = nextSendingTime(dayBefore, calendar, quiet)
  // The last hours before the deadline are no time to be reminded of it.
  if (next.getTime() < deadline.getTime() - DAY_MS / 6) return next
  const day = calendar.businessDayUntil(addDays(localDay(deadline), -1))
  return nextSendingTime(localInstant(day, '00:00'), calendar, quiet)
}

/** Is now the time? Whoever was asked later than that was asked a moment ago, and is left in peace. */
export const isReminderDue = (
  { openedAt, deadline }: { readonly openedAt: Date; readonly deadline: Date },
  calendar: Calendar,
  quiet: QuietHours,
  now: Date,
): boolean => {
  const at = reminderAt(deadline, calendar, quiet)
  return openedAt < at && at <= now && now < deadline && isSendingTime(now, calendar, quiet)
}
