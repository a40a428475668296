import { Button } from '@fluentui/react-components'
import type { Names } from '../../../src/portfolio/grid/grid-rows'
import type { FieldValue, PortfolioRow, PortfolioView } from '../../../src/portfolio/portfolio-view'
import { Dialog } from '../../ui/dialog'
import { recentAge } from '../../ui/recent-age'
import { type Session, useSession } from '../../ui/session'
import { choicesOf } from '../editors/cell-editor'
import { fieldKey, type GridField } from '../grid/grid-fields'
import type { Edits, OpenConflict } from '../use-edits'

interface ConflictProps {
  readonly open: OpenConflict
  readonly row: PortfolioRow | undefined
  readonly view: PortfolioView
  readonly names: Names
  readonly edits: Edits
}

/** Two people changed the same field: both values side by side, and the person decides which one stands. */
export const ConflictDialog = ({ open, row, view, names, edits }: ConflictProps) => {
  const session = useSession()
  const { t } = session
  const name = open.conflict.by ?? t('portfolio:conflict.unknown')
  const show = (value: FieldValue): string => shownValue(open.field, value, session, names, view)
  return (
    <Dialog
      title={t('portfolio:conflict.title', { name, age: recentAge(open.conflict.at, view.now, session) })}
      onClose={edits.takeTheirs}
    >
      <p className="gv-caption">
        {t('portfolio:conflict.project', { number: open.conflict.number, title: row?.title ?? '' })}
        {' · '}
        {t(fieldKey(open.field))}
      </p>
      <dl className="pf-conflict gv-num">
        <div>
          <dt>{t('portfolio:conflict.mine')}</dt>
          <dd>{show(open.mine)}</dd>
        </div>
        <div>
          <dt>{t('portfolio:conflict.theirs', { name })}</dt>
          <dd>{show(open.theirs)}</dd>
        </div>
      </dl>
      <footer>
        <Button appearance="primary" onClick={edits.keepMine}>
          {t('portfolio:conflict.keepMine')}
        </Button>
        <Button onClick={edits.takeTheirs}>{t('portfolio:conflict.takeTheirs')}</Button>
      </footer>
    </Dialog>
  )
}

const shownValue = (
  field: GridField,
  value: FieldValue,
  { t, format }: Session,
  names: Names,
  view: PortfolioView,
): string => {
  if (value === null || value === '') return t('portfolio:conflict.blank')
  switch (field) {
    case 'forecastEnd':
    case 'baselineEnd':
      return format.date(String(value))
    case 'forecastCost':
    case 'approvedCost':
      return format.money(Number(value))
    case 'projectManager':
    case 'sponsor':
      return names.person(String(value))
    case 'phase':
    case 'lifecycle':
    case 'programme':
    case 'priority':
      return choicesOf(field, view, t).find((choice) => choice.id === String(value))?.label ?? String(value)
    default:
      return String(value)
  }
}
