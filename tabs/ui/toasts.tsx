import { Button } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useSession } from './session'

/** A message about something that happened, with what can be done about it (undo, retry). */
export interface Toast {
  readonly text: string
  readonly intent: 'done' | 'failed'
  readonly actions?: readonly { readonly label: string; readonly onClick: () => void }[]
}

interface ShownToast extends Toast {
  readonly id: number
}

type ShowToast = (toast: Toast) => void

/** Long enough to read and reach the button by keyboard; a failure stays until it is dismissed. */
const SHOWN_MS = 12_000
const AT_MOST = 3

const ToastContext = createContext<ShowToast>(() => undefined)

/** Shows a message at the bottom of the page, announced by screen readers. */
export const useToast = (): ShowToast => useContext(ToastContext)

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const lastId = useRef(0)
  const show = useCallback<ShowToast>((toast) => {
    lastId.current += 1
    const id = lastId.current
    setToasts((shown) => [...shown, { ...toast, id }].slice(-AT_MOST))
  }, [])
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  const list = useMemo(
    () => (
      <section className="gv-toasts" aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastBox key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </section>
    ),
    [toasts, dismiss],
  )
  return (
    <ToastContext.Provider value={show}>
      {children}
      {list}
    </ToastContext.Provider>
  )
}

const ToastBox = ({ toast, onDismiss }: { toast: ShownToast; onDismiss: (id: number) => void }) => {
  const { t } = useSession()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || toast.intent === 'failed') return
    const timer = setTimeout(() => onDismiss(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held, toast, onDismiss])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the message, the buttons inside do the work
    <div
      className={`gv-toast gv-toast-${toast.intent}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.actions?.map((action) => (
        <Button
          key={action.label}
          size="small"
          appearance="transparent"
          onClick={() => {
            onDismiss(toast.id)
            action.onClick()
          }}
        >
          {action.label}
        </Button>
      ))}
      <Button
        size="small"
        appearance="transparent"
        icon={<Dismiss16Regular />}
        aria-label={t('common:action.close')}
        onClick={() => onDismiss(toast.id)}
      />
    </div>
  )
}
