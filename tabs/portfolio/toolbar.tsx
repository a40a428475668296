import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort'
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple'
import { LayerDiagonal20Regular } from '@fluentui/react-icons/svg/layer-diagonal'
import { useState } from 'react'
import { columns, firstColumns, type GridState, gridQuery, groupings } from '../../src/portfolio/grid/grid-view'
import { MenuButton, type MenuItem } from '../ui/menu'
import { SearchBox } from '../ui/search-box'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
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
      <MenuButton
        icon={<LayerDiagonal20Regular aria-hidden />}
        label={t('portfolio:tool.group', { by: t(`portfolio:group.${state.group}`) })}
        kind="one"
        items={groupings.map((group) => ({
          id: group,
          label: t(`portfolio:group.${group}`),
          checked: state.group === group,
        }))}
        onPick={(id) => onState({ group: groupings.find((group) => group === id) ?? 'programme', collapsed: [] })}
      />
      <SortMenu state={state} onState={onState} />
      <MenuButton
        icon={<ColumnTriple20Regular aria-hidden />}
        label={t('portfolio:tool.columns')}
        kind="many"
        items={columns
          .filter((column) => column !== 'project')
          .map((column) => ({
            id: column,
            label: t(`portfolio:column.${column}`),
            checked: state.columns.includes(column),
          }))}
        onPick={(id) => onState({ columns: withColumn(state.columns, id) })}
      />
      <span className="pf-rule" />
      <ExportButton state={state} />
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

/** Columns stay in their usual order whatever the order of ticking. */
const withColumn = (chosen: GridState['columns'], id: string): GridState['columns'] => {
  const next = columns.filter((column) => (column === id ? !chosen.includes(column) : chosen.includes(column)))
  return next.length > 1 ? next : firstColumns
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

const ExportButton = ({ state }: { state: GridState }) => {
  const { t, api } = useSession()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    try {
      await api.download(`/portfolio/export?${gridQuery(state).toString()}`)
    } catch (error) {
      const message = error instanceof Error && error.message !== '' ? error.message : t('common:error.unreachable')
      toast({
        text: message,
        intent: 'failed',
        actions: [{ label: t('common:action.retry'), onClick: () => void run() }],
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" className="gv-tool" disabled={busy} onClick={() => void run()}>
      <ArrowDownload20Regular aria-hidden />
      <span>{busy ? t('portfolio:tool.exporting') : t('portfolio:tool.export')}</span>
    </button>
  )
}
