import { Button } from '@fluentui/react-components'
import { Send20Regular } from '@fluentui/react-icons/svg/send'
import { useState } from 'react'
import { useClient } from './client-session'

const suggestions = ['client:chat.suggest.status', 'client:chat.suggest.projects', 'client:chat.suggest.help'] as const

/** Writes to the bot; the suggestions are its commands. A message that could not be sent stays in the box. */
export const ComposeBox = ({ conversation, onSent }: { conversation: string; onSent: () => Promise<void> }) => {
  const { t, tenant, persona } = useClient()
  const [text, setText] = useState('')
  const [failed, setFailed] = useState(false)
  const [sending, setSending] = useState(false)
  const send = async (message: string): Promise<void> => {
    if (message.trim() === '' || sending) return
    setSending(true)
    try {
      await tenant.say(conversation, persona.id, { text: message.trim() })
      setText((typed) => (typed === message ? '' : typed))
      setFailed(false)
      await onSent()
    } catch {
      setFailed(true)
    } finally {
      setSending(false)
    }
  }
  return (
    <footer className="lc-compose">
      <fieldset className="lc-suggestions">
        <legend className="gv-visually-hidden">{t('client:chat.suggestions')}</legend>
        {suggestions.map((key) => (
          <button key={key} type="button" onClick={() => void send(t(key))}>
            {t(key)}
          </button>
        ))}
      </fieldset>
      {failed ? (
        <p role="alert" className="lc-failed">
          {t('client:chat.notSent')}
        </p>
      ) : null}
      <form
        className="lc-compose-box"
        onSubmit={(event) => {
          event.preventDefault()
          void send(text)
        }}
      >
        <input
          value={text}
          onChange={({ target }) => setText(target.value)}
          placeholder={t('client:chat.write')}
          aria-label={t('client:chat.write')}
          autoComplete="off"
        />
        <Button
          type="submit"
          appearance="subtle"
          icon={<Send20Regular />}
          aria-label={t('client:chat.send')}
          disabled={text.trim() === ''}
        />
      </form>
    </footer>
  )
}
