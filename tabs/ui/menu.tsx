import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark'
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Anchor, Popup } from './popup'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly checked?: boolean
  readonly icon?: ReactNode
  /** Starts a new section with a hairline above. */
  readonly section?: boolean
}

/** `one` closes on a choice; `many` stays open so that several can be ticked. */
export type MenuKind = 'one' | 'many'

const roles = { one: 'menuitemradio', many: 'menuitemcheckbox' } as const

const moveFocus = (event: KeyboardEvent<HTMLDivElement>): void => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const focused = document.activeElement
  const at = focused instanceof HTMLElement ? items.indexOf(focused) : -1
  const targets: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }
  const letter = (item: HTMLElement): boolean =>
    item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()) ?? false
  const typed =
    event.key.length === 1 && event.key !== ' '
      ? [...items.slice(at + 1), ...items.slice(0, at + 1)].find(letter)
      : undefined
  const target = event.key in targets ? items[targets[event.key] ?? 0] : typed
  if (!target) return
  event.preventDefault()
  event.stopPropagation()
  target.focus()
}

/** The items of a menu, by arrow keys or first letter (ARIA menu pattern). */
export const MenuItems = ({
  label,
  items,
  kind,
  onPick,
}: {
  label: string
  items: readonly MenuItem[]
  kind: MenuKind
  onPick: (id: string) => void
}) => {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = list.current
    const checked = kind === 'one' ? root?.querySelector<HTMLElement>('[aria-checked=true]') : null
    const first = checked ?? root?.querySelector<HTMLElement>('[role^=menuitem]')
    first?.focus()
  }, [kind])
  return (
    <div ref={list} role="menu" aria-label={label} className="gv-menu" tabIndex={-1} onKeyDown={moveFocus}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role={roles[kind]}
          aria-checked={item.checked ?? false}
          tabIndex={-1}
          className={item.section ? 'gv-menu-item gv-menu-section' : 'gv-menu-item'}
          onClick={() => onPick(item.id)}
        >
          <span className="gv-menu-check">{item.checked ? <Checkmark16Regular aria-hidden /> : null}</span>
          {item.icon}
          <span>{item.label}</span>
        </button>
      ))}
    </div>
  )
}

/** A button that opens a menu under itself. */
export const MenuButton = ({
  label,
  icon,
  className = 'gv-tool',
  items,
  kind,
  onPick,
  menuLabel = label,
}: {
  label: string
  icon?: ReactNode
  className?: string
  items: readonly MenuItem[]
  kind: MenuKind
  onPick: (id: string) => void
  menuLabel?: string
}) => {
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = (refocus: boolean): void => {
    setAnchor(null)
    if (refocus) button.current?.focus()
  }
  const open = (): void => setAnchor(button.current?.getBoundingClientRect() ?? null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={() => (anchor ? close(true) : open())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || anchor) return
          event.preventDefault()
          open()
        }}
      >
        {icon}
        <span>{label}</span>
        <ChevronDown16Regular aria-hidden />
      </button>
      {anchor ? (
        <Popup
          anchor={anchor}
          onClose={(how) => {
            // A click on the button itself closes by its own handler.
            if (how === 'escape' || !button.current?.matches(':hover')) close(how === 'escape')
          }}
        >
          <MenuItems
            label={menuLabel}
            items={items}
            kind={kind}
            onPick={(id) => {
              onPick(id)
              if (kind === 'one') close(true)
            }}
          />
        </Popup>
      ) : null}
    </>
  )
}
