import type { Log } from '../../context'
import type { Live, LiveTopic } from '../../ports/session'
import type { Notices } from '../notices'

const topics: readonly LiveTopic[] = ['Votes', 'Floor']

/** Changes that are in no list, told to the pages of this copy at once and to those of the others by a notice. */
export const createLive = (notices: Notices, log: Log): Live => {
  const listeners = new Set<(what: LiveTopic) => void>()
  const tell = (what: LiveTopic): void => {
    for (const listener of listeners) listener(what)
  }
  notices.on('live', (body) => {
    const what = topics.find((topic) => topic === Reflect.get(Object(body), 'what'))
    if (what) tell(what)
  })
  // What was said while nobody listened is gone: pages read again.
  notices.onReconnect(() => topics.forEach(tell))
  return {
    changed: (what) => {
      tell(what)
      notices
        .publish('live', { what })
        .catch((error: unknown) => log.warn({ what, error: String(error) }, 'other copies were not told of a change'))
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
