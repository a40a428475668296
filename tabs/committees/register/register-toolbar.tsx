import { Button } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { queryOf, type RegisterFilter, yearOf } from '../../../src/committees/register/register-filter'
import type { DecisionRow } from '../../../src/committees/register/register-view'
import { decisionResult } from '../../../src/lists/committees/decisions'
import { SearchBox } from '../../ui/search-box'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { ChoicePill } from '../list/choice-pill'
import { useWordsOf } from '../use-bodies'

interface ToolbarProps {
  readonly rows: readonly DecisionRow[]
  readonly filter: RegisterFilter
  readonly onFilter: (change: Partial<RegisterFilter>) => void
}

/** Search, filters by what there is, and the export of what is shown. */
export const RegisterToolbar = ({ rows, filter, onFilter }: ToolbarProps) => {
  const { api, t } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const onExport = (): void => {
    api
      .download(`/decisions-export?${queryOf(filter)}`)
      .catch((error: unknown) => toast({ text: wordsOf(error), intent: 'failed' }))
  }
  const bodies = choices(rows.map(({ body, bodyTitle }) => [body, bodyTitle]))
  const projects = choices(
    rows.flatMap(({ project, projectTitle }) =>
      project ? [[project, `${project} ${projectTitle ?? ''}`.trim()]] : [],
    ),
  )
  const years = choices(rows.map((row) => [yearOf(row), yearOf(row)])).toReversed()
  const results = decisionResult.map((id) => ({ id, label: t(`followUp:result.${id}`) }))
  return (
    <>
      <div role="toolbar" aria-label={t('followUp:register.tools')} className="cm-toolbar">
        <Button icon={<ArrowDownload20Regular />} onClick={onExport}>
          {t('followUp:register.export')}
        </Button>
        <span className="cm-space" />
        <SearchBox
          label={t('followUp:register.search')}
          clearLabel={t('followUp:register.clearSearch')}
          value={filter.search}
          onChange={(search) => onFilter({ search })}
        />
      </div>
      <fieldset className="cm-pills" aria-label={t('followUp:register.filters')}>
        <Pill
          name={t('followUp:register.filter.body')}
          all={bodies}
          chosen={filter.bodies}
          onPick={(list) => onFilter({ bodies: list })}
        />
        <Pill
          name={t('followUp:register.filter.result')}
          all={results}
          chosen={filter.results}
          onPick={(list) => onFilter({ results: decisionResult.filter((result) => list.includes(result)) })}
        />
        <Pill
          name={t('followUp:register.filter.year')}
          all={years}
          chosen={filter.years}
          onPick={(list) => onFilter({ years: list })}
        />
        <Pill
          name={t('followUp:register.filter.project')}
          all={projects}
          chosen={filter.projects}
          onPick={(list) => onFilter({ projects: list })}
        />
      </fieldset>
    </>
  )
}

interface Choice {
  readonly id: string
  readonly label: string
}

const choices = (pairs: readonly (readonly string[])[]): readonly Choice[] =>
  [...new Map(pairs.map(([id = '', label = '']) => [id, label]))]
    .map(([id, label]) => ({ id, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'fr', { numeric: true }))

interface PillProps {
  readonly name: string
  readonly all: readonly Choice[]
  readonly chosen: readonly string[]
  readonly onPick: (chosen: readonly string[]) => void
}

const Pill = ({ name, all, chosen, onPick }: PillProps) => (
  <ChoicePill
    name={name}
    items={all.map(({ id, label }) => ({ id, label, checked: chosen.includes(id) }))}
    onPick={(id) => onPick(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
  />
)
