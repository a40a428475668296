import { Dismiss12Regular } from '@fluentui/react-icons/svg/dismiss'
import { lifecycle, phase } from '../../src/lists/codes'
import type { Names } from '../../src/portfolio/grid/grid-rows'
import {
  type GridState,
  hasFilters,
  type ListFilter,
  shownHealths,
  withoutFilters,
} from '../../src/portfolio/grid/grid-view'
import { answerStates, type PortfolioView } from '../../src/portfolio/portfolio-view'
import { HealthIcon } from '../ui/health'
import { MenuButton, type MenuItem } from '../ui/menu'
import { pillClass, TogglePill } from '../ui/pills'
import { type Session, useSession } from '../ui/session'
import type { ChangeState } from './use-grid-state'

interface PillsProps {
  readonly view: PortfolioView
  readonly state: GridState
  readonly names: Names
  readonly onState: ChangeState
}

const toggles = ['gap', 'outside'] as const
const filters = [
  'health',
  'programme',
  'phase',
  'manager',
  'answer',
  'lifecycle',
] as const satisfies readonly ListFilter[]

/** The values of a filter that occur in the portfolio, in the order people expect. */
const choices = (filter: ListFilter, { view, names }: PillsProps, t: Session['t']): readonly MenuItem[] => {
  switch (filter) {
    case 'health':
      return shownHealths.map((id) => ({
        id,
        label: t(`codes:health.${id}`),
        icon: <HealthIcon health={id === 'none' ? null : id} />,
      }))
    case 'programme':
      return view.programmes.map(({ code, title }) => ({ id: code, label: title }))
    case 'phase':
      return phase.map((id) => ({ id, label: t(`codes:phase.${id}`) }))
    case 'manager': {
      const ids = [...new Set(view.rows.flatMap((row) => row.projectManager ?? []))]
      return ids
        .map((id) => ({ id, label: names.person(id) }))
        .sort((a, b) => a.label.localeCompare(b.label, names.locale))
    }
    case 'answer':
      return answerStates.map((id) => ({ id, label: t(`portfolio:answer.${id}`) }))
    case 'lifecycle':
      return lifecycle
        .filter((id) => view.rows.some((row) => row.lifecycle === id))
        .map((id) => ({ id, label: t(`codes:lifecycle.${id}`) }))
  }
}

const without = (chosen: readonly string[], id: string): string[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]

/** Filters as pills: chosen ones are filled and can be removed, the others open a menu or switch on. */
export const FilterPills = (props: PillsProps) => {
  const { state, onState } = props
  const { t } = useSession()
  return (
    <fieldset className="pf-pills" aria-label={t('portfolio:filter.label')}>
      <TogglePill
        label={t('portfolio:filter.priority')}
        on={state.priority}
        onToggle={(priority) => onState({ priority })}
      />
      {filters.map((filter) => (
        <ListPill key={filter} filter={filter} {...props} />
      ))}
      {toggles.map((flag) => (
        <TogglePill
          key={flag}
          label={t(`portfolio:filter.${flag}`)}
          on={state[flag]}
          onToggle={(on) => onState({ [flag]: on })}
        />
      ))}
      {hasFilters(state) ? (
        <button type="button" className="gv-link" onClick={() => onState(withoutFilters(state))}>
          {t('portfolio:filter.clear')}
        </button>
      ) : null}
    </fieldset>
  )
}

const ListPill = ({ filter, ...props }: PillsProps & { filter: ListFilter }) => {
  const { t } = useSession()
  const chosen: readonly string[] = props.state[filter]
  const items = choices(filter, props, t).map((item) => ({ ...item, checked: chosen.includes(item.id) }))
  const name = t(`portfolio:filter.${filter}`)
  const [only] = items.filter((item) => item.checked)
  const label =
    chosen.length === 0
      ? name
      : chosen.length === 1 && only
        ? t('portfolio:filter.chosen', { filter: name, values: only.label })
        : t('portfolio:filter.count', { filter: name, count: chosen.length })
  return (
    <span className="pf-pill-group">
      <MenuButton
        className={pillClass(chosen.length > 0)}
        label={label}
        menuLabel={name}
        kind="many"
        items={items}
        onPick={(id) => props.onState({ [filter]: without(chosen, id) })}
      />
      {chosen.length > 0 ? (
        <button
          type="button"
          className="pf-pill-remove"
          aria-label={t('portfolio:filter.remove', { filter: name })}
          onClick={() => props.onState({ [filter]: [] })}
        >
          <Dismiss12Regular aria-hidden />
        </button>
      ) : null}
    </span>
  )
}
