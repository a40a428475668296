import { Textarea, type TextareaProps } from '@fluentui/react-components'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { meant, mentionAt, withName } from '../../../../src/committees/session/rules/mention'
import { Avatar } from '../../../ui/avatar'
import { useSession } from '../../../ui/session'

export interface Mentionable {
  readonly id: string
  readonly name: string
}

type Props = Omit<TextareaProps, 'onChange' | 'value'> & {
  readonly value: string
  readonly people: readonly Mentionable[]
  readonly onText: (text: string) => void
}

const SHOWN = 6

/**
 * A text in which `@` offers names (ARIA combobox with a list): arrows move, Enter or Tab inserts, Escape leaves what was typed. It
 * is a plain text field while no name is offered.
 */
export const MentionTextarea = ({ value, people, onText, ...textarea }: Props) => {
  const { t } = useSession()
  const list = useId()
  const { input, mention, options, at, setAt, setCaret, dismiss, choose } = useMention(value, people, onText)
  const isOpen = options.length > 0
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = options[at]
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((at + 1) % options.length)
    else if (event.key === 'ArrowUp') setAt((at - 1 + options.length) % options.length)
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choose(chosen)
    else if (event.key === 'Escape') dismiss()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const combobox = isOpen
    ? ({
        role: 'combobox',
        'aria-expanded': true,
        'aria-haspopup': 'listbox',
        'aria-autocomplete': 'list',
        'aria-controls': list,
        'aria-activedescendant': `${list}-${at}`,
      } as const)
    : {}
  return (
    <div className="se-mention">
      <Textarea
        {...textarea}
        {...combobox}
        ref={input}
        value={value}
        onChange={(event, data) => {
          setCaret(event.target.selectionStart)
          onText(data.value)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setCaret(-1)}
        onKeyDown={onKeyDown}
      />
      {isOpen ? (
        <div id={list} role="listbox" aria-label={t('session:mention.label')} className="se-mention-list" tabIndex={-1}>
          {options.map((person, index) => (
            <button
              key={person.id}
              id={`${list}-${index}`}
              type="button"
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className="gv-menu-item"
              // The text keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <Avatar name={person.name} />
              <span>{person.name}</span>
            </button>
          ))}
        </div>
      ) : null}
      <span className="gv-visually-hidden" role="status">
        {isOpen && mention ? t('session:mention.offered', { count: options.length }) : null}
      </span>
    </div>
  )
}

const useMention = (value: string, people: readonly Mentionable[], onText: (text: string) => void) => {
  const input = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaretOnly] = useState(-1)
  const [at, setAt] = useState(0)
  /** Where the `@` stands whose list was closed with Escape. */
  const [dismissed, setDismissed] = useState<number | null>(null)
  const next = useRef<number | null>(null)
  const mention = caret < 0 ? null : mentionAt(value, caret)
  const options = mention && mention.start !== dismissed ? meant(people, mention.typed).slice(0, SHOWN) : []
  useLayoutEffect(() => {
    if (next.current === null) return
    input.current?.setSelectionRange(next.current, next.current)
    next.current = null
  })
  return {
    input,
    mention,
    options,
    at: Math.min(at, Math.max(0, options.length - 1)),
    setAt,
    setCaret: (to: number): void => {
      if (to === caret) return
      setCaretOnly(to)
      setAt(0)
      if (mentionAt(input.current?.value ?? value, to)?.start !== dismissed) setDismissed(null)
    },
    dismiss: (): void => setDismissed(mention?.start ?? null),
    choose: ({ name }: Mentionable): void => {
      if (!mention) return
      const made = withName(value, mention, name)
      next.current = made.caret
      setCaretOnly(made.caret)
      onText(made.text)
    },
  }
}
