import { MenuButton, type MenuItem } from '../../ui/menu'
import { pillClass } from '../../ui/pills'
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
      className={pillClass(chosen.length > 0)}
      label={chosen.length > 0 ? t('committees:filter.chosen', { filter: name, values }) : name}
      menuLabel={name}
      kind="many"
      items={items}
      onPick={onPick}
    />
  )
}
