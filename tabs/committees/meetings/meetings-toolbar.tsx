import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { useState } from 'react'
import type { MeetingsView } from '../../../src/committees/meetings/meetings-view'
import { meetingState } from '../../../src/lists/committees/meetings'
import { MenuButton, type MenuItem } from '../../ui/menu'
import { TogglePill } from '../../ui/pills'
import { SearchBox } from '../../ui/search-box'
import { useSession } from '../../ui/session'
import { ChoicePill } from '../list/choice-pill'
import { type MeetingsFilter, periods } from './meetings-filter'
import { ProposeSomewhere } from './propose-somewhere'
import { useTargets } from './use-meetings'

interface ToolbarProps {
  readonly view: MeetingsView
  readonly filter: MeetingsFilter
  readonly onFilter: (change: Partial<MeetingsFilter>) => void
}

/** Search, filters, and a way to put an item on an agenda that one need not be able to read. */
export const MeetingsToolbar = (props: ToolbarProps) => {
  const { filter, onFilter } = props
  const { t } = useSession()
  const targets = useTargets().data?.targets ?? []
  const [proposing, setProposing] = useState(false)
  return (
    <>
      <div role="toolbar" aria-label={t('agenda:list.label')} className="cm-toolbar">
        {targets.length > 0 ? (
          <Button icon={<Add20Regular />} onClick={() => setProposing(true)}>
            {t('agenda:action.propose')}
          </Button>
        ) : null}
        <span className="cm-space" />
        <SearchBox
          label={t('agenda:list.search')}
          clearLabel={t('agenda:list.clearSearch')}
          value={filter.search}
          onChange={(search) => onFilter({ search })}
        />
      </div>
      <Pills {...props} />
      {proposing ? <ProposeSomewhere targets={targets} onClose={() => setProposing(false)} /> : null}
    </>
  )
}

const toggled = <O extends string>(chosen: readonly O[], id: O): readonly O[] =>
  chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]

const Pills = ({ view, filter, onFilter }: ToolbarProps) => {
  const { t } = useSession()
  const bodies = [...new Map(view.rows.map(({ body, bodyTitle }) => [body, bodyTitle]))]
    .sort(([, a], [, b]) => a.localeCompare(b, 'fr'))
    .map(([id, label]): MenuItem => ({ id, label, checked: filter.bodies.includes(id) }))
  const states = meetingState.map((id) => ({
    id,
    label: t(`agenda:meetingState.${id}`),
    checked: filter.states.includes(id),
  }))
  return (
    <fieldset className="cm-pills" aria-label={t('agenda:list.filters')}>
      <MenuButton
        className="gv-pill gv-pill-on"
        label={t(`agenda:period.${filter.period}`)}
        menuLabel={t('agenda:list.period')}
        kind="one"
        items={periods.map((id) => ({ id, label: t(`agenda:period.${id}`), checked: filter.period === id }))}
        onPick={(id) => onFilter({ period: periods.find((period) => period === id) ?? 'ahead' })}
      />
      <ChoicePill
        name={t('agenda:list.body')}
        items={bodies}
        onPick={(id) => onFilter({ bodies: toggled(filter.bodies, id) })}
      />
      <ChoicePill
        name={t('agenda:list.state')}
        items={states}
        onPick={(id) => {
          const state = meetingState.find((each) => each === id)
          if (state) onFilter({ states: toggled(filter.states, state) })
        }}
      />
      <TogglePill label={t('agenda:list.mine')} on={filter.mine} onToggle={(mine) => onFilter({ mine })} />
    </fieldset>
  )
}
