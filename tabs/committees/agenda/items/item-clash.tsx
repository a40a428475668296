import type { ItemConflict } from '../../../../src/committees/agenda/agenda-view'
import type { PersonName } from '../../../../src/committees/bodies-view'
import type { Claims } from '../../../../src/committees/escalation/arbitration'
import type { TextKey, Translate } from '../../../../src/i18n/text'
import { agendaKind } from '../../../../src/lists/committees/agenda-items'
import { ConflictTable } from '../../../ui/conflict-table'
import { useSession } from '../../../ui/session'

const labels: Readonly<Record<string, TextKey>> = {
  title: 'agenda:field.title',
  kind: 'agenda:field.kind',
  minutes: 'agenda:field.minutes',
  presenter: 'agenda:field.presenter',
  question: 'agenda:field.question',
  background: 'agenda:field.background',
  options: 'committees:arbitration.options',
}

/** The options of an item as the service sends them: titles in their order, the proposed one marked. */
const optionWords = (t: Translate, value: unknown): string => {
  const { options, proposed } = value as Claims
  return options
    .map(({ title }, place) =>
      t(place === proposed ? 'committees:arbitration.lineProposed' : 'committees:arbitration.line', {
        rank: place + 1,
        title,
      }),
    )
    .join(' ; ')
}

/** What two people changed in one item. */
export const ItemClash = ({
  conflict,
  people,
  onSettle,
}: {
  conflict: ItemConflict
  people: readonly PersonName[]
  onSettle: (mine: boolean) => void
}) => {
  const { t } = useSession()
  const words = (field: string, value: unknown): string => {
    if (value === null || value === '') return '–'
    if (field === 'options') return optionWords(t, value)
    const kind = agendaKind.find((each) => field === 'kind' && each === value)
    if (kind) return t(`agenda:kind.${kind}`)
    return people.find(({ id }) => field === 'presenter' && id === value)?.name ?? String(value)
  }
  const rows = conflict.fields.map(({ field, mine, theirs }) => ({
    field,
    label: t(labels[field] ?? 'agenda:field.state'),
    mine: words(field, mine),
    theirs: words(field, theirs),
  }))
  return <ConflictTable title={t('agenda:conflict.title')} rows={rows} onSettle={onSettle} />
}
