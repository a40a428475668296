import { Dismiss12Regular } from '@fluentui/react-icons/svg/dismiss'

export const pillClass = (on: boolean): string => (on ? 'gv-pill gv-pill-on' : 'gv-pill')

/** A filter that is on or off. */
export const TogglePill = ({
  label,
  on,
  onToggle,
}: {
  label: string
  on: boolean
  onToggle: (on: boolean) => void
}) => (
  <button type="button" className={pillClass(on)} aria-pressed={on} onClick={() => onToggle(!on)}>
    <span>{label}</span>
    {on ? <Dismiss12Regular aria-hidden /> : null}
  </button>
)
