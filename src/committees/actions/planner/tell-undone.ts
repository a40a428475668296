import type { Actor } from '../../../access/actor'
import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { translate } from '../../../i18n/translate'
import { deliverOnce } from '../../../status/cycle/deliver-once'
import { localeOf } from '../../../status/question-for'
import { actionsCard } from '../card-lines'
import { deliveriesOf } from '../remind-owners'
import type { PlannerWork } from './planner-rules'

/** Tells owners, once for each change, that what was changed in Planner is set back there, and where it is changed. */
export const tellUndone = async (ctx: Context, undone: PlannerWork['undone']): Promise<void> => {
  for (const { number, owner, what } of undone) {
    const locale = localeOf(ctx.directory.person(owner))
    const actor: Actor = { person: owner, roles: [], locale }
    const model = actionsCard(ctx, actor, 'planner', [number])
    const [line] = model.lines
    if (!line) continue
    await deliverOnce(ctx, {
      cycle: deliveriesOf(localDay(ctx.clock.now())),
      person: owner,
      kind: `planner:${number}:${what}`,
      drawn: ctx.cards.actions(model, locale),
      mailText: translate(locale)('followUp:card.actions.mailPlanner', {
        list: `– ${line.number} ${line.title}`,
        url: model.tabUrl,
      }),
    })
  }
}
