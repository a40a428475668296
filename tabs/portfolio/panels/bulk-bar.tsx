import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { FieldValue, PortfolioRow, PortfolioView } from '../../../src/portfolio/portfolio-view'
import { mayEditField } from '../../../src/portfolio/portfolio-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { choicesOf, choiceValue } from '../editors/cell-editor'
import type { Edits } from '../edits/use-edits'
import { bulkFields, fieldKey, type GridField } from '../grid/grid-fields'

interface BulkProps {
  readonly rows: readonly PortfolioRow[]
  readonly view: PortfolioView
  readonly edits: Edits
  /** Leaves only these selected. */
  readonly onSelect: (numbers: readonly string[]) => void
}

/** One value for a field of every selected project, saved in one go and undone in one go. */
export const BulkBar = ({ rows, view, edits, onSelect }: BulkProps) => {
  const { t } = useSession()
  const toast = useToast()
  const [field, setField] = useState<GridField | null>(null)
  const [value, setValue] = useState<FieldValue>(null)
  const [busy, setBusy] = useState(false)
  const allowed = bulkFields.filter((one) => rows.every((row) => mayEditField(row.rights, one)))
  const apply = async (): Promise<void> => {
    if (!field) return
    setBusy(true)
    try {
      const failed = await edits.editMany(rows, field, value)
      onSelect(failed)
    } catch (error) {
      const message = error instanceof Error && error.message !== '' ? error.message : t('common:error.unreachable')
      toast({ text: message, intent: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="pf-bulk" aria-label={t('portfolio:bulk.label')}>
      <b>{t('portfolio:bulk.selected', { count: rows.length })}</b>
      <select
        className="gv-input"
        aria-label={t('portfolio:bulk.field')}
        value={field ?? ''}
        onChange={(event) => {
          const next = allowed.find((one) => one === event.target.value) ?? null
          setField(next)
          setValue(next === 'priority' ? true : next === 'lifecycle' ? 'active' : null)
        }}
      >
        <option value="">{t('portfolio:bulk.field')}</option>
        {allowed.map((one) => (
          <option key={one} value={one}>
            {t(fieldKey(one))}
          </option>
        ))}
      </select>
      {field ? <BulkValue field={field} value={value} view={view} onValue={setValue} /> : null}
      <Button appearance="primary" size="small" disabled={!field || busy} onClick={() => void apply()}>
        {t('portfolio:bulk.apply', { count: rows.length })}
      </Button>
      <button type="button" className="gv-link" onClick={() => onSelect([])}>
        {t('portfolio:bulk.clear')}
      </button>
    </section>
  )
}

const BulkValue = ({
  field,
  value,
  view,
  onValue,
}: {
  field: GridField
  value: FieldValue
  view: PortfolioView
  onValue: (value: FieldValue) => void
}) => {
  const { t } = useSession()
  const label = t('portfolio:bulk.value')
  if (field === 'forecastEnd' || field === 'baselineEnd')
    return (
      <input
        type="date"
        className="gv-input"
        aria-label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onValue(event.target.value || null)}
      />
    )
  const options =
    field === 'projectManager' || field === 'sponsor'
      ? [{ id: '', label: t('portfolio:edit.nobody') }, ...view.people.map(({ id, name }) => ({ id, label: name }))]
      : field === 'phase' || field === 'lifecycle' || field === 'programme' || field === 'priority'
        ? choicesOf(field, view, t)
        : []
  return (
    <select
      className="gv-input"
      aria-label={label}
      value={String(value ?? '')}
      onChange={(event) => onValue(choiceValue(field, event.target.value))}
    >
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
