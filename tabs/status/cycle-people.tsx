import { Button, Input, ToggleButton } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { useState } from 'react'
import type { CycleOverview } from '../../src/status/cycle-view'
import { useSession } from '../ui/session'
import { CyclePersonRow } from './cycle-person-row'
import { firstOf, GROUPS_AT_ONCE, groupsOf, type Shown, shownKinds } from './person-groups'

/** Who has answered and who has not, by manager, with how the question reached them. */
export const CyclePeople = ({ overview }: { overview: CycleOverview }) => {
  const { t } = useSession()
  const awaited = overview.projects.filter(({ state }) => state !== 'answered').length
  const counts: Record<Shown, number> = {
    awaited,
    answered: overview.projects.length - awaited,
    all: overview.projects.length,
  }
  const [shown, setShown] = useState<Shown>(awaited > 0 ? 'awaited' : 'all')
  const [search, setSearch] = useState('')
  const [most, setMost] = useState(GROUPS_AT_ONCE)
  const groups = groupsOf(overview, shown, search)
  const { drawn, next } = firstOf(groups, most)
  return (
    <section className="cy-people" aria-labelledby="cy-people-title">
      <div className="cy-people-bar">
        <h2 id="cy-people-title">{t('cycle:people.title')}</h2>
        <div role="toolbar" aria-label={t('cycle:people.filter')}>
          {shownKinds.map((kind) => (
            <ToggleButton
              key={kind}
              size="small"
              shape="circular"
              checked={shown === kind}
              onClick={() => setShown(kind)}
            >
              {t(`cycle:people.${kind}`, { count: counts[kind] })}
            </ToggleButton>
          ))}
        </div>
        <Input
          size="small"
          type="search"
          contentBefore={<Search20Regular aria-hidden />}
          placeholder={t('cycle:people.search')}
          aria-label={t('cycle:people.search')}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
      </div>
      {groups.length === 0 ? (
        <p className="cy-none" role="status">
          {t(search === '' ? `cycle:people.none.${shown}` : 'cycle:people.none.search')}
        </p>
      ) : (
        <table className="cy-table">
          <caption className="gv-visually-hidden">{t('cycle:people.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cycle:column.project')}</th>
              <th scope="col">{t('cycle:column.answer')}</th>
              <th scope="col">{t('cycle:column.when')}</th>
              <th scope="col">
                <span className="gv-visually-hidden">{t('cycle:column.actions')}</span>
              </th>
            </tr>
          </thead>
          {drawn.map((group) => (
            <CyclePersonRow key={group.person.id} group={group} overview={overview} />
          ))}
        </table>
      )}
      {next > 0 ? (
        <Button size="small" onClick={() => setMost(most + GROUPS_AT_ONCE)}>
          {t('cycle:people.more', { count: next })}
        </Button>
      ) : null}
    </section>
  )
}
