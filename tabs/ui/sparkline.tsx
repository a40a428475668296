import type { Health } from '../../src/lists/codes'
import { healthKey, type ShownHealth } from './health'
import { useSession } from './session'

const classes: Record<Health | 'none', string> = { green: 'gv-sg', amber: 'gv-a', red: 'gv-r', none: 'gv-sn' }
/** Height carries the value, so that the picture reads without colour: low green, middle amber, tall red, dash without answer. */
const heights: Record<Health | 'none', number> = { green: 4, amber: 9, red: 15, none: 2 }
const kinds = ['green', 'amber', 'red', 'none'] as const
const STEP = 6

/** The health of the last cycles, oldest first, with a text alternative such as "9 green, 3 amber". */
export const Sparkline = ({ history }: { history: readonly ShownHealth[] }) => {
  const { t } = useSession()
  const counted = kinds.flatMap((kind) => {
    const count = history.filter((health) => (health ?? 'none') === kind).length
    return count === 0 ? [] : [`${count} ${t(healthKey(kind === 'none' ? null : kind)).toLowerCase()}`]
  })
  const path = (kind: Health | 'none'): string =>
    history.map((health, i) => ((health ?? 'none') === kind ? `M${2 + i * STEP} 16v-${heights[kind]}` : '')).join('')
  return (
    <svg
      className="gv-spark"
      viewBox={`0 0 ${history.length * STEP} 16`}
      width={history.length * STEP}
      height={16}
      role="img"
      aria-label={counted.join(', ')}
    >
      {kinds.map((kind) => {
        const d = path(kind)
        return d === '' ? null : <path key={kind} className={classes[kind]} d={d} />
      })}
    </svg>
  )
}
