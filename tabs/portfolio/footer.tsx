import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import type { PortfolioView } from '../../src/portfolio/portfolio-view'
import { recentAge } from '../ui/recent-age'
import { useSession } from '../ui/session'

/** How much is shown, and how fresh it is. */
export const Footer = ({ view, shown, selected }: { view: PortfolioView; shown: number; selected: number }) => {
  const session = useSession()
  const { t } = session
  const { syncedAt, stale, pendingWrites } = view.freshness
  return (
    <footer className="pf-footer gv-num">
      <span role="status">{t('portfolio:footer.shown', { count: shown, all: view.rows.length + view.hidden })}</span>
      {view.hidden > 0 ? <span>{t('portfolio:footer.hidden', { count: view.hidden })}</span> : null}
      {selected > 0 ? <span>{t('portfolio:footer.selected', { count: selected })}</span> : null}
      <span className="pf-space" />
      {pendingWrites > 0 ? <span>{t('portfolio:footer.pending', { count: pendingWrites })}</span> : null}
      {syncedAt !== null && !stale ? (
        <span className="pf-fresh">
          <CheckmarkCircle16Regular aria-hidden />
          {t('portfolio:footer.fresh', { age: recentAge(syncedAt, view.now, session) })}
        </span>
      ) : null}
    </footer>
  )
}
