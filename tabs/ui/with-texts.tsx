import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Locale, Texts } from '../../src/i18n/text'
import { languageOf } from '../i18n/load-texts'
import { SessionProvider, useSession } from './session'
import { ErrorState, SkeletonRows } from './states'

type Bundles = Record<Locale, () => Promise<{ readonly texts: Texts }>>

/** For pages with texts of their own, which the first page that people see need not download: they come with the page. */
export const WithTexts = ({ bundles, children }: { bundles: Bundles; children: ReactNode }) => {
  const session = useSession()
  const { locale } = session
  const [loaded, setLoaded] = useState<Texts | Error | null>(null)
  useEffect(() => {
    let stale = false
    bundles[locale]().then(
      ({ texts }) => stale || setLoaded(texts),
      (error: unknown) => stale || setLoaded(error instanceof Error ? error : new Error(String(error))),
    )
    return () => {
      stale = true
    }
  }, [bundles, locale])
  const own = useMemo(
    () => (loaded === null || loaded instanceof Error ? null : { ...session, ...languageOf(locale, loaded) }),
    [session, locale, loaded],
  )
  if (loaded instanceof Error) return <ErrorState error={loaded} />
  if (!own) return <SkeletonRows rows={12} label={session.t('common:loading')} />
  return <SessionProvider session={own}>{children}</SessionProvider>
}
