/** Reads server-sent events as a tab does. */
export interface EventReader {
  /** The next event that satisfies the condition; earlier ones are passed over. */
  next(condition: (event: object) => boolean): Promise<object>
  close(): void
}

/** `reading`: for how many milliseconds the page has been reading already. */
export const readEvents = async (origin: string, token: string, reading = 0): Promise<EventReader> => {
  const stop = new AbortController()
  const response = await fetch(`${origin}/api/events?reading=${reading}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
    signal: stop.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!response.ok || reader === undefined) throw new Error(`events: ${response.status}`)
  let text = ''
  const one = async (): Promise<object> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        if (block.startsWith('data: ')) return JSON.parse(block.slice(6))
        continue
      }
      const { done, value } = await reader.read()
      if (done) throw new Error('the stream ended')
      text += value
    }
  }
  return {
    next: async (condition) => {
      for (;;) {
        const event = await one()
        if (condition(event)) return event
      }
    },
    close: () => stop.abort(),
  }
}
