import { createContext, type ReactNode, useContext } from 'react'
import type { Api } from '../api/client'
import type { Host } from '../hosts/host-port'
import type { Language } from '../i18n/load-texts'

/** What every page is given: the host that frames it, the service, words and formats. */
export interface Session extends Language {
  readonly host: Host
  readonly api: Api
}

const SessionContext = createContext<Session | null>(null)

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
)

export const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session: the component is outside SessionProvider')
  return session
}
