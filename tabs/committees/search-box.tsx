import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { Search20Regular } from '@fluentui/react-icons/svg/search'

interface SearchBoxProps {
  readonly label: string
  readonly clearLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Search within a list, as people type. */
export const SearchBox = ({ label, clearLabel, value, onChange }: SearchBoxProps) => (
  <search className="cm-search">
    <Search20Regular aria-hidden />
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    />
    {value === '' ? null : (
      <button type="button" aria-label={clearLabel} title={clearLabel} onClick={() => onChange('')}>
        <Dismiss16Regular aria-hidden />
      </button>
    )}
  </search>
)
