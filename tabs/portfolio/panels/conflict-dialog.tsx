import { Button } from '@fluentui/react-components'
import type { Names } from '../../../src/portfolio/grid/grid-rows'
import type { FieldValue, PortfolioView } from '../../../src/portfolio/portfolio-view'
import { Dialog } from '../../ui/dialog'
import { recentAge } from '../../ui/recent-age'
import { type Session, useSession } from '../../ui/session'
import { choicesOf } from '../editors/cell-editor'
import type { OpenConflict } from '../edits/unsaved'
import type { Edits } from '../edits/use-edits'
import { fieldKey, type GridField } from '../grid/grid-fields'

interface ConflictProps {
  readonly view: PortfolioView
  readonly names: Names
  readonly edits: Edits
}

/** Fields that two people changed: both values side by side, and the person decides, row by row, which one stands. */
export const ConflictDialog = ({ view, names, edits }: ConflictProps) => {
  const session = useSession()
  const { t } = session
  const [first, ...others] = edits.conflicts
  if (!first) return null
  const title =
    others.length === 0
      ? byWhom(first, view, session)
      : t('portfolio:conflict.several', { count: edits.conflicts.length })
  return (
    <Dialog title={title} onClose={edits.decideLater}>
      <div>
        {edits.conflicts.map((open) => (
          <ConflictCase
            key={`${open.conflict.number} ${open.field}`}
            open={open}
            alone={others.length === 0}
            view={view}
            names={names}
            edits={edits}
          />
        ))}
      </div>
    </Dialog>
  )
}

const byWhom = ({ conflict }: OpenConflict, view: PortfolioView, session: Session): string =>
  session.t('portfolio:conflict.title', {
    name: conflict.by ?? session.t('portfolio:conflict.unknown'),
    age: recentAge(conflict.at, view.now, session),
  })

const ConflictCase = ({ open, alone, view, names, edits }: ConflictProps & { open: OpenConflict; alone: boolean }) => {
  const session = useSession()
  const { t } = session
  const { number, by } = open.conflict
  const row = view.rows.find((one) => one.number === number)
  const show = (value: FieldValue): string => shownValue(open.field, value, session, names, view)
  // Among several, each button says of which project it decides.
  const label = (words: string): string | undefined => (alone ? undefined : `${words}, ${number}`)
  const [mine, theirs] = [t('common:conflict.keepMine'), t('common:conflict.takeTheirs')]
  return (
    <section className="pf-case" aria-label={t('portfolio:conflict.project', { number, title: row?.title ?? '' })}>
      <p className="gv-caption">
        {t('portfolio:conflict.project', { number, title: row?.title ?? '' })}
        {' · '}
        {t(fieldKey(open.field))}
        {alone ? null : ` · ${byWhom(open, view, session)}`}
      </p>
      <dl className="pf-conflict gv-num">
        <div>
          <dt>{t('portfolio:conflict.mine')}</dt>
          <dd>{show(open.mine)}</dd>
        </div>
        <div>
          <dt>{t('portfolio:conflict.theirs', { name: by ?? t('portfolio:conflict.unknown') })}</dt>
          <dd>{show(open.theirs)}</dd>
        </div>
      </dl>
      <div className="pf-case-actions">
        <Button
          appearance={alone ? 'primary' : 'secondary'}
          aria-label={label(mine)}
          onClick={() => edits.keepMine(open)}
        >
          {mine}
        </Button>
        <Button aria-label={label(theirs)} onClick={() => edits.takeTheirs(open)}>
          {theirs}
        </Button>
      </div>
    </section>
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
