import {
  FluentProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react'
import { createApi } from './api/client'
import { createQueries, useLiveQueries } from './api/queries'
import { type ConsentGate, createConsentGate, useConsentAsked } from './hosts/consent'
import { connectHost } from './hosts/host'
import { browserLocale, type HostTheme } from './hosts/host-port'
import { NotSignedIn } from './hosts/not-signed-in'
import { type Language, loadLanguage } from './i18n/load-texts'
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

type Page = ComponentType<{ id: string }>

/** Pages by the first word of their address; the rest of the path is the row they show. Each is downloaded when needed. */
const loaders: Record<string, () => Promise<{ default: Page }>> = {
  portfolio: async () => ({ default: (await import('./portfolio/portfolio.page')).PortfolioPage }),
  project: async () => ({ default: (await import('./projects/project.page')).ProjectPage }),
  settings: async () => ({ default: (await import('./settings/settings.page')).SettingsPage }),
  cycle: async () => ({ default: (await import('./status/cycle.page')).CyclePage }),
  panel: async () => ({ default: (await import('./committees/session/panel.page')).PanelPage }),
  stage: async () => ({ default: (await import('./committees/session/stage.page')).StagePage }),
  plan: async () => ({ default: (await import('./committees/planning/plan.page')).PlanPage }),
  committees: async () => ({ default: (await import('./committees/committees.page')).CommitteesPage }),
  meetings: async () => ({ default: (await import('./committees/meetings/meetings.page')).MeetingsPage }),
  meeting: async () => ({ default: (await import('./committees/agenda/meeting.page')).MeetingPage }),
  minutes: async () => ({ default: (await import('./committees/minutes/minutes.page')).MinutesPage }),
  decisions: async () => ({ default: (await import('./committees/register/decisions.page')).DecisionsPage }),
  actions: async () => ({ default: (await import('./committees/actions/actions.page')).ActionsPage }),
}
const pages: Record<string, Page> = Object.fromEntries(
  Object.entries(loaders).map(([name, load]) => [name, lazy(load)]),
)

const pageName = (hash: string): string => parseAddress(hash).path.split('/')[0] ?? ''

type Boot =
  | { readonly state: 'starting' }
  | { readonly state: 'failed' }
  | { readonly state: 'not-signed-in'; readonly language: Language; readonly reason: 'silent' | 'refused' }
  | { readonly state: 'ready'; readonly session: Session; readonly gate: ConsentGate }

const start = async (): Promise<Boot> => {
  // The page downloads while the host answers.
  // It is asked for again when it is drawn: a failure is told there.
  if (window.location.hash !== '') loaders[pageName(window.location.hash)]?.().catch(() => undefined)
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
  const [name = '', ...rest] = path.split('/')
  const Page = pages[name]
  if (!Page) return <EmptyState text={t('common:page.unknown')} />
  return (
    <ErrorBoundary resetKey={path}>
      <Suspense fallback={<SkeletonRows rows={12} label={t('common:loading')} />}>
        <Page id={rest.join('/')} />
      </Suspense>
    </ErrorBoundary>
  )
}
