import type { Api } from './client'

/** A list changed, or SharePoint went out of reach or came back. */
export type Notice = { readonly list: string } | { readonly stale: boolean }

export interface EventListener {
  onNotice(notice: Notice): void
  /** The stream was interrupted and is back: whatever happened meanwhile must be read again. */
  onReconnect(): void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** The service says something every 20 seconds: a stream that is silent for longer is lost, whatever the network believes. */
const SILENCE_MS = 60_000

/**
 * Live changes as server-sent events, read by `fetch` because `EventSource` cannot carry the person's token. Reconnects with
 * growing waits for as long as the page lives. What changed while the page began to read is told by the first stream. Returns the
 * function that stops it.
 */
export const followEvents = (api: Api, listener: EventListener): (() => void) => {
  const stopped = new AbortController()
  const begun = performance.now()
  const run = async (): Promise<void> => {
    let wait = FIRST_WAIT_MS
    for (let connection = 0; !stopped.signal.aborted; connection += 1) {
      try {
        const reading = Math.ceil(performance.now() - begun)
        const response = await api.fetch(connection === 0 ? `/events?reading=${reading}` : '/events', {
          signal: stopped.signal,
          headers: { Accept: 'text/event-stream' },
        })
        if (connection > 0) listener.onReconnect()
        wait = FIRST_WAIT_MS
        await readEvents(response, listener)
      } catch {
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      }
      await pause(wait, stopped.signal)
    }
  }
  void run()
  return () => stopped.abort()
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

const readEvents = async (response: Response, listener: EventListener): Promise<void> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) return
  let pending = ''
  for (;;) {
    const silence = setTimeout(() => void reader.cancel(), SILENCE_MS)
    const { done, value } = await reader.read()
    clearTimeout(silence)
    if (done) return
    const blocks = (pending + value).split(/\r?\n\r?\n/)
    pending = blocks.pop() ?? ''
    for (const block of blocks) {
      const notice = noticeIn(block)
      if (notice) listener.onNotice(notice)
    }
  }
}

/** What one block of the stream announces; heartbeats announce nothing. */
export const noticeIn = (block: string): Notice | null => {
  const data = block
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .join('\n')
  if (data === '') return null
  const parsed: unknown = JSON.parse(data)
  if (typeof parsed !== 'object' || parsed === null) return null
  const list: unknown = Reflect.get(parsed, 'list')
  const stale: unknown = Reflect.get(parsed, 'stale')
  if (typeof list === 'string') return { list }
  return typeof stale === 'boolean' ? { stale } : null
}
