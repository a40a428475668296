import { Button } from '@fluentui/react-components'
import type { ItemConflict } from '../../../../src/committees/agenda/agenda-view'
import type { PersonName } from '../../../../src/committees/bodies-view'
import type { TextKey } from '../../../../src/i18n/text'
import { agendaKind } from '../../../../src/lists/committees/agenda-items'
import { useSession } from '../../../ui/session'

const labels: Readonly<Record<string, TextKey>> = {
  title: 'agenda:field.title',
  kind: 'agenda:field.kind',
  minutes: 'agenda:field.minutes',
  presenter: 'agenda:field.presenter',
  question: 'agenda:field.question',
  background: 'agenda:field.background',
}

/** Both values of every field that two people changed, and the choice between them. */
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
    const kind = agendaKind.find((each) => field === 'kind' && each === value)
    if (kind) return t(`agenda:kind.${kind}`)
    return people.find(({ id }) => field === 'presenter' && id === value)?.name ?? String(value)
  }
  return (
    <div role="alert" className="cm-conflict">
      <p>{t('agenda:conflict.title')}</p>
      <table className="cm-table">
        <thead>
          <tr>
            <th scope="col">{t('agenda:conflict.field')}</th>
            <th scope="col">{t('agenda:conflict.mine')}</th>
            <th scope="col">{t('agenda:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{t(labels[field] ?? 'agenda:field.state')}</th>
              <td>{words(field, mine)}</td>
              <td>{words(field, theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="cm-conflict-actions">
        <Button appearance="primary" size="small" onClick={() => onSettle(true)}>
          {t('agenda:conflict.keepMine')}
        </Button>
        <Button size="small" onClick={() => onSettle(false)}>
          {t('agenda:conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  )
}
