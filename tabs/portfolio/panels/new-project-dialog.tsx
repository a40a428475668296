import { Button } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { phase } from '../../../src/lists/codes'
import type { NewProject, PortfolioRow, PortfolioView } from '../../../src/portfolio/portfolio-view'
import { ApiError } from '../../api/client'
import { Dialog } from '../../ui/dialog'
import { parseAmount } from '../../ui/parse-amount'
import { navigate } from '../../ui/router'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { portfolioKey } from '../edits/rows-shown'

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

/** The form as a new project, or the name of the field that cannot be read. */
const parsed = (form: FormData): NewProject | 'title' | 'approvedCost' => {
  const title = text(form, 'title')
  const cost = text(form, 'approvedCost')
  const approvedCost = cost === '' ? null : parseAmount(cost)
  if (title === '') return 'title'
  if (cost !== '' && approvedCost === null) return 'approvedCost'
  return {
    ...(text(form, 'number') === '' ? {} : { number: text(form, 'number') }),
    title,
    programme: text(form, 'programme') || null,
    projectManager: text(form, 'projectManager') || null,
    phase: phase.find((code) => code === text(form, 'phase')) ?? null,
    baselineEnd: text(form, 'baselineEnd') || null,
    approvedCost,
    priority: form.get('priority') === 'on',
  }
}

const Labelled = ({
  label,
  hint,
  error,
  required = false,
  children,
}: {
  label: string
  hint?: string
  error?: string | undefined
  required?: boolean
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode
}) => {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="gv-field">
      <label htmlFor={id}>
        {label}
        {required ? (
          <span className="gv-required" aria-hidden="true">
            *
          </span>
        ) : null}
      </label>
      {children({ id, describedBy: note ? `${id}-note` : undefined, invalid: error !== undefined })}
      {note ? (
        <p id={`${id}-note`} className={error ? 'gv-field-error' : 'gv-caption'} role={error ? 'alert' : undefined}>
          {note}
        </p>
      ) : null}
    </div>
  )
}

/** Creates a project; what was typed stays in the form when it cannot be created. */
export const NewProjectDialog = ({ view, onClose }: { view: PortfolioView; onClose: () => void }) => {
  const { t, api } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<{ readonly [field: string]: string }>({})
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const asked = parsed(new FormData(event.currentTarget))
    if (asked === 'title') return setErrors({ title: t('portfolio:edit.required') })
    if (asked === 'approvedCost') return setErrors({ approvedCost: t('portfolio:edit.invalidAmount') })
    setBusy(true)
    try {
      const { row } = await api.send<{ row: PortfolioRow }>('POST', '/projects', asked)
      await queries.invalidateQueries({ queryKey: portfolioKey })
      toast({
        text: t('portfolio:new.created', { number: row.number }),
        intent: 'done',
        actions: [{ label: t('portfolio:new.open'), onClick: () => navigate(`project/${row.number}`) }],
      })
      onClose()
    } catch (error) {
      const message = error instanceof Error && error.message !== '' ? error.message : t('common:error.unreachable')
      const field = error instanceof ApiError && error.code === 'number-taken' ? 'number' : 'form'
      setErrors({ [field]: message })
      setBusy(false)
    }
  }
  return (
    <Dialog title={t('portfolio:new.title')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="gv-form">
        <Labelled label={t('fields:Projects.title')} error={errors.title} required>
          {({ id, describedBy, invalid }) => (
            <input
              id={id}
              name="title"
              className="gv-input"
              required
              maxLength={255}
              aria-describedby={describedBy}
              aria-invalid={invalid}
            />
          )}
        </Labelled>
        <div className="gv-form-pair">
          <Labelled label={t('fields:Projects.number')} hint={t('portfolio:new.numberHint')} error={errors.number}>
            {({ id, describedBy, invalid }) => (
              <input
                id={id}
                name="number"
                className="gv-input"
                maxLength={40}
                aria-describedby={describedBy}
                aria-invalid={invalid}
              />
            )}
          </Labelled>
          <Labelled label={t('fields:Projects.programme')}>
            {({ id }) => (
              <select id={id} name="programme" className="gv-input">
                <option value="">{t('portfolio:grid.noProgramme')}</option>
                {view.programmes.map(({ code, title }) => (
                  <option key={code} value={code}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('fields:Projects.projectManager')}>
            {({ id }) => (
              <select id={id} name="projectManager" className="gv-input">
                <option value="">{t('portfolio:edit.nobody')}</option>
                {view.people.map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('fields:Projects.phase')}>
            {({ id }) => (
              <select id={id} name="phase" className="gv-input" defaultValue="request">
                {phase.map((code) => (
                  <option key={code} value={code}>
                    {t(`codes:phase.${code}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('fields:Projects.baselineEnd')}>
            {({ id }) => <input id={id} name="baselineEnd" type="date" className="gv-input" />}
          </Labelled>
          <Labelled
            label={t('common:inEuros', { label: t('fields:Projects.approvedCost') })}
            error={errors.approvedCost}
          >
            {({ id, describedBy, invalid }) => (
              <input
                id={id}
                name="approvedCost"
                inputMode="decimal"
                className="gv-input"
                aria-describedby={describedBy}
                aria-invalid={invalid}
              />
            )}
          </Labelled>
        </div>
        <label className="gv-check">
          <input type="checkbox" name="priority" />
          {t('fields:Projects.priority')}
        </label>
        {errors.form ? (
          <p role="alert" className="gv-field-error">
            {errors.form}
          </p>
        ) : null}
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy}>
            {t('portfolio:new.create')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
