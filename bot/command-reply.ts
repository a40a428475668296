import type { Actor } from '../src/access/actor'
import { translate } from '../src/i18n/translate'
import { mayAskLate } from '../src/status/cycle/late-list'
import { localeOf } from '../src/status/question-for'
import type { BotOptions } from './bot-options'
import { helpCard } from './cards/help.card'
import { commandOf } from './commands'
import { proposeReply } from './committees/propose-reply'
import { myProjects } from './projects/my-projects'
import { myProjectsCard } from './projects/my-projects.card'
import type { Reply } from './reply'
import { lateReply } from './status/late-reply'
import { statusReply } from './status/status-reply'

/** Answers a typed command. Only the personal conversation gets a person's own rows: everybody reads a channel. */
export const commandReply = async (
  options: BotOptions,
  person: string,
  text: string,
  personal: boolean,
): Promise<Reply> => {
  const { ctx } = options
  const locale = localeOf(ctx.directory.person(person))
  const command = commandOf(text)
  if (!personal && command !== 'help') return { text: translate(locale)('bot:status.oneToOne') }
  if (command === 'status') return statusReply(ctx, person, locale)
  if (command === 'projects') return myProjectsCard(myProjects(ctx, person), ctx.links, locale)
  const actor: Actor = { person, roles: await options.ctx.roles.of(person), locale }
  if (command === 'late') return lateReply(ctx, actor)
  if (command === 'item') return proposeReply(ctx, actor)
  return helpCard(ctx.links, locale, { welcome: false, late: mayAskLate(ctx, actor) })
}
