import type { BodyConflict, BodyField, BodyValue } from '../../src/committees/bodies-view'
import { ConflictTable } from '../ui/conflict-table'
import { useSession } from '../ui/session'
import { choicesOf } from './form-values'

/** What two people changed in one body. */
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
  const rows = conflict.fields.map(({ field, mine, theirs }) => ({
    field,
    label: t(`fields:Bodies.${field}`),
    mine: words(field, mine),
    theirs: words(field, theirs),
  }))
  const title = t('committees:conflict.title', { name: conflict.by ?? t('committees:conflict.somebody'), age })
  return <ConflictTable title={title} rows={rows} onSettle={onSettle} />
}
