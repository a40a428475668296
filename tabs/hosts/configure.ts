import { app, pages } from '@microsoft/teams-js'
import { createApi } from '../api/client'
import { loadLanguage } from '../i18n/load-texts'
import { connectHost } from './host'
import type { Host } from './host-port'

/** The page that the tab will open, and its name. */
interface Target {
  readonly page: string
  readonly name: string | null
}

/** In the conversation of a meeting that this person may know of, that meeting; the portfolio everywhere else. */
const targetOf = async (host: Host): Promise<Target> => {
  const portfolio: Target = { page: 'portfolio', name: null }
  const { chat } = await app.getContext()
  if (!chat?.id) return portfolio
  const api = createApi(host.token, host.locale, async () => false)
  try {
    const path = `/chats/${encodeURIComponent(chat.id)}/meeting`
    const { meetingKey, title } = await api.get<{ meetingKey: string; title: string }>(path)
    return { page: `meeting/${encodeURIComponent(meetingKey)}`, name: title }
  } catch {
    // A chat that is no meeting of a body, or that this person may not read: the portfolio is for everybody.
    return portfolio
  }
}

/** What Teams shows when somebody adds the tab to a channel or a meeting: there is nothing to choose, only to save. */
const configure = async (): Promise<void> => {
  const connection = await connectHost()
  const { locale, t } = await loadLanguage(connection.ok ? connection.host.locale : connection.locale)
  document.documentElement.lang = `${locale}-BE`
  const text = document.createElement('p')
  document.querySelector('#root')?.append(text)
  if (!connection.ok) {
    text.textContent = t('common:notFramed.text')
    return
  }
  const { page, name } = await targetOf(connection.host)
  text.textContent = name === null ? t('common:configure.text') : t('common:configure.meeting', { meeting: name })
  const address = `${window.location.origin}/tab.html#/${page}`
  pages.config.registerOnSaveHandler((event) => {
    pages.config
      .setConfig({
        entityId: page,
        contentUrl: address,
        websiteUrl: address,
        suggestedDisplayName: t(name === null ? 'common:configure.tab' : 'common:configure.meetingTab'),
      })
      .then(
        () => event.notifySuccess(),
        (error: unknown) => event.notifyFailure(String(error)),
      )
  })
  pages.config.setValidityState(true)
}

void configure()
