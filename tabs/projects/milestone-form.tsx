import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MilestoneConflict, MilestoneView, ProjectView } from '../../src/projects/project-view'
import { ApiError } from '../api/client'
import { ConflictTable } from '../ui/conflict-table'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { projectKey } from './use-project'

const typed = ['title', 'baselineDate', 'forecastDate', 'actualDate'] as const
const names = [...typed, 'gate'] as const
type Values = Readonly<Record<(typeof typed)[number], string>> & { readonly gate: boolean }

const valuesOf = (milestone: MilestoneView | null): Values => ({
  title: milestone?.title ?? '',
  baselineDate: milestone?.baselineDate ?? '',
  forecastDate: milestone?.forecastDate ?? '',
  actualDate: milestone?.actualDate ?? '',
  gate: milestone?.gate ?? false,
})

// The body of a 409 of our own service; its shape is the shared view type.
const conflictIn = (cause: unknown): MilestoneConflict | null =>
  cause instanceof ApiError && cause.status === 409
    ? ((cause.body as { conflict?: MilestoneConflict }).conflict ?? null)
    : null

/** A new milestone or a change of one; when somebody changed it meanwhile, both versions are shown side by side. */
export const MilestoneForm = ({
  view,
  milestone,
  onClose,
}: {
  view: ProjectView
  milestone: MilestoneView | null
  onClose: () => void
}) => {
  const { t, format, api } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [values, setValues] = useState(valuesOf(milestone))
  const [etag, setEtag] = useState(milestone?.etag ?? '')
  const [before, setBefore] = useState(valuesOf(milestone))
  const [refusal, setRefusal] = useState<string | null>(null)
  const [conflict, setConflict] = useState<MilestoneConflict | null>(null)
  const [saving, setSaving] = useState(false)
  const { number } = view.fields
  const baselineAgreed = milestone !== null && !view.rights.baselines
  const changed = names.filter((name) => values[name] !== before[name])

  const words = (value: string | boolean): string =>
    typeof value === 'boolean'
      ? t(value ? 'common:yes' : 'common:no')
      : value === ''
        ? t('project:reports.blank')
        : /^\d{4}-\d{2}-\d{2}$/.test(value)
          ? format.date(value)
          : value

  const save = async (): Promise<void> => {
    setSaving(true)
    const path = `/projects/${encodeURIComponent(number)}/milestones`
    const patch = Object.fromEntries(changed.map((name) => [name, values[name] === '' ? null : values[name]]))
    try {
      if (milestone) await api.send('PATCH', `${path}/${encodeURIComponent(milestone.key)}`, { etag, patch })
      else await api.send('POST', path, patch)
      await queries.invalidateQueries({ queryKey: projectKey(number) })
      toast({ text: t('project:milestones.saved', { title: values.title }), intent: 'done' })
      onClose()
    } catch (cause) {
      const met = conflictIn(cause)
      setConflict(met)
      if (!met) setRefusal((cause instanceof ApiError && cause.message) || t('project:form.kept'))
    } finally {
      setSaving(false)
    }
  }
  /** Takes their version as the one my change starts from; `mine` false takes it over altogether. */
  const settle = (mine: boolean): void => {
    if (!conflict) return
    const theirs = valuesOf(conflict.current)
    setEtag(conflict.current.etag)
    setBefore(theirs)
    setValues(mine ? { ...theirs, ...Object.fromEntries(changed.map((name) => [name, values[name]])) } : theirs)
    setConflict(null)
  }
  return (
    <Dialog title={t(milestone ? 'project:milestones.change' : 'project:milestones.new')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="pj-form">
          {typed.map((name) => (
            <Field
              key={name}
              label={t(`fields:Milestones.${name}`)}
              required={name === 'title'}
              hint={name === 'baselineDate' && baselineAgreed ? t('project:milestones.baselineAgreed') : undefined}
            >
              <Input
                type={name === 'title' ? 'text' : 'date'}
                value={values[name]}
                disabled={name === 'baselineDate' && baselineAgreed}
                onChange={(_, { value }) => setValues({ ...values, [name]: value })}
              />
            </Field>
          ))}
          <Field hint={t('project:milestones.gateHint')}>
            <Checkbox
              label={t('fields:Milestones.gate')}
              checked={values.gate}
              onChange={(_, { checked }) => setValues({ ...values, gate: checked === true })}
            />
          </Field>
          <Refusal text={refusal} />
          {conflict ? (
            <ConflictTable
              title={t('project:conflict.milestone', {
                name: conflict.by ?? t('project:conflict.somebody'),
                age: format.age(conflict.at, new Date()),
              })}
              rows={names
                .filter((name) => values[name] !== valuesOf(conflict.current)[name])
                .map((name) => ({
                  field: name,
                  label: t(`fields:Milestones.${name}`),
                  mine: words(values[name]),
                  theirs: words(valuesOf(conflict.current)[name]),
                }))}
              onSettle={settle}
            />
          ) : null}
        </div>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            type="submit"
            appearance="primary"
            disabled={saving || changed.length === 0 || values.title.trim() === '' || conflict !== null}
          >
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
