import type { Context, Locale } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { openCycleOf } from '../../src/status/project-facts'
import { cycleFactsOf, questionFor } from '../../src/status/question-for'
import type { Reply } from '../reply'
import { questionCard } from './question.card'

/** Answer to "status": the person's question in the open cycle, or else the projects that they may answer for. */
export const statusReply = (ctx: Context, person: string, locale: Locale): Reply => {
  const t = translate(locale)
  const cycle = openCycleOf(ctx)
  if (!cycle) return { text: t('errors:no-open-cycle') }
  const facts = cycleFactsOf(ctx, cycle)
  const asked = questionFor(ctx, facts, person, locale, 'asked')
  const model = asked.projects.length > 0 ? asked : questionFor(ctx, facts, person, locale, 'answerable')
  return model.projects.length > 0 ? questionCard(model, locale) : { text: t('bot:status.none') }
}
