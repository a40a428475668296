import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import { Attendances } from '../../lists/committees/attendances'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'

/** The highest number that the list holds in a series: a restored site goes on where it was. */
const highest = (numbers: readonly string[], prefix: string): number =>
  numbers.reduce((most, number) => {
    const count = number.startsWith(prefix) ? Number(number.slice(prefix.length)) : Number.NaN
    return Number.isInteger(count) ? Math.max(most, count) : most
  }, 0)

const nextOf = async (ctx: Context, series: string, numbers: readonly string[]): Promise<string> => {
  const count = await ctx.numbers.next(series, highest(numbers, `${series}-`))
  return `${series}-${String(count).padStart(3, '0')}`
}

/** `D-2026-118`, counted over all bodies within the year of `day`. */
export const nextDecision = (ctx: Context, day: string): Promise<string> =>
  nextOf(
    ctx,
    `D-${day.slice(0, 4)}`,
    ctx.lists.all(Decisions).map(({ number }) => number),
  )

/** `A-2026-042`, counted over all bodies within the year of `day`. */
export const nextAction = (ctx: Context, day: string): Promise<string> =>
  nextOf(
    ctx,
    `A-${day.slice(0, 4)}`,
    ctx.lists.all(Actions).map(({ number }) => number),
  )

/** One more than any proxy of the meeting has: which of two was noted first is told by it, not by the clocks of two copies. */
export const nextProxy = (ctx: Context, meeting: string): Promise<number> => {
  const orders = ctx.lists.all(Attendances).flatMap((row) => (row.meeting === meeting ? [row.proxyOrder ?? 0] : []))
  return ctx.numbers.next(`proxy ${meeting}`, Math.max(0, ...orders))
}

/**
 * The next meeting or written procedure of a body, counted from 1; the first of `count`. Numbers are never used twice, not even that of
 * a cancelled meeting.
 */
export const nextMeeting = (ctx: Context, body: string, count = 1): Promise<number> => {
  const last = ctx.lists
    .all(Meetings)
    .reduce((most, meeting) => (meeting.body === body ? Math.max(most, meeting.number) : most), 0)
  return ctx.numbers.next(`meeting ${body}`, last, count)
}
