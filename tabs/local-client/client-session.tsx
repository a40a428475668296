import { createContext, useContext } from 'react'
import type { Language } from '../i18n/load-texts'
import type { Place } from './place'
import type { Preferences } from './preferences'
import type { Persona, TenantApi } from './tenant-api'

/** What every part of the local client is given. */
export interface ClientSession extends Language {
  readonly tenant: TenantApi
  readonly tenantId: string
  readonly personas: readonly Persona[]
  readonly persona: Persona
  readonly preferences: Preferences
  setPreferences(preferences: Preferences): void
  go(place: Place): void
  /** Opens an address: a page of the app in its tab, anything else in a new window. */
  openLink(url: string): void
  choosePersona(): void
}

const Session = createContext<ClientSession | null>(null)
export const ClientSessionProvider = Session.Provider

export const useClient = (): ClientSession => {
  const session = useContext(Session)
  if (!session) throw new Error('no session: the component is outside ClientSessionProvider')
  return session
}
