import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { LayerDiagonal20Regular } from '@fluentui/react-icons/svg/layer-diagonal'
import type { BodiesView } from '../../src/committees/bodies-view'
import { bodyKind, bodyLevel } from '../../src/lists/bodies'
import { MenuButton, type MenuItem } from '../ui/menu'
import { SearchBox } from '../ui/search-box'
import { useSession } from '../ui/session'
import type { ListFilter } from './list-filter'

interface ToolbarProps {
  readonly view: BodiesView
  readonly filter: ListFilter
  readonly onFilter: (change: Partial<ListFilter>) => void
  readonly onNew: () => void
  readonly onForProjects: () => void
}

/** New bodies, search and filters. */
export const ListToolbar = (props: ToolbarProps) => {
  const { view, filter, onFilter, onNew, onForProjects } = props
  const { t } = useSession()
  return (
    <>
      <div role="toolbar" aria-label={t('committees:tool.label')} className="cm-toolbar">
        {view.may.create ? (
          <>
            <Button icon={<Add20Regular />} onClick={onNew}>
              {t('committees:tool.new')}
            </Button>
            <button type="button" className="gv-tool" onClick={onForProjects}>
              <LayerDiagonal20Regular aria-hidden />
              <span>{t('committees:tool.forProjects')}</span>
            </button>
          </>
        ) : null}
        <span className="cm-space" />
        <SearchBox
          label={t('committees:tool.search')}
          clearLabel={t('committees:tool.clearSearch')}
          value={filter.search}
          onChange={(search) => onFilter({ search })}
        />
      </div>
      <Pills {...props} />
    </>
  )
}

const toggled = <O extends string>(options: readonly O[], chosen: readonly O[], id: string): readonly O[] =>
  options.filter((option) => (option === id ? !chosen.includes(option) : chosen.includes(option)))

const Pills = ({ view, filter, onFilter }: ToolbarProps) => {
  const { t } = useSession()
  const levels = bodyLevel.map((id) => ({
    id,
    label: t(`committees:bodyLevel.${id}`),
    checked: filter.levels.includes(id),
  }))
  const kinds = bodyKind
    .filter((id) => view.rows.some((row) => row.kind === id))
    .map((id) => ({ id, label: t(`committees:bodyKind.${id}`), checked: filter.kinds.includes(id) }))
  return (
    <fieldset className="cm-pills" aria-label={t('committees:filter.label')}>
      <ListPill
        name={t('committees:filter.level')}
        items={levels}
        onPick={(id) => onFilter({ levels: toggled(bodyLevel, filter.levels, id) })}
      />
      <ListPill
        name={t('committees:filter.kind')}
        items={kinds}
        onPick={(id) => onFilter({ kinds: toggled(bodyKind, filter.kinds, id) })}
      />
      <Toggle label={t('committees:filter.mine')} on={filter.mine} onToggle={(mine) => onFilter({ mine })} />
      {view.rows.some((row) => row.dissolved) ? (
        <Toggle
          label={t('committees:filter.dissolved')}
          on={filter.dissolved}
          onToggle={(dissolved) => onFilter({ dissolved })}
        />
      ) : null}
    </fieldset>
  )
}

const ListPill = ({
  name,
  items,
  onPick,
}: {
  name: string
  items: readonly MenuItem[]
  onPick: (id: string) => void
}) => {
  const { t } = useSession()
  const chosen = items.filter((item) => item.checked)
  const values = chosen.map((item) => item.label).join(', ')
  return (
    <MenuButton
      className={chosen.length > 0 ? 'gv-pill gv-pill-on' : 'gv-pill'}
      label={chosen.length > 0 ? t('committees:filter.chosen', { filter: name, values }) : name}
      menuLabel={name}
      kind="many"
      items={items}
      onPick={onPick}
    />
  )
}

const Toggle = ({ label, on, onToggle }: { label: string; on: boolean; onToggle: (on: boolean) => void }) => (
  <button
    type="button"
    className={on ? 'gv-pill gv-pill-on' : 'gv-pill'}
    aria-pressed={on}
    onClick={() => onToggle(!on)}
  >
    <span>{label}</span>
  </button>
)
