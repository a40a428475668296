import { decoded } from '../ui/router'

/** Where the person is in the local client: kept in the address so that it can be reloaded, shared and gone back from. */
export type Place =
  | { readonly kind: 'chat' }
  | { readonly kind: 'channel' }
  /** The meetings of this person, and one that they have entered. */
  | { readonly kind: 'calendar' }
  | { readonly kind: 'call'; readonly meeting: string }
  /** A tab page of the app, such as `portfolio`, `cycle/2026-11` or `project/P-008`, with its own query if any. */
  | { readonly kind: 'tab'; readonly page: string }

export const addressOf = (place: Place): string => {
  if (place.kind === 'call') return `#/call/${encodeURIComponent(place.meeting)}`
  return place.kind === 'tab' ? `#/${place.page}` : `#/${place.kind}`
}

export const placeOf = (hash: string): Place => {
  const path = hash.replace(/^#\/?/, '')
  if (path === '' || path === 'chat') return { kind: 'chat' }
  const meeting = /^call\/([^?]+)/.exec(path)?.[1]
  if (meeting !== undefined) return { kind: 'call', meeting: decoded(meeting) }
  return path === 'channel' || path === 'calendar' ? { kind: path } : { kind: 'tab', page: path }
}

/** The app's static tabs, in their order. */
export const appTabs = ['portfolio', 'cycle', 'committees'] as const
export type AppTab = (typeof appTabs)[number]

const committeePages = ['meetings', 'meeting', 'panel', 'stage', 'plan', 'minutes', 'decisions', 'actions']

/** Which of the app's static tabs a page belongs to; a project page, as all others, opens inside the portfolio. */
export const tabOf = (page: string): AppTab => {
  const [name = ''] = page.split(/[/?]/)
  if (committeePages.includes(name)) return 'committees'
  return name === 'settings' ? 'cycle' : (appTabs.find((tab) => name === tab) ?? 'portfolio')
}

/**
 * The tab page that an address leads to, or null when it leads out of the app: a Teams deep link
 * (`https://teams.microsoft.com/l/entity/<app>/<tab>?context={"subEntityId":"project/P-008"}`) or an address of this client.
 */
export const pageOfLink = (url: string, origin: string): string | null => {
  const parsed = URL.parse(url, origin)
  if (!parsed) return null
  const entity = /^\/l\/entity\/[^/]+\/([^/]+)/.exec(parsed.pathname)?.[1]
  if (entity) return subPageOf(parsed.searchParams.get('context')) ?? decoded(entity)
  if (parsed.origin !== origin || !parsed.hash.startsWith('#/')) return null
  const place = placeOf(parsed.hash)
  return place.kind === 'tab' ? place.page : null
}

const subPageOf = (context: string | null): string | null => {
  if (!context) return null
  try {
    const parsed: unknown = JSON.parse(context)
    const page: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'subEntityId') : null
    return typeof page === 'string' && page !== '' ? page : null
  } catch {
    return null
  }
}
