import { ArrowDownRight16Regular } from '@fluentui/react-icons/svg/arrow-down-right'
import { ArrowRight16Regular } from '@fluentui/react-icons/svg/arrow-right'
import { ArrowUpRight16Regular } from '@fluentui/react-icons/svg/arrow-up-right'
import { Subtract16Regular } from '@fluentui/react-icons/svg/subtract'
import type { Trend } from '../../src/lists/codes'
import { useSession } from './session'

const arrows = { improving: ArrowUpRight16Regular, stable: ArrowRight16Regular, worsening: ArrowDownRight16Regular }

/** Arrow of the trend against the previous published report; a dash when there is none to compare with. */
export const TrendArrow = ({ trend }: { trend: Trend | null }) => {
  const { t } = useSession()
  const Arrow = trend === null ? Subtract16Regular : arrows[trend]
  const label = trend === null ? t('common:trend.none') : t(`codes:trend.${trend}`)
  return (
    <span className="gv-trend" role="img" aria-label={label} title={label}>
      <Arrow aria-hidden />
    </span>
  )
}
