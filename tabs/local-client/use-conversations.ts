import { useCallback, useEffect, useState } from 'react'
import { useClient } from './client-session'
import type { ConversationSummary } from './tenant-api'

/** How often the list of conversations is read again: it has no event stream of its own. */
const REFRESH_MS = 5_000

/** The conversations of the person, kept fresh; null until the first answer. */
export const useConversations = () => {
  const { tenant, persona } = useClient()
  const [conversations, setConversations] = useState<readonly ConversationSummary[] | null>(null)
  const [failed, setFailed] = useState(false)
  const read = useCallback(async () => {
    try {
      setConversations(await tenant.conversations(persona.id))
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }, [tenant, persona.id])
  useEffect(() => {
    void read()
    const timer = setInterval(() => void read(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [read])
  const install = useCallback(async () => {
    await tenant.install(persona.id)
    await read()
  }, [tenant, persona.id, read])
  return { conversations, failed, install }
}
