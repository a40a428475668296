import { WithTexts } from '../../ui/with-texts'
import { PlanOverview } from './plan-overview'
import './plan.css'

const bundles = {
  fr: () => import('../../i18n/planning-fr'),
  en: () => import('../../i18n/planning-en'),
}

/** When all bodies meet in the period: planned, changed by hand, confirmed. */
export const PlanPage = () => (
  <WithTexts bundles={bundles}>
    <PlanOverview />
  </WithTexts>
)
