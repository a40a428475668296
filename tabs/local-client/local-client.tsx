import {
  FluentProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Locale } from '../../src/i18n/text'
import { type Language, languageOf } from '../i18n/load-texts'
import { useHash } from '../ui/router'
import { StartFailed, Starting } from '../ui/start-states'
import { ClientSessionProvider } from './client-session'
import { PersonaPicker } from './persona-picker'
import { addressOf, type Place, pageOfLink, placeOf } from './place'
import { loadPreferences, type Preferences, savePreferences, withPersona } from './preferences'
import { Shell } from './shell'
import type { HostTheme } from './teams-host'
import { type Persona, type TenantApi, tenantApi } from './tenant-api'
import { Unavailable } from './unavailable'

const themes: Record<HostTheme, Theme> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
}

const languages: Record<Locale, () => Promise<Language>> = {
  fr: async () => languageOf('fr', (await import('./texts-fr')).texts),
  en: async () => languageOf('en', (await import('./texts-en')).texts),
}

const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('en') ? 'en' : 'fr')

interface Tenant {
  readonly api: TenantApi
  readonly tenantId: string
  readonly personas: readonly Persona[]
}

/** The service says where the local tenant is; with `TENANT=microsoft365` there is none, and this page has nothing to show. */
const findTenant = async (): Promise<Tenant> => {
  const response = await fetch('/local-client.json')
  const answer: unknown = response.ok ? await response.json() : null
  const text = (name: string): string => {
    const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : null
    return typeof value === 'string' ? value : ''
  }
  if (text('tenantOrigin') === '') throw new Error(`no local tenant (${response.status})`)
  const api = tenantApi(text('tenantOrigin'))
  return { api, tenantId: text('tenantId'), personas: await api.personas() }
}

/** A small Teams: choose who you are, talk with the bot, open the tabs. */
export const LocalClient = () => {
  const [tenant, setTenant] = useState<Tenant | 'unavailable' | null>(null)
  const [preferences, setStored] = useState<Preferences>(loadPreferences)
  const [language, setLanguage] = useState<Language | 'failed' | null>(null)
  const connect = useCallback(() => {
    setTenant(null)
    findTenant().then(setTenant, () => setTenant('unavailable'))
  }, [])
  useEffect(connect, [connect])

  const found = tenant === 'unavailable' ? null : tenant
  const persona = found?.personas.find(({ id }) => id === preferences.persona) ?? null
  const locale = preferences.locale ?? localeOf(persona?.language ?? 'fr')
  useEffect(() => {
    let stale = false
    const show = (loaded: Language | 'failed'): void => {
      if (!stale) setLanguage(loaded)
    }
    languages[locale]().then(show, () => show('failed'))
    document.documentElement.lang = `${locale}-BE`
    return () => {
      stale = true
    }
  }, [locale])

  const setPreferences = useCallback((changed: Preferences) => {
    savePreferences(changed)
    setStored(changed)
  }, [])
  const { theme } = preferences
  const words = language === 'failed' ? null : language
  return (
    <FluentProvider theme={themes[theme]} className={`gv-app gv-theme-${theme}`}>
      {language === 'failed' ? <StartFailed locale={locale} /> : null}
      {language !== 'failed' && (language === null || tenant === null) ? <Starting locale={locale} /> : null}
      {words && tenant === 'unavailable' ? <Unavailable language={words} onRetry={connect} /> : null}
      {words && found ? (
        <Identified
          tenant={found}
          language={words}
          persona={persona}
          preferences={preferences}
          setPreferences={setPreferences}
        />
      ) : null}
    </FluentProvider>
  )
}

const Identified = ({
  tenant,
  language,
  persona,
  preferences,
  setPreferences,
}: {
  tenant: Tenant
  language: Language
  persona: Persona | null
  preferences: Preferences
  setPreferences: (preferences: Preferences) => void
}) => {
  const [choosing, setChoosing] = useState(false)
  const place = placeOf(useHash())
  const session = useMemo(() => {
    if (!persona) return null
    const go = (to: Place): void => {
      window.location.hash = addressOf(to)
    }
    return {
      ...language,
      tenant: tenant.api,
      tenantId: tenant.tenantId,
      personas: tenant.personas,
      persona,
      preferences,
      setPreferences,
      go,
      openLink: (url: string) => {
        const page = pageOfLink(url, window.location.origin)
        if (page !== null) go({ kind: 'tab', page })
        else if (/^https?:/.test(url)) window.open(url, '_blank', 'noreferrer')
      },
      choosePersona: () => setChoosing(true),
    }
  }, [language, tenant, persona, preferences, setPreferences])
  const choose = (id: string): void => {
    setPreferences(withPersona(preferences, id))
    setChoosing(false)
  }
  if (!session || choosing) {
    return (
      <PersonaPicker
        language={language}
        personas={tenant.personas}
        recent={preferences.recent}
        current={persona?.id ?? null}
        onChoose={choose}
        onCancel={session ? () => setChoosing(false) : undefined}
      />
    )
  }
  return (
    <ClientSessionProvider value={session}>
      {/* Another person means another mailbox, token and language: nothing of the last one may stay. */}
      <Shell key={`${session.persona.id} ${session.locale}`} place={place} />
    </ClientSessionProvider>
  )
}
