import type { Links, Locale } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import { cardOf, heading, openUrl, plain } from './elements'

/** What the bot can do. `welcome` greets a person who has just installed it; `late` is shown to those who may ask for it. */
export const helpCard = (
  links: Links,
  locale: Locale,
  options: { readonly welcome: boolean; readonly late: boolean },
): DrawnCard => {
  const t = translate(locale)
  const facts = [
    { title: t('bot:command.status'), value: t('bot:help.status') },
    { title: t('bot:command.projects'), value: t('bot:help.projects') },
    { title: t('bot:command.item'), value: t('bot:help.item') },
    ...(options.late ? [{ title: t('bot:command.late'), value: t('bot:help.late') }] : []),
    { title: t('bot:command.help'), value: t('bot:help.help') },
  ]
  const title = t(options.welcome ? 'bot:help.welcome' : 'bot:help.title')
  return {
    card: cardOf(
      [heading(title), plain(t('bot:help.lead'), { spacing: 'Small' }), { type: 'FactSet', facts }],
      [openUrl(t('bot:action.openPortfolio'), links.tab('portfolio'))],
    ),
    summary: title,
  }
}
