import type { Context } from '../../../context'
import { Memberships } from '../../../lists/committees/memberships'
import { settingsOf } from '../../../settings/settings'

export type MailboxOutcome =
  | { readonly ok: true; readonly mailbox: string }
  | { readonly ok: false; readonly reason: 'no-mailbox' | 'mailbox-of-a-person' }

/**
 * The mailbox that organises every meeting. Nobody's own calendar is written: an address that belongs to a member of a body is
 * refused, whoever typed it into the settings.
 */
export const serviceMailbox = (ctx: Pick<Context, 'lists' | 'directory' | 'calendars'>): MailboxOutcome => {
  const mailbox = settingsOf(ctx).planning.mailbox || ctx.calendars.mailbox
  if (!mailbox) return { ok: false, reason: 'no-mailbox' }
  const address = mailbox.toLowerCase()
  const isMembers = ctx.lists.all(Memberships).some(({ person, mail }) => {
    const known = person === null ? undefined : ctx.directory.person(person)
    return person === address || [known?.mail, mail].some((one) => one?.toLowerCase() === address)
  })
  return isMembers ? { ok: false, reason: 'mailbox-of-a-person' } : { ok: true, mailbox }
}
