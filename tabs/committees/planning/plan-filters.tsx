import { Select } from '@fluentui/react-components'
import type { PlanShown } from '../../../src/committees/planning/plan-view'
import { useSession } from '../../ui/session'

/** Blank: all. */
export interface PlanFilter {
  readonly body: string
  readonly person: string
}

/** Is a meeting of this body shown: the body asked for, and one in which the person asked for sits? */
export const isShown = (body: string, { bodies }: Pick<PlanShown, 'bodies'>, filter: PlanFilter): boolean => {
  if (filter.body !== '' && filter.body !== body) return false
  if (filter.person === '') return true
  return bodies.find(({ code }) => code === body)?.members.includes(filter.person) ?? false
}

export const PlanFilters = ({
  plan,
  filter,
  onFilter,
}: {
  plan: PlanShown
  filter: PlanFilter
  onFilter: (filter: PlanFilter) => void
}) => {
  const { t } = useSession()
  const bodies = plan.bodies.toSorted((a, b) => a.title.localeCompare(b.title, 'fr'))
  return (
    <div className="pl-filters">
      <Select
        size="small"
        aria-label={t('planning:filter.body')}
        value={filter.body}
        onChange={(_, { value }) => onFilter({ ...filter, body: value })}
      >
        <option value="">{t('planning:filter.allBodies')}</option>
        {bodies.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </Select>
      <Select
        size="small"
        aria-label={t('planning:filter.person')}
        value={filter.person}
        onChange={(_, { value }) => onFilter({ ...filter, person: value })}
      >
        <option value="">{t('planning:filter.everybody')}</option>
        {plan.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <ul className="pl-legend" aria-label={t('planning:legend.label')}>
        {(['full', 'good', 'low'] as const).map((fill) => (
          <li key={fill}>
            <i className={`pl-swatch pl-${fill}`} aria-hidden="true" />
            {t(`planning:legend.${fill}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}
