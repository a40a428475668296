import { Button } from '@fluentui/react-components'
import { useSession } from './session'

export interface ConflictRow {
  readonly field: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

/** Both values, in words, of every field that two people changed, and the choice between them. */
export const ConflictTable = ({
  title,
  rows,
  onSettle,
}: {
  /** Who changed them, or since when. */
  title: string
  rows: readonly ConflictRow[]
  /** True keeps what this person typed. */
  onSettle: (mine: boolean) => void
}) => {
  const { t } = useSession()
  return (
    <div role="alert" className="gv-conflict">
      <p>{title}</p>
      <table className="gv-table">
        <thead>
          <tr>
            <th scope="col">{t('common:conflict.field')}</th>
            <th scope="col">{t('common:conflict.mine')}</th>
            <th scope="col">{t('common:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, label, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{label}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button appearance="primary" size="small" onClick={() => onSettle(true)}>
          {t('common:conflict.keepMine')}
        </Button>
        <Button size="small" onClick={() => onSettle(false)}>
          {t('common:conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  )
}
