import { useEffect, useRef, useState } from 'react'
import { useClient } from './client-session'
import { tabOf } from './place'
import { type FrameContext, hostTab } from './teams-host'

/** Tokens last an hour; the host renews them early, as Teams does. */
const TOKEN_MS = 30 * 60_000

/** A tab of the app in a frame that speaks the teams-js protocol with it. */
export const TabFrame = ({
  page,
  hidden,
  meeting,
}: {
  page: string
  hidden: boolean
  /** Framed in a meeting instead of in the app. */
  meeting?: {
    readonly id: string
    readonly frameContext: Exclude<FrameContext, 'content'>
    readonly title: string
    shareToStage(url: string): void
  }
}) => {
  const { t, locale, tenant, tenantId, persona, preferences, openLink } = useClient()
  const frame = useRef<HTMLIFrameElement>(null)
  const host = useRef<ReturnType<typeof hostTab> | null>(null)
  const cached = useRef<{ token: string; until: number } | null>(null)
  const tabName = tabOf(page)
  const hosted = {
    frameContext: meeting?.frameContext ?? ('content' as const),
    meetingId: meeting?.id ?? null,
    shareToStage: meeting?.shareToStage ?? null,
    entityId: tabName,
    subPage: page,
    persona,
    tenantId,
    locale: locale === 'fr' ? 'fr-BE' : 'en-GB',
    theme: preferences.theme,
    token: async () => {
      if (cached.current && cached.current.until > Date.now()) return cached.current.token
      const token = await tenant.token(persona.id)
      cached.current = { token, until: Date.now() + TOKEN_MS }
      return token
    },
    openLink,
  }
  const current = useRef(hosted)
  current.current = hosted
  const [address] = useState(`/tab.html#/${page}`)

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const started = hostTab(element, () => current.current)
    host.current = started
    return started.stop
  }, [])
  useEffect(() => host.current?.pushTheme(preferences.theme), [preferences.theme])
  useEffect(() => {
    const inside = frame.current?.contentWindow
    if (inside && inside.location.pathname === '/tab.html' && inside.location.hash !== `#/${page}`)
      inside.location.hash = `#/${page}`
  }, [page])

  /** The page moves by itself (a project opens, a filter changes): the address of the client follows, so that reload works. */
  const followFrame = (): void => {
    if (meeting) return
    const inside = frame.current?.contentWindow
    inside?.addEventListener('hashchange', () => {
      if (frame.current?.hidden || inside.location.hash === window.location.hash) return
      window.history.replaceState(null, '', inside.location.hash)
      window.dispatchEvent(new HashChangeEvent('hashchange'))
    })
  }
  return (
    <iframe
      ref={frame}
      className="lc-frame"
      title={meeting?.title ?? t(`client:tab.${tabName}`)}
      src={address}
      hidden={hidden}
      onLoad={followFrame}
    />
  )
}
