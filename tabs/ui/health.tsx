import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleHint16Regular } from '@fluentui/react-icons/svg/circle-hint'
import { Warning16Filled } from '@fluentui/react-icons/svg/warning'
import type { TextKey } from '../../src/i18n/text'
import type { Health } from '../../src/lists/codes'
import { DrawnIcon } from './icon'
import { useSession } from './session'

/** Octagon of a stop sign: Fluent's own red icons are round and would differ from green by colour alone. */
const Octagon = ({ className }: { className: string }) => (
  <DrawnIcon size={16} className={className}>
    <path d="M5.3 1.2h5.4c.2 0 .4.08.53.22l3.35 3.35c.14.14.22.33.22.53v5.4c0 .2-.08.4-.22.53l-3.35 3.35a.75.75 0 0 1-.53.22H5.3a.75.75 0 0 1-.53-.22L1.42 11.23a.75.75 0 0 1-.22-.53V5.3c0-.2.08-.4.22-.53l3.35-3.35a.75.75 0 0 1 .53-.22ZM8 4.2a.7.7 0 0 0-.7.77l.28 3.6a.42.42 0 0 0 .84 0l.28-3.6A.7.7 0 0 0 8 4.2Zm0 6a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6Z" />
  </DrawnIcon>
)

/** A health, or null for "no fresh answer", which is never shown as green. */
export type ShownHealth = Health | null

export const healthKey = (health: ShownHealth): TextKey => `codes:health.${health ?? 'none'}`

/** The icon alone, for places where the word stands beside it or in a label. */
export const HealthIcon = ({ health }: { health: ShownHealth }) => {
  switch (health) {
    case 'green':
      return <CheckmarkCircle16Filled className="gv-health gv-green" aria-hidden />
    case 'amber':
      return <Warning16Filled className="gv-health gv-amber" aria-hidden />
    case 'red':
      return <Octagon className="gv-health gv-red" />
    case null:
      return <CircleHint16Regular className="gv-health gv-none" aria-hidden />
  }
}

/** Icon and word; only the icon is coloured. */
export const HealthLabel = ({ health }: { health: ShownHealth }) => {
  const { t } = useSession()
  return (
    <span className="gv-health-label">
      <HealthIcon health={health} />
      <span>{t(healthKey(health))}</span>
    </span>
  )
}

/** A count with its icon, for group rows and figures; the word is read by screen readers or shown. */
export const HealthCount = ({ health, count, word }: { health: ShownHealth; count: number; word?: boolean }) => {
  const { t } = useSession()
  const label = t(healthKey(health)).toLowerCase()
  return (
    <span className="gv-health-count">
      <HealthIcon health={health} />
      <b>{count}</b>
      <span className={word ? undefined : 'gv-visually-hidden'}>{label}</span>
    </span>
  )
}
