import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from './client-session'
import type { Message } from './tenant-api'

/** Messages of a conversation, oldest first, read again whenever the tenant says that it changed; null until the first answer. */
export const useMessages = (conversation: string | null) => {
  const { tenant, persona } = useClient()
  const [messages, setMessages] = useState<readonly Message[] | null>(null)
  const latest = useRef(0)
  const read = useCallback(async () => {
    if (conversation === null) return
    latest.current += 1
    const turn = latest.current
    const found = await tenant.messages(conversation, persona.id)
    // A slow answer must not replace a newer one.
    if (turn === latest.current) setMessages(found.filter(isShown))
  }, [tenant, persona.id, conversation])
  useEffect(() => {
    if (conversation === null) return
    const readAgain = (): void => void read().catch(() => undefined)
    readAgain()
    return tenant.follow(conversation, readAgain)
  }, [tenant, conversation, read])
  return { messages, read }
}

const isShown = (message: Message): boolean =>
  message.type === 'message' && ((message.text ?? '') !== '' || (message.attachments ?? []).length > 0)
