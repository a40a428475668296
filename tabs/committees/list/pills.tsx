import { MenuButton, type MenuItem } from '../../ui/menu'
import { useSession } from '../../ui/session'

interface ChoicePillProps {
  readonly name: string
  /** Checked ones are named on the pill. */
  readonly items: readonly MenuItem[]
  readonly onPick: (id: string) => void
}

/** A filter with several values, as a pill that opens a menu. */
export const ChoicePill = ({ name, items, onPick }: ChoicePillProps) => {
  const { t } = useSession()
  const chosen = items.filter((item) => item.checked)
  const values = chosen.map((item) => item.label).join(', ')
  return (
    <MenuButton
      className={chosen.length > 0 ? 'gv-pill gv-pill-on' : 'gv-pill'}
      label={chosen.length > 0 ? t('committees:filter.chosen', { filter: name, values }) : name}
      menuLabel={name}
      kind="many"
      items={items}
      onPick={onPick}
    />
  )
}

interface TogglePillProps {
  readonly label: string
  readonly on: boolean
  readonly onToggle: (on: boolean) => void
}

/** A filter that is on or off. */
export const TogglePill = ({ label, on, onToggle }: TogglePillProps) => (
  <button
    type="button"
    className={on ? 'gv-pill gv-pill-on' : 'gv-pill'}
    aria-pressed={on}
    onClick={() => onToggle(!on)}
  >
    <span>{label}</span>
  </button>
)
