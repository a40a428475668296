import { Button } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

export interface ModalProps {
  readonly title: string
  /** `wide` for long forms and previews. */
  readonly size?: 'normal' | 'wide'
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A modal dialog: the browser keeps the focus inside, Escape closes it, the page behind is inert. The focus begins in the first field
 * where there is one, and goes back to where it was.
 */
export const Modal = ({
  title,
  size = 'normal',
  closeLabel,
  onClose,
  children,
}: ModalProps & { closeLabel: string }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // Closed before it leaves the page: the browser gives the focus back only then.
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    element?.querySelector<HTMLElement>('input:not([type=hidden], :disabled), select, textarea')?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`gv-dialog gv-dialog-${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={closeLabel} onClick={onClose} />
      </header>
      {children}
    </dialog>
  )
}
