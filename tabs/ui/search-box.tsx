import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { useRef } from 'react'

interface SearchBoxProps {
  /** Says what is searched; also what the empty box shows. */
  readonly label: string
  readonly clearLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A search that acts at every key; Escape and the cross empty it. */
export const SearchBox = ({ label, clearLabel, value, onChange }: SearchBoxProps) => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="gv-search">
      <Search20Regular aria-hidden />
      <input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('')
        }}
      />
      {value === '' ? null : (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => {
            onChange('')
            input.current?.focus()
          }}
        >
          <Dismiss16Regular aria-hidden />
        </button>
      )}
    </div>
  )
}
