import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import './section-nav.css'

const sections = ['committees', 'meetings', 'plan', 'decisions', 'actions'] as const
export type Section = (typeof sections)[number]

/** The pages about committees; `here` is the one that is shown. */
export const SectionNav = ({ here }: { here: Section }) => {
  const { t } = useSession()
  return (
    <nav className="cm-nav" aria-label={t('committees:nav.label')}>
      <ul>
        {sections.map((section) => (
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
