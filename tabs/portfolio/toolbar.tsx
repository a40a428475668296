import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort'
import { columns, firstColumns, type GridState, gridQuery, groupings } from '../../src/portfolio/grid/grid-view'
import { ColumnsMenu, ExportButton, GroupMenu } from '../ui/list-tools'
import { MenuButton, type MenuItem } from '../ui/menu'
import { SearchBox } from '../ui/search-box'
import { useSession } from '../ui/session'
import type { ChangeState } from './use-grid-state'

interface ToolbarProps {
  readonly state: GridState
  readonly mayCreate: boolean
  readonly onState: ChangeState
  readonly onNew: () => void
}

/** New project, grouping, order, columns, export and search. */
export const Toolbar = ({ state, mayCreate, onState, onNew }: ToolbarProps) => {
  const { t } = useSession()
  return (
    <div role="toolbar" aria-label={t('portfolio:tool.label')} className="pf-toolbar">
      {mayCreate ? (
        <>
          <Button icon={<Add20Regular />} onClick={onNew}>
            {t('portfolio:tool.new')}
          </Button>
          <span className="pf-rule" />
        </>
      ) : null}
      <GroupMenu
        label={t('portfolio:tool.group', { by: t(`portfolio:group.${state.group}`) })}
        groupings={groupings}
        chosen={state.group}
        nameOf={(group) => t(`portfolio:group.${group}`)}
        onGroup={(group) => onState({ group, collapsed: [] })}
      />
      <SortMenu state={state} onState={onState} />
      <ColumnsMenu
        label={t('portfolio:tool.columns')}
        columns={columns}
        first={firstColumns}
        chosen={state.columns}
        nameOf={(column) => t(`portfolio:column.${column}`)}
        onColumns={(chosen) => onState({ columns: chosen })}
      />
      <span className="pf-rule" />
      <ExportButton
        path={`/portfolio/export?${gridQuery(state)}`}
        label={t('portfolio:tool.export')}
        busyLabel={t('portfolio:tool.exporting')}
      />
      <span className="pf-space" />
      <SearchBox
        label={t('portfolio:tool.search')}
        clearLabel={t('portfolio:tool.clearSearch')}
        value={state.search}
        onChange={(search) => onState({ search })}
      />
    </div>
  )
}

const SortMenu = ({ state, onState }: Pick<ToolbarProps, 'state' | 'onState'>) => {
  const { t } = useSession()
  const { sort } = state
  const items: MenuItem[] = [
    { id: '', label: t('portfolio:sort.none'), checked: sort === null },
    ...columns.map((column, i) => ({
      id: column,
      label: t(`portfolio:column.${column}`),
      checked: sort?.column === column,
      section: i === 0,
    })),
  ]
  const directions: MenuItem[] = [
    { id: 'ascending', label: t('portfolio:sort.ascending'), checked: sort?.descending === false, section: true },
    { id: 'descending', label: t('portfolio:sort.descending'), checked: sort?.descending === true },
  ]
  const pick = (id: string): void => {
    const column = columns.find((one) => one === id)
    if (id === 'ascending' || id === 'descending')
      onState({ sort: { column: sort?.column ?? 'project', descending: id === 'descending' } })
    else onState({ sort: column ? { column, descending: sort?.descending ?? false } : null })
  }
  return (
    <MenuButton
      icon={<ArrowSort20Regular aria-hidden />}
      label={sort ? t('portfolio:tool.sortBy', { by: t(`portfolio:column.${sort.column}`) }) : t('portfolio:tool.sort')}
      menuLabel={t('portfolio:tool.sort')}
      kind="one"
      items={[...items, ...directions]}
      onPick={pick}
    />
  )
}
