import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import {
  type BodyConflict,
  type BodyEdit,
  type BodyField,
  type BodyView,
  mayEditBodyField,
} from '../../src/committees/bodies-view'
import type { TextKey } from '../../src/i18n/text'
import { ApiError } from '../api/client'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { BodyConflictTable } from './body-conflict'
import { BodyInput } from './body-input'
import { type FormValue, type FormValues, inputOf, readForm, toForm } from './form-values'
import { bodyPath, useReadAgain, useWordsOf } from './use-bodies'

const groups: readonly { readonly title: TextKey; readonly fields: readonly BodyField[] }[] = [
  { title: 'committees:form.identity', fields: ['title', 'kind', 'level', 'mandate', 'activeFrom', 'activeUntil'] },
  {
    title: 'committees:form.meetings',
    fields: [
      'cadence',
      'durationMinutes',
      'noticeDays',
      'packDays',
      'language',
      'preferredHours',
      'excludedHours',
      'preferredDays',
      'excludedDays',
    ],
  },
  {
    title: 'committees:form.quorum',
    fields: ['quorumCount', 'quorumShare', 'quorumCheck', 'lostQuorum', 'quorumProxies', 'quorumRoles'],
  },
  { title: 'committees:form.vote', fields: ['majority', 'majorityBase', 'tieRule', 'conflictRule', 'secretBallot'] },
  { title: 'committees:form.proxies', fields: ['proxiesMax', 'proxyHolders', 'absentHolder'] },
  { title: 'committees:form.coverage', fields: ['escalatesTo', 'programme', 'project', 'programmes', 'projects'] },
]

// The body of a 409 of our own service; its shape is the shared view type.
const conflictIn = (cause: unknown): BodyConflict | null =>
  cause instanceof ApiError && cause.code === 'conflict'
    ? ((cause.body as { conflict?: BodyConflict }).conflict ?? null)
    : null

/** The fields of a body that this person may change, saved under the version they saw; the message that follows offers undo. */
export const BodyForm = ({ view, onClose }: { view: BodyView; onClose: () => void }) => {
  const { t, api, format } = useSession()
  const toast = useToast()
  const readAgain = useReadAgain()
  const wordsOf = useWordsOf()
  const { code } = view.fields
  const allowed = groups.flatMap(({ fields }) => fields).filter((field) => mayEditBodyField(view.rights, field))
  // What the person started from: a later refresh of the page behind must not move it.
  const [before, setBefore] = useState<FormValues>(() => toForm(view.fields, allowed))
  const [etag, setEtag] = useState(view.etag)
  const [form, setForm] = useState<FormValues>(before)
  const [errors, setErrors] = useState<ReadonlySet<BodyField>>(new Set())
  const [refusal, setRefusal] = useState<string | null>(null)
  const [conflict, setConflict] = useState<BodyConflict | null>(null)
  const [saving, setSaving] = useState(false)

  const send = (edit: BodyEdit) => api.send<{ etag: string }>('PATCH', bodyPath(code), edit)
  const undo = async (edit: BodyEdit, version: string): Promise<void> => {
    try {
      await send({ etag: version, patch: edit.base ?? {}, base: edit.patch })
      await readAgain()
      toast({ text: t('committees:form.undone', { code }), intent: 'done' })
    } catch (error) {
      toast({ text: wordsOf(error), intent: 'failed' })
    }
  }
  const submit = async (values: FormValues, from: FormValues, version: string): Promise<void> => {
    const read = readForm(values, from)
    setErrors(read.errors)
    if (read.errors.size > 0) return
    if (Object.keys(read.patch).length === 0) return onClose()
    const base = Object.fromEntries(Object.entries(readForm(from, {}).patch).filter(([name]) => name in read.patch))
    const edit: BodyEdit = { etag: version, patch: read.patch, base }
    setSaving(true)
    setRefusal(null)
    try {
      const saved = await send(edit)
      await readAgain()
      const actions = [{ label: t('common:action.undo'), onClick: () => void undo(edit, saved.etag) }]
      toast({ text: t('committees:form.saved', { code }), intent: 'done', actions })
      onClose()
    } catch (error) {
      const met = conflictIn(error)
      setConflict(met)
      if (!met) setRefusal(`${wordsOf(error)} ${t('committees:form.kept')}`)
      setSaving(false)
    }
  }
  const settle = (mine: boolean): void => {
    if (!conflict) return
    const theirs = Object.fromEntries(conflict.fields.map(({ field, theirs: value }) => [field, inputOf(value)]))
    const [base, values] = [{ ...before, ...theirs }, mine ? form : { ...form, ...theirs }]
    setBefore(base)
    setEtag(conflict.etag)
    setForm(values)
    setConflict(null)
    void submit(values, base, conflict.etag)
  }
  return (
    <Dialog title={t('committees:form.title', { code })} size="wide" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit(form, before, etag)
        }}
      >
        <div>
          {conflict ? (
            <BodyConflictTable conflict={conflict} age={format.age(conflict.at, new Date())} onSettle={settle} />
          ) : null}
          <Refusal text={refusal} />
          {groups.map(({ title, fields }) => {
            const shown = fields.filter((field) => allowed.includes(field))
            return shown.length === 0 ? null : (
              <fieldset key={title} className="cm-fields">
                <legend>{t(title)}</legend>
                {shown.map((field) => (
                  <BodyInput
                    key={field}
                    field={field}
                    value={form[field] ?? ''}
                    invalid={errors.has(field)}
                    view={view}
                    onChange={(value: FormValue) => setForm({ ...form, [field]: value })}
                  />
                ))}
              </fieldset>
            )
          })}
        </div>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={saving || conflict !== null}>
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
