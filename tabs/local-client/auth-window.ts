/** What the window told: the page's own text, or why there is none. */
export type WindowAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string }

const NOTICE_MS = 500

const field = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined

/**
 * Opens a page of the app in a window, as Teams does for `authentication.authenticate`, and speaks the host's part to it: the
 * handshake, then its success or failure. Only this service's own pages are opened, whatever scheme they are named with. `handshake` is what the page is answered to `initialize`.
 */
export const openAuthWindow = (url: string, handshake: readonly unknown[]): Promise<WindowAnswer> =>
  new Promise((resolve) => {
    const { host, pathname, search } = new URL(url)
    const isOurs = host === window.location.host
    const opened = isOurs ? window.open(`${pathname}${search}`, '', 'popup,width=560,height=680') : null
    if (opened === null) return resolve({ ok: false, reason: 'FailedToOpenWindow' })
    const end = (answer: WindowAnswer): void => {
      clearInterval(watch)
      window.removeEventListener('message', listen)
      opened.close()
      resolve(answer)
    }
    const listen = ({ source, origin, data }: MessageEvent): void => {
      if (source !== opened || origin !== window.location.origin) return
      const args: unknown = field(data, 'args')
      const text = String(Array.isArray(args) ? (args[0] ?? '') : '')
      const func = field(data, 'func')
      if (func === 'initialize')
        opened.postMessage(
          { id: field(data, 'id'), uuidAsString: field(data, 'uuidAsString'), args: handshake },
          origin,
        )
      if (func === 'authentication.authenticate.success') end({ ok: true, text })
      if (func === 'authentication.authenticate.failure') end({ ok: false, reason: text })
    }
    const watch = setInterval(() => {
      if (opened.closed) end({ ok: false, reason: 'CancelledByUser' })
    }, NOTICE_MS)
    window.addEventListener('message', listen)
  })
