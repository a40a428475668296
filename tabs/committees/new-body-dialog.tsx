import { Button, Field, Input, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { type BodiesView, type BodyTemplate, bodyTemplates, type NewBody } from '../../src/committees/bodies-view'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { navigate } from '../ui/router'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { useReadAgain, useWordsOf } from './use-bodies'

const empty: NewBody = { template: 'steering', title: '', programme: null, project: null, chair: null, secretary: null }

/** Creates a body from a template; what was typed stays in the form when it cannot be created. */
export const NewBodyDialog = ({ view, onClose }: { view: BodiesView; onClose: () => void }) => {
  const { t, api } = useSession()
  const toast = useToast()
  const readAgain = useReadAgain()
  const wordsOf = useWordsOf()
  const [body, setBody] = useState<NewBody>({ ...empty, title: t('committees:template.steering') })
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = (values: Partial<NewBody>): void => setBody({ ...body, ...values })
  const pickTemplate = (template: BodyTemplate): void => {
    const untouched = bodyTemplates.some((each) => body.title === t(`committees:template.${each}`))
    change({ template, ...(untouched ? { title: t(`committees:template.${template}`) } : {}) })
  }
  const create = async (): Promise<void> => {
    setBusy(true)
    try {
      const { code } = await api.send<{ code: string }>('POST', '/bodies', body)
      await readAgain()
      toast({ text: t('committees:new.created', { code }), intent: 'done' })
      onClose()
      navigate(`committees/${code}`)
    } catch (error) {
      setRefusal(wordsOf(error))
      setBusy(false)
    }
  }
  const pick = (
    field: 'programme' | 'project' | 'chair' | 'secretary',
    options: readonly (readonly [string, string])[],
  ) => (
    <Field label={t(`committees:new.${field}`)}>
      <Select value={body[field] ?? ''} onChange={(_, { value }) => change({ [field]: value || null })}>
        <option value="">{t('committees:new.none')}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  )
  const people = view.people.map(({ id, name }) => [id, name] as const)
  return (
    <Dialog title={t('committees:new.title')} onClose={onClose}>
      <form
        noValidate
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <Field label={t('committees:new.template')} hint={t('committees:new.hint')}>
          <Select
            value={body.template}
            onChange={(_, { value }) => pickTemplate(bodyTemplates.find((each) => each === value) ?? 'steering')}
          >
            {bodyTemplates.map((template) => (
              <option key={template} value={template}>
                {t(`committees:template.${template}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('committees:new.name')} required>
          <Input value={body.title} maxLength={255} onChange={(_, { value }) => change({ title: value })} />
        </Field>
        {body.template === 'steering'
          ? pick(
              'programme',
              view.programmes.map(({ code, title }) => [code, title]),
            )
          : null}
        {body.template === 'project' || body.template === 'steering'
          ? pick(
              'project',
              view.projects.map(({ code, title }) => [code, `${code} ${title}`]),
            )
          : null}
        {pick('chair', people)}
        {pick('secretary', people)}
        <Refusal text={refusal} />
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy || body.title.trim() === ''}>
            {t('committees:new.create')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
