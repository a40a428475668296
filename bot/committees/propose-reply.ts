import { randomUUID } from 'node:crypto'
import type { Actor } from '../../src/access/actor'
import type { ProposeModel } from '../../src/committees/agenda/pack/notice-models'
import { proposalTargets } from '../../src/committees/agenda/proposal-targets'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import type { Reply } from '../reply'
import { proposeCard } from './propose.card'

/** A card chooses among so many meetings, the soonest; the tab has them all. */
const SHOWN_AT_MOST = 20

/** The form as it opens, or with what was typed. */
export const proposeModel = (
  ctx: Context,
  actor: Actor,
  given: Partial<Pick<ProposeModel, 'typed' | 'refusal' | 'stamp'>> = {},
): ProposeModel => {
  const meetings = proposalTargets(ctx, actor).slice(0, SHOWN_AT_MOST)
  const typed = { meeting: meetings[0]?.key ?? '', title: '', kind: 'discussion', minutes: '15', question: '' }
  return { meetings, stamp: randomUUID(), typed, refusal: null, done: null, ...given }
}

/** Answer to "item": a form for the meetings on whose agenda this person may put something. */
export const proposeReply = (ctx: Context, actor: Actor): Reply => {
  const model = proposeModel(ctx, actor)
  if (model.meetings.length === 0) return { text: translate(actor.locale)('agenda:card.noMeeting') }
  return proposeCard(model, actor.locale)
}
