import { useRights } from '../ui/rights'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import './section-nav.css'

const sections = ['committees', 'meetings', 'plan', 'decisions', 'actions'] as const
export type Section = (typeof sections)[number]

/** The pages about committees; `here` is the one that is shown. */
export const SectionNav = ({ here }: { here: Section }) => {
  const { t } = useSession()
  const may = useRights()
  // Where somebody is already, the link says where; what they may see there the page itself says.
  const shown = sections.filter((section) => section !== 'plan' || section === here || may('plan.read'))
  return (
    <nav className="cm-nav" aria-label={t('committees:nav.label')}>
      <ul>
        {shown.map((section) => (
          <li key={section}>
            <a href={pageHref(section)} aria-current={section === here ? 'page' : undefined}>
              {t(`committees:nav.${section}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
