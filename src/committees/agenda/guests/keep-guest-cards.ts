import { isSendingTime, localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import { Memberships } from '../../../lists/committees/memberships'
import type { GuestCard } from '../../../ports/guests'
import { calendarIn, settingsOf } from '../../../settings/settings'
import { deliverOnce } from '../../../status/cycle/deliver-once'
import { dayOf, type Meeting } from '../../meetings/find-meeting'
import { membershipOn } from '../../rules/membership'
import { isGuestOf, isOpenForItems, itemsOf } from '../find-agenda'
import { askName } from '../pack/send-notice'
import { isOnAgenda } from '../rules/item-states'
import { aloneWithCard, drawGuest } from './guest-card'

/**
 * By the clock: the cards of guests say what is planned now. A message that is changed in place makes no sound, so whoever is expected no
 * more is told by a message as well (a meeting that moves is told by `agenda-clock`). Of one card, one copy of the
 * service at a time.
 */
export const keepGuestCards = async (ctx: Context): Promise<void> => {
  for (const { meeting, person } of await ctx.guestCards.standing()) {
    try {
      await aloneWithCard(ctx, meeting, person, (card) => (card ? keep(ctx, card) : Promise.resolve()))
    } catch (error) {
      ctx.log.error({ meeting, error: String(error) }, 'the card of a guest could not be kept')
    }
  }
}

type Fate = 'expected' | 'cancelled' | 'withdrawn' | 'over'

const keep = async (ctx: Context, card: GuestCard): Promise<void> => {
  const { meeting: key, person } = card
  const meeting = ctx.lists.find(Meetings, key)
  const fate = meeting ? fateOf(ctx, meeting, person) : 'over'
  if (!meeting || fate === 'over') return ctx.guestCards.end(key, person, false)
  const { drawn, mailText, shown } = drawGuest(ctx, meeting, person, fate)
  if (shown !== card.shown) {
    const updated = card.message && (await ctx.messenger.updateCard(card.message, drawn.card, drawn.summary))
    if (updated && !updated.ok) {
      ctx.log.warn({ meeting: key, person, reason: updated.reason }, 'the card of a guest was not redrawn')
      // What waiting cures is tried again in a minute.
      if (updated.reason === 'throttled' || updated.reason === 'unavailable') return
    }
    await ctx.guestCards.redrawn(key, person, shown)
  }
  const settings = settingsOf(ctx)
  if (fate === 'expected' || !isSendingTime(ctx.clock.now(), calendarIn(settings), settings.quietHours)) return
  const kind = `guest-${fate}:${card.sentAt.toISOString()}`
  await deliverOnce(ctx, { cycle: askName(key), person, kind, drawn, mailText })
  const told = (await ctx.asks.deliveries(askName(key))).some(
    (each) => each.person === person && each.kind === kind && (each.outcome === 'sent' || each.reason === 'unknown'),
  )
  if (told) await ctx.guestCards.end(key, person, fate === 'withdrawn')
}

const fateOf = (ctx: Context, meeting: Meeting, person: string): Fate => {
  const now = ctx.clock.now()
  const until = meeting.state === 'cancelled' ? meeting.startsAt : (meeting.endsAt ?? meeting.startsAt)
  if (meeting.state === 'held' || (until !== null && until <= now.toISOString()) || !ctx.directory.person(person))
    return 'over'
  if (meeting.state === 'cancelled') return 'cancelled'
  // Who sits in the body by then has the invitation of Outlook and the pack.
  const members = membershipOn(ctx.lists.all(Memberships), meeting.body, dayOf(meeting, localDay(now)))
  if (!isOpenForItems(meeting) || members.some((member) => member.person === person)) return 'over'
  const items = itemsOf(ctx, meeting.meetingKey)
  return items.some((item) => isOnAgenda(item.state) && isGuestOf(item, person)) ? 'expected' : 'withdrawn'
}
