import {
  FluentProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { createApi } from './api/client'
import { createQueries, useLiveQueries } from './api/queries'
import { type ConsentGate, createConsentGate, useConsentAsked } from './hosts/consent'
import { connectHost } from './hosts/host'
import { browserLocale, type HostTheme } from './hosts/host-port'
import { NotSignedIn } from './hosts/not-signed-in'
import { type Language, loadLanguage } from './i18n/load-texts'
import { pageOf } from './pages'
import { ErrorBoundary } from './ui/error-boundary'
import { navigate, parseAddress, useHash } from './ui/router'
import { type Session, SessionProvider, useSession } from './ui/session'
import { StartFailed, Starting } from './ui/start-states'
import { EmptyState, SkeletonRows } from './ui/states'
import { ToastProvider } from './ui/toasts'

const themes: Record<HostTheme, Theme> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
}

type Boot =
  | { readonly state: 'starting' }
  | { readonly state: 'failed' }
  | { readonly state: 'not-signed-in'; readonly language: Language; readonly reason: 'silent' | 'refused' }
  | { readonly state: 'ready'; readonly session: Session; readonly gate: ConsentGate }

const start = async (): Promise<Boot> => {
  // The page downloads while the host answers.
  // It is asked for again when it is drawn: a failure is told there.
  if (window.location.hash !== '') {
    pageOf(parseAddress(window.location.hash).path)
      ?.load()
      .catch(() => undefined)
  }
  const connection = await connectHost()
  if (!connection.ok)
    return { state: 'not-signed-in', language: await loadLanguage(connection.locale), reason: connection.reason }
  const { host } = connection
  const language = await loadLanguage(host.locale)
  if (host.page !== null) {
    const { path, query } = parseAddress(host.page)
    navigate(path, query, true)
  }
  const gate = createConsentGate()
  return { state: 'ready', session: { ...language, host, api: createApi(host.token, host.locale, gate.ask) }, gate }
}

/** The tab: connects to its host, loads one language, then shows the page that the address names. */
export const App = () => {
  const [boot, setBoot] = useState<Boot>({ state: 'starting' })
  const [theme, setTheme] = useState<HostTheme>('default')
  useEffect(() => {
    start().then(
      (ready) => {
        setBoot(ready)
        document.documentElement.lang = ready.state === 'ready' ? `${ready.session.locale}-BE` : 'fr-BE'
        if (ready.state !== 'ready') return
        setTheme(ready.session.host.theme)
        ready.session.host.onThemeChange(setTheme)
      },
      () => setBoot({ state: 'failed' }),
    )
  }, [])
  return (
    <FluentProvider theme={themes[theme]} className={`gv-app gv-theme-${theme}`}>
      {boot.state === 'starting' ? <Starting locale={browserLocale()} /> : null}
      {boot.state === 'failed' ? <StartFailed locale={browserLocale()} /> : null}
      {boot.state === 'not-signed-in' ? <NotSignedIn language={boot.language} reason={boot.reason} /> : null}
      {boot.state === 'ready' ? <Pages session={boot.session} gate={boot.gate} /> : null}
    </FluentProvider>
  )
}

const ConsentDialog = lazy(async () => ({ default: (await import('./hosts/consent-dialog')).ConsentDialog }))

const Pages = ({ session, gate }: { session: Session; gate: ConsentGate }) => {
  const [queries] = useState(createQueries)
  const consentAsked = useConsentAsked(gate)
  useLiveQueries(session.api, queries)
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider session={session}>
        <ToastProvider>
          <CurrentPage />
          {consentAsked ? (
            <Suspense fallback={null}>
              <ConsentDialog onEnd={gate.settle} />
            </Suspense>
          ) : null}
        </ToastProvider>
      </SessionProvider>
    </QueryClientProvider>
  )
}

const CurrentPage = () => {
  const { t } = useSession()
  const { path } = parseAddress(useHash())
  const found = pageOf(path)
  if (!found) return <EmptyState text={t('common:page.unknown')} />
  const { Page, id } = found
  return (
    <ErrorBoundary resetKey={path}>
      <Suspense fallback={<SkeletonRows rows={12} label={t('common:loading')} />}>
        <Page id={id} />
      </Suspense>
    </ErrorBoundary>
  )
}
