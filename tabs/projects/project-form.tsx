import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { TextKey } from '../../src/i18n/text'
import {
  type Conflict,
  type EditableField,
  editFields,
  mayEditField,
  steerFields,
} from '../../src/portfolio/portfolio-view'
import type { ProjectView } from '../../src/projects/project-view'
import { ConflictTable } from '../ui/conflict-table'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { dropDraft, keepDraft, loadDraft, resumeDraft } from './draft'
import { FieldInput } from './field-input'
import { fieldWords } from './field-words'
import { type FieldError, type FormValues, inputOf, readForm, toForm } from './form-values'
import { useSaveProject } from './use-save-project'

const groups: readonly { readonly title: TextKey; readonly fields: readonly EditableField[] }[] = [
  { title: 'project:form.group.identity', fields: ['title', 'summary', 'phase', 'method', 'profile'] },
  {
    title: 'project:form.group.dates',
    fields: ['startDate', 'forecastEnd', 'forecastCost', 'committedCost', 'paidCost'],
  },
  { title: 'project:form.group.people', fields: ['projectManager', 'delegate', 'sponsor', 'businessOwner'] },
  {
    title: 'project:form.group.agreed',
    fields: [
      'programme',
      'lifecycle',
      'priority',
      'baselineEnd',
      'approvedCost',
      'toleranceDays',
      'toleranceCost',
      'confidentiality',
    ],
  },
]

/**
 * All fields that the person may change. What is typed is kept until it is saved or given up; a refusal is shown at its field;
 * when somebody else changed the same fields, both values are put side by side.
 */
export const ProjectForm = ({ view, onClose }: { view: ProjectView; onClose: () => void }) => {
  const session = useSession()
  const { t, format, host } = session
  const { number } = view.fields
  const allowed = [...editFields, ...steerFields].filter((field) => mayEditField(view.rights.project, field))
  // What the person started from: a later refresh of the page behind must not move it.
  const [before, setBefore] = useState<FormValues>(() => toForm(view.fields, allowed))
  const [etag, setEtag] = useState(view.etag)
  const [draft] = useState(() => loadDraft(host.person, number, allowed))
  const [resumed] = useState(() => resumeDraft(draft, before))
  const [form, setForm] = useState<FormValues>(resumed.form)
  // Fields of the draft that somebody else changed since it was typed: decided before anything is saved.
  const [moved, setMoved] = useState(resumed.conflicts)
  const [errors, setErrors] = useState<ReadonlyMap<EditableField, FieldError>>(new Map())
  const { save, saving, refusal, conflict, clearConflict } = useSaveProject(view.fields.number)

  const change = (field: EditableField, value: string | boolean): void => {
    const changed = { ...form, [field]: value }
    setForm(changed)
    keepDraft(host.person, number, changed, before)
  }
  const submit = async (values: FormValues, from: FormValues, version: string): Promise<void> => {
    const read = readForm(values, from)
    setErrors(read.errors)
    if (read.errors.size > 0) return
    const base = Object.fromEntries(Object.entries(readForm(from, {}).patch).filter(([name]) => name in read.patch))
    if (Object.keys(read.patch).length === 0 || (await save({ etag: version, patch: read.patch, base }))) {
      dropDraft(host.person, number)
      onClose()
    }
  }
  const conflictRows = (fields: Conflict['fields']) =>
    fields.map(({ field, mine, theirs }) => ({
      field,
      label: t(`fields:Projects.${field}`),
      mine: fieldWords(session, view, field, mine),
      theirs: fieldWords(session, view, field, theirs),
    }))
  const settle = (mine: boolean): void => {
    if (!conflict) return
    const theirs = Object.fromEntries(conflict.fields.map(({ field, theirs: value }) => [field, inputOf(value)]))
    const [base, values] = [{ ...before, ...theirs }, mine ? form : { ...form, ...theirs }]
    setBefore(base)
    setEtag(conflict.etag)
    setForm(values)
    clearConflict()
    void submit(values, base, conflict.etag)
  }
  const settleMoved = (mine: boolean): void => {
    setMoved([])
    const values = mine ? form : { ...form, ...Object.fromEntries(moved.map(({ field }) => [field, before[field]])) }
    setForm(values)
    keepDraft(host.person, number, values, before)
  }
  const startAgain = (): void => {
    dropDraft(host.person, number)
    setForm(before)
    setMoved([])
    setErrors(new Map())
  }
  return (
    <Dialog title={t('project:form.title', { number })} size="wide" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit(form, before, etag)
        }}
      >
        <div>
          {draft ? (
            <p className="pj-draft" role="status">
              {t('project:form.draft', { at: format.dateTime(draft.at) })}{' '}
              <Button size="small" onClick={startAgain}>
                {t('project:form.discard')}
              </Button>
            </p>
          ) : null}
          {moved.length > 0 ? (
            <ConflictTable title={t('project:conflict.draft')} rows={conflictRows(moved)} onSettle={settleMoved} />
          ) : null}
          {conflict ? (
            <ConflictTable
              title={t('project:conflict.title', {
                name: conflict.by ?? t('project:conflict.somebody'),
                age: format.age(conflict.at, new Date()),
              })}
              rows={conflictRows(conflict.fields)}
              onSettle={settle}
            />
          ) : null}
          <Refusal text={refusal} />
          {groups.map(({ title, fields }) => {
            const shown = fields.filter((field) => allowed.includes(field))
            return shown.length === 0 ? null : (
              <fieldset key={title} className="pj-fields">
                <legend>{t(title)}</legend>
                {shown.map((field) => (
                  <FieldInput
                    key={field}
                    field={field}
                    value={form[field] ?? ''}
                    error={errors.get(field)}
                    view={view}
                    onChange={(value) => change(field, value)}
                  />
                ))}
              </fieldset>
            )
          })}
        </div>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={saving || conflict !== null || moved.length > 0}>
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
