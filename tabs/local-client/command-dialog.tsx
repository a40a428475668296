import { Button, Spinner } from '@fluentui/react-components'
import { type Action, SubmitAction } from 'adaptivecards'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Modal } from '../ui/modal'
import { useClient } from './client-session'
import { DrawnCard } from './drawn-card'
import { messagePayload } from './message-payload'
import { type TaskAnswer, taskAnswer } from './task-answer'
import type { InvokeName, Message } from './tenant-api'
import type { TitledCommand } from './use-message-commands'

interface CommandDialogProps {
  readonly command: TitledCommand
  readonly message: Message
  readonly conversation: string
  readonly onClose: () => void
}

type Shown = Exclude<TaskAnswer, { kind: 'end' }> | { readonly kind: 'failed' } | null

/** The dialog that an action on a message opens: what the bot draws in it, what is sent from it, and what comes of that. */
export const CommandDialog = ({ command, message, conversation, onClose }: CommandDialogProps) => {
  const { t, tenant, persona, preferences } = useClient()
  const [shown, setShown] = useState<Shown>(null)
  const { theme } = preferences
  const ask = useCallback(
    async (name: InvokeName, more: object): Promise<TaskAnswer> => {
      const value = {
        commandId: command.id,
        commandContext: 'message',
        requestId: crypto.randomUUID(),
        context: { theme },
        messagePayload: messagePayload(message, conversation),
        ...more,
      }
      return taskAnswer(await tenant.invoke(conversation, persona.id, name, value))
    },
    [tenant, persona.id, theme, command.id, message, conversation],
  )
  const show = (answer: TaskAnswer): void => {
    if (answer.kind === 'end') onClose()
    else setShown(answer)
  }
  const asked = useRef(false)
  const open = async (): Promise<void> => {
    try {
      show(await ask('composeExtension/fetchTask', {}))
    } catch {
      setShown({ kind: 'failed' })
    }
  }
  const opened = useRef(open)
  useEffect(() => {
    // Asked once, however often this is drawn: the bot may count its forms.
    if (asked.current) return
    asked.current = true
    void opened.current()
  }, [])
  const carry = async (action: Action): Promise<string | null> => {
    if (!(action instanceof SubmitAction)) return t('client:dialog.submitOnly')
    const answer = await ask('composeExtension/submitAction', { data: Object(action.data ?? {}) })
    if (answer.kind === 'refused') return t('client:card.refused', answer)
    show(answer)
    return null
  }
  const title = shown?.kind === 'card' ? shown.title : null
  const place = useRef<HTMLDivElement>(null)
  const card = shown?.kind === 'card' ? shown.card : null
  useEffect(() => {
    // What was waited for has come: the person goes on in it.
    if (card) place.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
  }, [card])
  return (
    <Modal title={title ?? command.title} closeLabel={t('common:action.close')} onClose={onClose}>
      <div className="lc-dialog" ref={place}>
        {shown === null ? <Spinner label={t('client:dialog.opening')} /> : null}
        {shown?.kind === 'card' ? <DrawnCard card={shown.card} carry={carry} /> : null}
        {shown?.kind === 'message' ? <p role="status">{shown.text}</p> : null}
        {shown?.kind === 'refused' || shown?.kind === 'failed' ? (
          <p role="alert" className="lc-failed">
            {shown.kind === 'refused' ? t('client:dialog.refused', shown) : t('client:dialog.failed')}
          </p>
        ) : null}
        {shown === null || shown.kind === 'card' ? null : (
          <footer>
            <Button appearance="primary" onClick={onClose}>
              {t('common:action.close')}
            </Button>
          </footer>
        )}
      </div>
    </Modal>
  )
}
