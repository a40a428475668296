import { Button } from '@fluentui/react-components'
import { Send20Regular } from '@fluentui/react-icons/svg/send'
import { useState } from 'react'
import type { TextKey } from '../../src/i18n/text'
import { useClient } from './client-session'

/** Commands of the bot; the list of late answers is for the project office. */
const suggestionsFor = (roles: readonly string[]): readonly TextKey[] => [
  'client:chat.suggest.status',
  'client:chat.suggest.projects',
  ...(roles.includes('officer') || roles.includes('pmo') ? (['client:chat.suggest.late'] as const) : []),
  'client:chat.suggest.help',
]

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
        {suggestionsFor(persona.appRoles).map((key) => (
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
