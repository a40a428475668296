import { bootTexts } from '../i18n/boot-texts'
import { CONSENT_KEY, expectedAnswer } from './consent-state'
import { CONSENT_CHANNEL } from './consent-window'
import { browserLocale } from './host-port'

/** The consent window ends here: Microsoft's answer goes to who asked, and the window closes. */
const end = async (): Promise<void> => {
  document.querySelector('#root')?.append(bootTexts[browserLocale()].closing)
  const answer = new URLSearchParams(window.location.hash.slice(1))
  const to = expectedAnswer(sessionStorage.getItem(CONSENT_KEY), answer.get('state'))
  sessionStorage.removeItem(CONSENT_KEY)
  const granted = answer.has('code')
  if (to === 'teams') {
    const { app, authentication } = await import('@microsoft/teams-js')
    await app.initialize([window.location.origin])
    if (granted) authentication.notifySuccess('granted')
    else authentication.notifyFailure(answer.get('error') ?? 'declined')
  } else if (to === 'page') {
    new BroadcastChannel(CONSENT_CHANNEL).postMessage(granted)
    window.close()
  }
}

void end()
