import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Portal,
} from '@fluentui/react-components'
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useClient } from './client-session'
import type { Message } from './tenant-api'
import type { TitledCommand } from './use-message-commands'

/** It brings the card renderer: it comes with the first action. */
const CommandDialog = lazy(async () => ({ default: (await import('./command-dialog')).CommandDialog }))

/** "…" on a message: what the app offers there, as Teams lists it under the app's name. */
export const MessageMenu = ({
  message,
  conversation,
  commands,
}: {
  message: Message
  conversation: string
  commands: readonly TitledCommand[]
}) => {
  const { t, format } = useClient()
  const [chosen, setChosen] = useState<TitledCommand | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    // The entry of the menu that had the focus is gone, and until the dialog is, the page behind it takes none.
    if (wasOpen.current && chosen === null) trigger.current?.focus()
    wasOpen.current = chosen !== null
  }, [chosen])
  if (commands.length === 0) return null
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            ref={trigger}
            className="lc-more"
            size="small"
            appearance="subtle"
            icon={<MoreHorizontal20Regular />}
            aria-label={t('client:message.more', { name: message.from.name, time: format.time(message.timestamp) })}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{t('client:message.app')}</MenuGroupHeader>
              {commands.map((command) => (
                <MenuItem key={command.id} onClick={() => setChosen(command)}>
                  {command.title}
                </MenuItem>
              ))}
            </MenuGroup>
          </MenuList>
        </MenuPopover>
      </Menu>
      {chosen ? (
        // Outside the log of messages, which would read out all that comes into it.
        <Portal>
          <Suspense fallback={null}>
            <CommandDialog
              command={chosen}
              message={message}
              conversation={conversation}
              onClose={() => setChosen(null)}
            />
          </Suspense>
        </Portal>
      ) : null}
    </>
  )
}
