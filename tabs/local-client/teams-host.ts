import { openAuthWindow } from './auth-window'
import type { Persona } from './tenant-api'

/**
 * The host's side of the teams-js protocol for one framed tab: the page posts `{ id, uuidAsString, func, args }`, the host
 * answers `{ id, uuidAsString, args }` and pushes `{ func, args }`. Only frames of this origin are spoken to.
 */
export type HostTheme = 'default' | 'dark' | 'contrast'

/** Where in Teams the page is framed. */
export type FrameContext = 'content' | 'sidePanel' | 'meetingStage'

export interface HostedTab {
  readonly frameContext: FrameContext
  readonly meetingId: string | null
  readonly entityId: string
  readonly subPage: string
  readonly persona: Persona
  readonly tenantId: string
  readonly locale: string
  readonly theme: HostTheme
  token(): Promise<string>
  openLink(url: string): void
  /** Shows the page to everybody in the meeting; null where there is none. */
  readonly shareToStage: ((url: string) => void) | null
}

interface Request {
  readonly id: number
  readonly uuid: string | undefined
  readonly func: string
  readonly args: readonly unknown[]
}

/** Capabilities announced to the page; what is missing here, teams-js refuses on its own. */
const runtime = JSON.stringify({
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  supports: { pages: { appButton: {}, backStack: {}, tabs: {}, currentApp: {} }, dialog: {}, chat: {}, logs: {} },
})
const SDK_VERSION = '2.58.0'

const requestIn = (message: unknown): Request | null => {
  if (typeof message !== 'object' || message === null) return null
  const id: unknown = Reflect.get(message, 'id')
  const func: unknown = Reflect.get(message, 'func')
  const args: unknown = Reflect.get(message, 'args')
  const uuid: unknown = Reflect.get(message, 'uuidAsString')
  if (typeof id !== 'number' || typeof func !== 'string') return null
  return { id, func, args: Array.isArray(args) ? args : [], uuid: typeof uuid === 'string' ? uuid : undefined }
}

/** The flat context of the protocol; teams-js turns it into `app.Context`. */
const contextOf = (tab: HostedTab): object => ({
  locale: tab.locale,
  theme: tab.theme,
  entityId: tab.entityId,
  subEntityId: tab.subPage,
  userObjectId: tab.persona.id,
  userPrincipalName: tab.persona.mail,
  loginHint: tab.persona.mail,
  userDisplayName: tab.persona.name,
  tid: tab.tenantId,
  hostClientType: 'web',
  hostName: 'Teams',
  frameContext: tab.frameContext,
  ...(tab.meetingId === null ? {} : { meetingId: tab.meetingId }),
  sessionId: crypto.randomUUID(),
  appSessionId: crypto.randomUUID(),
  ringId: 'local',
  parentMessageId: '',
  isFullScreen: false,
  isMultiWindow: false,
})

/** Answers the page in `frame` until the returned `stop` is called; `pushTheme` tells it that the theme changed. */
export const hostTab = (frame: HTMLIFrameElement, tab: () => HostedTab) => {
  const post = (message: object): void => frame.contentWindow?.postMessage(message, window.location.origin)
  const answer = (request: Request, ...args: readonly unknown[]): void =>
    post({ id: request.id, uuidAsString: request.uuid, args })
  const listener = (event: MessageEvent): void => {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return
    const request = requestIn(event.data)
    if (request) void reply(request, tab(), (...args) => answer(request, ...args))
  }
  window.addEventListener('message', listener)
  return {
    pushTheme: (theme: HostTheme) => post({ func: 'themeChange', args: [theme] }),
    stop: () => window.removeEventListener('message', listener),
  }
}

const linkIn = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  const url: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'url') : null
  return typeof url === 'string' ? url : null
}

/** A page of the app as `pages.navigateToApp` names it: an app, a page id and possibly a sub-page. */
const appLink = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null) return null
  const [page, sub]: unknown[] = [Reflect.get(value, 'pageId'), Reflect.get(value, 'subPageId')]
  if (typeof sub === 'string' && sub !== '') return `#/${sub}`
  return typeof page === 'string' ? `#/${page}` : null
}

const reply = async (request: Request, tab: HostedTab, answer: (...args: unknown[]) => void): Promise<void> => {
  switch (request.func) {
    case 'initialize':
      return answer(tab.frameContext, 'web', runtime, SDK_VERSION)
    case 'getContext':
      return answer(contextOf(tab))
    case 'authentication.getAuthToken':
      return tab.token().then(
        (token) => answer(true, token),
        (cause: unknown) => answer(false, cause instanceof Error ? cause.message : 'unavailable'),
      )
    case 'authentication.authenticate': {
      const url = linkIn(request.args[0]) ?? ''
      return openAuthWindow(url, ['authentication', 'web', runtime, SDK_VERSION]).then((told) =>
        told.ok ? answer(true, told.text) : answer(false, told.reason),
      )
    }
    case 'openLink':
    case 'executeDeepLink':
    case 'pages.navigateToApp':
    case 'pages.currentApp.navigateTo': {
      const url = linkIn(request.args[0]) ?? appLink(request.args[0])
      if (url) tab.openLink(url)
      return answer(true)
    }
    case 'meeting.shareAppContentToStage': {
      const url = linkIn(request.args[0])
      if (tab.shareToStage === null || url === null) return answer({ errorCode: 500, message: 'no meeting' }, null)
      tab.shareToStage(url)
      return answer(null, true)
    }
    case 'registerHandler':
    case 'setFrameContext':
    case 'appInitialization.appLoaded':
    case 'appInitialization.success':
    case 'appInitialization.failure':
    case 'appInitialization.expectedFailure':
      return undefined
    default:
      // teams-js waits for an answer to everything else; an SDK error tells the page that this host cannot do it.
      return answer({ errorCode: 100, message: `${request.func} is not supported by the local client` })
  }
}
