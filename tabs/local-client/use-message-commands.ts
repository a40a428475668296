import { useEffect, useState } from 'react'
import { useClient } from './client-session'

/** An action on messages, titled in the language of this client. */
export interface TitledCommand {
  readonly id: string
  readonly title: string
}

/** What the app offers on a message; nothing until the tenant has said so. */
export const useMessageCommands = (): readonly TitledCommand[] => {
  const { tenant, locale } = useClient()
  const [commands, setCommands] = useState<readonly TitledCommand[]>([])
  useEffect(() => {
    let stale = false
    const read = async (): Promise<void> => {
      const found = await tenant.messageCommands()
      if (!stale) setCommands(found.map(({ id, titles }) => ({ id, title: titles[locale] ?? titles.fr ?? id })))
    }
    // Without them a message has no menu, as in Teams without the app; the conversation says itself that nothing answers.
    read().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [tenant, locale])
  return commands
}
