import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { folded } from '../../../src/portfolio/grid/grid-rows'
import { Avatar } from '../../ui/avatar'
import { Popup } from '../../ui/popup'
import { useSession } from '../../ui/session'
import { fieldKey } from '../grid/grid-fields'
import type { EditorProps } from './editor-props'

/** Enough to recognise a colleague; typing narrows the rest. */
const SHOWN = 8

interface Option {
  readonly id: string | null
  readonly name: string
}

/** Chooses a person by typing part of a name (ARIA combobox with a list). */
export const PersonPicker = ({ field, number, value, view, anchor, onCommit, onCancel }: EditorProps) => {
  const { t } = useSession()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  useEffect(() => input.current?.focus(), [])
  const options = useMemo<readonly Option[]>(() => {
    const wanted = folded(typed.trim())
    const found = view.people.filter((person) => folded(person.name).includes(wanted)).slice(0, SHOWN)
    return wanted === '' ? [...found, { id: null, name: t('portfolio:edit.nobody') }] : found
  }, [typed, view.people, t])
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = options[at]
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, options.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && chosen) onCommit(chosen.id, 'stay')
    else if (event.key === 'Tab' && chosen && typed !== '') onCommit(chosen.id, event.shiftKey ? 'previous' : 'next')
    else if (event.key === 'Tab') onCancel()
    else if (event.key !== 'Escape') {
      event.stopPropagation()
      return
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Popup anchor={anchor} onClose={onCancel}>
      <div className="pf-person">
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={options.length > 0 ? `${list}-${at}` : undefined}
          aria-autocomplete="list"
          aria-label={t('portfolio:edit.label', { field: t(fieldKey(field)), number })}
          placeholder={view.people.find((person) => person.id === value)?.name ?? t('portfolio:edit.choose')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <div id={list} role="listbox" aria-label={t(fieldKey(field))} tabIndex={-1}>
          {options.map((option, i) => (
            <button
              key={option.id ?? ''}
              id={`${list}-${i}`}
              type="button"
              role="option"
              aria-selected={i === at}
              tabIndex={-1}
              className="gv-menu-item"
              onClick={() => onCommit(option.id, 'stay')}
            >
              {option.id ? <Avatar name={option.name} /> : null}
              <span>{option.name}</span>
            </button>
          ))}
        </div>
        {options.length === 0 ? <p className="gv-caption">{t('portfolio:edit.noMatch')}</p> : null}
      </div>
    </Popup>
  )
}
