import { Button } from '@fluentui/react-components'
import type { Conflict } from '../../src/portfolio/portfolio-view'
import type { ProjectView } from '../../src/projects/project-view'
import { useSession } from '../ui/session'
import { fieldWords } from './field-words'

/** Both values of every field that two people changed, and the choice between them. */
export const ConflictTable = ({
  title,
  fields,
  view,
  onKeepMine,
  onTakeTheirs,
}: {
  /** Who changed them, or since when. */
  title: string
  fields: Conflict['fields']
  view: ProjectView
  onKeepMine: () => void
  onTakeTheirs: () => void
}) => {
  const session = useSession()
  const { t } = session
  return (
    <div role="alert" className="pj-conflict">
      <p>{title}</p>
      <table className="pj-table">
        <thead>
          <tr>
            <th scope="col">{t('project:conflict.field')}</th>
            <th scope="col">{t('project:conflict.mine')}</th>
            <th scope="col">{t('project:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{t(`fields:Projects.${field}`)}</th>
              <td>{fieldWords(session, view, field, mine)}</td>
              <td>{fieldWords(session, view, field, theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="pj-conflict-actions">
        <Button appearance="primary" size="small" onClick={onKeepMine}>
          {t('project:conflict.keepMine')}
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          {t('project:conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  )
}
