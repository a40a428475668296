import { type Action, AdaptiveCard, HostConfig, OpenUrlAction } from 'adaptivecards'
import { useEffect, useRef, useState } from 'react'
import './card.css'
import { cardHostConfig } from './card-host-config'
import { initialValues, keepTypedValues, openForms, type TypedValues, typedValues } from './card-inputs'
import { useClient } from './client-session'
import { markdownToHtml } from './markdown'

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text)
  result.didProcess = true
}

/**
 * Draws one card. `carry` takes an action to the bot and answers why it was not taken, or null; when it throws, nothing came through. A
 * new version of the card replaces it in place.
 */
export const DrawnCard = ({ card, carry }: { card: object; carry: (action: Action) => Promise<string | null> }) => {
  const { t, openLink } = useClient()
  const place = useRef<HTMLDivElement>(null)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const running = useRef(false)
  const typed = useRef<TypedValues | null>(null)

  const act = async (action: Action): Promise<void> => {
    if (action instanceof OpenUrlAction) return openLink(action.url ?? '')
    // A second click while the bot answers changes nothing.
    if (running.current) return
    running.current = true
    setWorking(true)
    setFailure(null)
    try {
      setFailure(await carry(action))
    } catch {
      setFailure(t('client:card.failed'))
    } finally {
      running.current = false
      setWorking(false)
    }
  }
  const acted = useRef(act)
  acted.current = act

  // The same content read again must not be drawn again: what a person is typing would be lost.
  const content = JSON.stringify(card)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const drawn = new AdaptiveCard()
    drawn.hostConfig = new HostConfig(cardHostConfig)
    drawn.onExecuteAction = (action) => void acted.current(action)
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
