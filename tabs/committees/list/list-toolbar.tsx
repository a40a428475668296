import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { LayerDiagonal20Regular } from '@fluentui/react-icons/svg/layer-diagonal'
import type { BodiesView } from '../../../src/committees/bodies-view'
import { columns, firstColumns, groupings, type ListState, queryOf } from '../../../src/committees/list/list-state'
import { bodyKind, bodyLevel } from '../../../src/lists/bodies'
import { ColumnsMenu, ExportButton, GroupMenu } from '../../ui/list-tools'
import { TogglePill } from '../../ui/pills'
import { SearchBox } from '../../ui/search-box'
import { useSession } from '../../ui/session'
import { ChoicePill } from './choice-pill'

interface ToolbarProps {
  readonly view: BodiesView
  readonly state: ListState
  readonly onState: (change: Partial<ListState>) => void
  readonly onNew: () => void
  readonly onForProjects: () => void
}

/** New bodies, grouping, columns, export, search and filters. */
export const ListToolbar = (props: ToolbarProps) => {
  const { view, state, onState, onNew, onForProjects } = props
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
        <GroupMenu
          label={t('committees:tool.group', { by: t(`committees:group.${state.group}`) })}
          groupings={groupings}
          chosen={state.group}
          nameOf={(group) => t(`committees:group.${group}`)}
          onGroup={(group) => onState({ group, closed: [] })}
        />
        <ColumnsMenu
          label={t('committees:tool.columns')}
          columns={columns}
          first={firstColumns}
          chosen={state.columns}
          nameOf={(column) => t(`committees:column.${column}`)}
          onColumns={(chosen) => onState({ columns: chosen })}
        />
        <ExportButton
          path={`/bodies-export?${queryOf(state)}`}
          label={t('committees:tool.export')}
          busyLabel={t('committees:tool.exporting')}
        />
        <span className="cm-space" />
        <SearchBox
          label={t('committees:tool.search')}
          clearLabel={t('committees:tool.clearSearch')}
          value={state.search}
          onChange={(search) => onState({ search })}
        />
      </div>
      <Pills {...props} />
    </>
  )
}

const toggled = <O extends string>(options: readonly O[], chosen: readonly O[], id: string): readonly O[] =>
  options.filter((option) => (option === id ? !chosen.includes(option) : chosen.includes(option)))

const Pills = ({ view, state, onState }: ToolbarProps) => {
  const { t } = useSession()
  const levels = bodyLevel.map((id) => ({
    id,
    label: t(`committees:bodyLevel.${id}`),
    checked: state.levels.includes(id),
  }))
  const kinds = bodyKind
    .filter((id) => view.rows.some((row) => row.kind === id))
    .map((id) => ({ id, label: t(`committees:bodyKind.${id}`), checked: state.kinds.includes(id) }))
  return (
    <fieldset className="cm-pills" aria-label={t('committees:filter.label')}>
      <ChoicePill
        name={t('committees:filter.level')}
        items={levels}
        onPick={(id) => onState({ levels: toggled(bodyLevel, state.levels, id) })}
      />
      <ChoicePill
        name={t('committees:filter.kind')}
        items={kinds}
        onPick={(id) => onState({ kinds: toggled(bodyKind, state.kinds, id) })}
      />
      <TogglePill label={t('committees:filter.mine')} on={state.mine} onToggle={(mine) => onState({ mine })} />
      {view.rows.some((row) => row.dissolved) ? (
        <TogglePill
          label={t('committees:filter.dissolved')}
          on={state.dissolved}
          onToggle={(dissolved) => onState({ dissolved })}
        />
      ) : null}
    </fieldset>
  )
}
