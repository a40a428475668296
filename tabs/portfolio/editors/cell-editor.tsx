import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { lifecycle, phase } from '../../../src/lists/codes'
import type { FieldValue, PortfolioView } from '../../../src/portfolio/portfolio-view'
import { type MenuItem, MenuItems } from '../../ui/menu'
import { Popup } from '../../ui/popup'
import { type Session, useSession } from '../../ui/session'
import { fieldKey, type GridField } from '../grid/grid-fields'
import type { EditorProps, Move } from './editor-props'
import { parseTyped, typedText } from './parse-value'
import { PersonPicker } from './person-picker'

/** The editor of a field in its cell: Enter and Tab save, Escape cancels, leaving the cell saves what is valid. */
export const CellEditor = (props: EditorProps) => {
  switch (props.field) {
    case 'title':
      return <TypedEditor {...props} kind="text" />
    case 'forecastEnd':
    case 'baselineEnd':
      return <TypedEditor {...props} kind="date" />
    case 'forecastCost':
    case 'approvedCost':
      return <TypedEditor {...props} kind="money" />
    case 'projectManager':
    case 'sponsor':
      return <PersonPicker {...props} />
    case 'phase':
    case 'lifecycle':
    case 'programme':
    case 'priority':
      return <ChoiceEditor {...props} field={props.field} />
  }
}

/** The choices of a field; the empty id is "no value". */
export const choicesOf = (
  field: 'phase' | 'lifecycle' | 'programme' | 'priority',
  view: Pick<PortfolioView, 'programmes'>,
  t: Session['t'],
): readonly MenuItem[] => {
  switch (field) {
    case 'phase':
      return [
        ...phase.map((code) => ({ id: code, label: t(`codes:phase.${code}`) })),
        { id: '', label: t('portfolio:filter.none'), section: true },
      ]
    case 'lifecycle':
      return lifecycle.map((code) => ({ id: code, label: t(`codes:lifecycle.${code}`) }))
    case 'programme':
      return [
        ...view.programmes.map(({ code, title }) => ({ id: code, label: title })),
        { id: '', label: t('portfolio:grid.noProgramme'), section: true },
      ]
    case 'priority':
      return [
        { id: 'true', label: t('portfolio:yes') },
        { id: 'false', label: t('portfolio:no') },
      ]
  }
}

/** The value behind a choice. */
export const choiceValue = (field: GridField, id: string): FieldValue =>
  field === 'priority' ? id === 'true' : id === '' ? null : id

const ChoiceEditor = (props: EditorProps & { field: 'phase' | 'lifecycle' | 'programme' | 'priority' }) => {
  const { t } = useSession()
  const { field, number, value, view, anchor, onCommit, onCancel } = props
  const items = choicesOf(field, view, t).map((item) => ({ ...item, checked: item.id === String(value ?? '') }))
  return (
    <Popup anchor={anchor} onClose={onCancel}>
      <MenuItems
        label={t('portfolio:edit.label', { field: t(fieldKey(field)), number })}
        items={items}
        kind="one"
        onPick={(id) => onCommit(choiceValue(field, id), 'stay')}
      />
    </Popup>
  )
}

const TypedEditor = (props: EditorProps & { kind: 'text' | 'date' | 'money' }) => {
  const { t } = useSession()
  const { kind, field, number, value, onCommit, onInvalid, onCancel } = props
  const input = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    input.current?.focus()
    if (kind !== 'date') input.current?.select()
  }, [kind])
  const finish = (move: Move, leaving: boolean): void => {
    if (done.current) return
    const typed = input.current?.value ?? ''
    // A half-typed date reads as blank: the browser alone knows that something is there.
    const parsed =
      kind === 'date' && input.current?.validity.badInput
        ? ({ ok: false, reason: 'invalidDate' } as const)
        : parseTyped(kind, typed, value)
    if (parsed.ok) {
      done.current = true
      onCommit(parsed.value, move)
    } else if (leaving) {
      done.current = true
      onInvalid(typed, t(`portfolio:edit.${parsed.reason}`))
    } else setError(t(`portfolio:edit.${parsed.reason}`))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      done.current = true
      onCancel()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      finish('stay', false)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      finish(event.shiftKey ? 'previous' : 'next', false)
    }
  }
  return (
    <span className="pf-editor">
      <input
        ref={input}
        type={kind === 'date' ? 'date' : 'text'}
        inputMode={kind === 'money' ? 'decimal' : undefined}
        defaultValue={typedText(value)}
        maxLength={kind === 'text' ? 255 : 20}
        aria-label={t('portfolio:edit.label', { field: t(fieldKey(field)), number })}
        aria-invalid={error !== null}
        className={kind === 'money' ? 'pf-right' : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => finish('stay', true)}
      />
      {error ? (
        <span role="alert" className="pf-editor-error">
          {error}
        </span>
      ) : null}
    </span>
  )
}
