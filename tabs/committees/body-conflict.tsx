import { Button } from '@fluentui/react-components'
import type { BodyConflict, BodyField, BodyValue } from '../../src/committees/bodies-view'
import { useSession } from '../ui/session'
import { choicesOf } from './form-values'

/** Both values of every field that two people changed, and the choice between them. */
export const BodyConflictTable = ({
  conflict,
  age,
  onSettle,
}: {
  conflict: BodyConflict
  age: string
  onSettle: (mine: boolean) => void
}) => {
  const { t } = useSession()
  const words = (field: BodyField, value: BodyValue): string => {
    if (value === null || value === '') return '–'
    if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no')
    const labels = new Map(choicesOf(field))
    const one = (code: string): string => {
      const key = labels.get(code)
      return key ? t(key) : code
    }
    return typeof value === 'object' ? value.map(one).join(', ') || '–' : one(String(value))
  }
  return (
    <div role="alert" className="cm-conflict">
      <p>{t('committees:conflict.title', { name: conflict.by ?? t('committees:conflict.somebody'), age })}</p>
      <table className="cm-table">
        <thead>
          <tr>
            <th scope="col">{t('committees:conflict.field')}</th>
            <th scope="col">{t('committees:conflict.mine')}</th>
            <th scope="col">{t('committees:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{t(`fields:Bodies.${field}`)}</th>
              <td>{words(field, mine)}</td>
              <td>{words(field, theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="cm-conflict-actions">
        <Button appearance="primary" size="small" onClick={() => onSettle(true)}>
          {t('committees:conflict.keepMine')}
        </Button>
        <Button size="small" onClick={() => onSettle(false)}>
          {t('committees:conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  )
}
