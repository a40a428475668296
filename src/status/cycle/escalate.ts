import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { formatsIn, translate } from '../../i18n/translate'
import { type CycleFacts, localeOf, personOf, questionCycleOf } from '../question-for'
import { deliver } from './deliver'
import { lateList, lateManagers, withoutManager } from './late-list'
import { escalationMail } from './mail-text'

/** Tells a programme manager which reports of their programmes are missing after the cut-off. */
export const escalate = async (
  ctx: Context,
  facts: CycleFacts,
  person: string,
  projects: readonly string[],
  key: string,
): Promise<'sent' | 'failed'> => {
  const cycle = facts.cycle.code
  const locale = localeOf(ctx.directory.person(person))
  const t = translate(locale)
  const entries = facts.roster.entries.filter((entry) => projects.includes(entry.project.number))
  const model = {
    cycle: questionCycleOf(facts.cycle, facts.now, formatsIn(locale)),
    person: personOf(ctx, person, t),
    late: lateManagers(ctx, entries, await ctx.asks.ofCycle(cycle), t),
    withoutManager: withoutManager(entries),
    tabUrl: ctx.links.tab(`cycle/${cycle}`),
  }
  const drawn = ctx.cards.escalation(model, locale)
  const delivered = await deliver(ctx, { cycle, person, kind: key, drawn, mailText: escalationMail(model, locale) })
  return delivered.reached ? 'sent' : 'failed'
}

/** Posts the late list of a cycle in the PMO channel, as `reader` may see it. */
export const sendDigest = async (
  ctx: Context,
  cycle: string,
  key: string,
  reader: Actor,
): Promise<'sent' | 'failed'> => {
  const model = await lateList(ctx, cycle, reader, reader.locale)
  if (!model) throw new Error(`cycle ${cycle} vanished while its digest was written`)
  const { card, summary } = ctx.cards.late(model, reader.locale)
  const posted = await ctx.messenger.postToChannel(card, summary)
  const outcome = posted.ok ? 'sent' : 'failed'
  const reason = posted.ok ? null : posted.reason
  const at = ctx.clock.now()
  await ctx.asks.log({ cycle, person: reader.person, kind: key, channel: 'bot', outcome, reason, at })
  return outcome
}
