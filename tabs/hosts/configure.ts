import { pages } from '@microsoft/teams-js'
import { loadLanguage } from '../i18n/load-texts'
import { connectHost } from './host'

/** What Teams shows when somebody adds the tab to a channel: there is nothing to choose, only to save. */
const configure = async (): Promise<void> => {
  const connection = await connectHost()
  const { locale, t } = await loadLanguage(connection.ok ? connection.host.locale : connection.locale)
  document.documentElement.lang = `${locale}-BE`
  const text = document.createElement('p')
  text.textContent = t(connection.ok ? 'common:configure.text' : 'common:notFramed.text')
  document.querySelector('#root')?.append(text)
  if (!connection.ok) return
  const address = `${window.location.origin}/tab.html#/portfolio`
  pages.config.registerOnSaveHandler((event) => {
    pages.config
      .setConfig({
        entityId: 'portfolio',
        contentUrl: address,
        websiteUrl: address,
        suggestedDisplayName: t('common:configure.tab'),
      })
      .then(
        () => event.notifySuccess(),
        (error: unknown) => event.notifyFailure(String(error)),
      )
  })
  pages.config.setValidityState(true)
}

void configure()
