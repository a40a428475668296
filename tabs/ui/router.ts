import { useSyncExternalStore } from 'react'

/** An address inside the tab: `#/project/P-008?tab=cost` has path `project/P-008` and its query. */
export interface Address {
  readonly path: string
  readonly query: URLSearchParams
}

/** A link that somebody cut or mistyped is read as it stands: its page says that it knows no such thing. */
export const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export const parseAddress = (hash: string): Address => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  return { path: path.split('/').map(decoded).join('/') || 'portfolio', query: new URLSearchParams(query) }
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The hash of the page, re-rendering when it changes. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash)

/** Address of a page, to use in links: `#/project/P-008`. */
export const pageHref = (path: string): string => `#/${path.split('/').map(encodeURIComponent).join('/')}`

/** Goes to a page; `replace` keeps the history short when only filters change. */
export const navigate = (path: string, query?: URLSearchParams, replace = false): void => {
  const text = query?.toString() ?? ''
  const hash = pageHref(path) + (text === '' ? '' : `?${text}`)
  if (!replace) {
    window.location.hash = hash
    return
  }
  window.history.replaceState(window.history.state, '', hash)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
