import type { Actor } from '../../src/access/actor'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { lateList, mayAskLate } from '../../src/status/cycle/late-list'
import { openCycleOf } from '../../src/status/project-facts'
import type { Reply } from '../reply'
import { lateCard } from './late.card'

/** Answer to "late": who has not answered in the open cycle, for those who may ask. */
export const lateReply = async (ctx: Context, actor: Actor): Promise<Reply> => {
  const t = translate(actor.locale)
  if (!mayAskLate(ctx, actor)) return { text: t('bot:late.notYours') }
  const cycle = openCycleOf(ctx)
  const model = cycle ? await lateList(ctx, cycle.code, actor, actor.locale) : null
  return model === null ? { text: t('bot:late.noCycle') } : lateCard(model, actor.locale)
}
