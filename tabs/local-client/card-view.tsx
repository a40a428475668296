import { type Action, AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SubmitAction } from 'adaptivecards'
import { useEffect, useRef, useState } from 'react'
import './card.css'
import { cardHostConfig } from './card-host-config'
import { initialValues, keepTypedValues, openForms, type TypedValues, typedValues } from './card-inputs'
import { useClient } from './client-session'
import { refusalIn } from './invoke-answer'
import { markdownToHtml } from './markdown'

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text)
  result.didProcess = true
}

/** Draws one card of a message and carries its actions to the bot. A new version of the card replaces it in place. */
export const CardView = ({
  card,
  message,
  conversation,
  onAnswered,
}: {
  card: object
  message: string
  conversation: string
  onAnswered: () => Promise<void>
}) => {
  const { t, tenant, persona, openLink } = useClient()
  const place = useRef<HTMLDivElement>(null)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const running = useRef(false)
  const typed = useRef<TypedValues | null>(null)

  const carry = async (action: Action): Promise<void> => {
    if (action instanceof OpenUrlAction) return openLink(action.url ?? '')
    // A second click while the bot answers changes nothing.
    if (running.current) return
    running.current = true
    setWorking(true)
    setFailure(null)
    try {
      if (action instanceof ExecuteAction) {
        const { id, verb, data } = action
        const execute = { type: 'Action.Execute', id, verb, data: data ?? {} }
        const answer = await tenant.invoke(conversation, persona.id, { action: execute, trigger: 'manual' }, message)
        const refusal = refusalIn(answer)
        if (refusal) setFailure('words' in refusal ? refusal.words : t('client:card.refused', refusal))
      } else if (action instanceof SubmitAction) {
        await tenant.say(conversation, persona.id, { value: Object(action.data ?? {}), replyToId: message })
      }
      await onAnswered()
    } catch {
      setFailure(t('client:card.failed'))
    } finally {
      running.current = false
      setWorking(false)
    }
  }
  const carried = useRef(carry)
  carried.current = carry

  // The same content read again must not be drawn again: what a person is typing would be lost.
  const content = JSON.stringify(card)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const drawn = new AdaptiveCard()
    drawn.hostConfig = new HostConfig(cardHostConfig)
    drawn.onExecuteAction = (action) => void carried.current(action)
    drawn.parse(JSON.parse(content))
    const initial = initialValues(drawn)
    const restored = typed.current ? keepTypedValues(drawn, typed.current) : new Set<string>()
    const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute('aria-label') : null
    const rendered = drawn.render()
    element.replaceChildren(...(rendered ? [rendered] : []))
    openForms(drawn, restored)
    if (focused) refocus(element, focused)
    return () => {
      typed.current = typedValues(drawn, initial)
    }
  }, [content])

  return (
    <div className="lc-card" aria-busy={working}>
      <div ref={place} />
      {failure ? (
        <p role="alert" className="lc-failed">
          {failure}
        </p>
      ) : null}
    </div>
  )
}

/** Drawing the card again takes the focused button away: it goes back to the button of the same name, or to the card. */
const refocus = (element: HTMLElement, label: string): void => {
  const same = [...element.querySelectorAll<HTMLElement>('button, input, select, textarea')].find(
    (candidate) => candidate.getAttribute('aria-label') === label && candidate.offsetParent !== null,
  )
  const card = element.querySelector<HTMLElement>('.ac-adaptiveCard')
  ;(same ?? card)?.focus()
}
