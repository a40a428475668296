import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { Warning16Filled } from '@fluentui/react-icons/svg/warning'
import type { PlanShown } from '../../../src/committees/planning/plan-view'
import { useSession } from '../../ui/session'

/** What the plan is worth, in figures that say what they are measured against. */
export const PlanFigures = ({ plan }: { plan: PlanShown }) => {
  const { t, format } = useSession()
  const { meetings, placed, attendance, gap } = plan.figures
  const missing = meetings - placed
  return (
    <dl className="pl-figures">
      <div>
        <dt>{t('planning:figure.placed')}</dt>
        <dd>
          {placed} <span>{t('planning:figure.of', { meetings, count: plan.bodies.length })}</span>
        </dd>
      </div>
      <div>
        <dt>{t('planning:figure.attendance')}</dt>
        <dd>{t('planning:percent', { value: format.number(attendance, 1) })}</dd>
      </div>
      <div>
        <dt>{t('planning:figure.gap')}</dt>
        <dd>
          {t('planning:percent', { value: format.number(gap, gap === 0 ? 0 : 2) })}
          {gap === 0 ? <CheckmarkCircle16Filled className="gv-green" aria-hidden /> : null}
          <span>{t(gap === 0 ? 'planning:gap.proven' : 'planning:gap.open')}</span>
        </dd>
      </div>
      <div>
        <dt>{t('planning:figure.missing')}</dt>
        <dd>
          {missing}
          {missing > 0 ? <Warning16Filled className="gv-amber" aria-hidden /> : null}
          <span>{t(missing > 0 ? 'planning:missing.some' : 'planning:missing.none')}</span>
        </dd>
      </div>
      <div>
        <dt>{t('planning:figure.made')}</dt>
        <dd className="pl-made">{t('planning:figure.madeBy', { name: plan.by, at: format.dateTime(plan.at) })}</dd>
      </div>
    </dl>
  )
}
