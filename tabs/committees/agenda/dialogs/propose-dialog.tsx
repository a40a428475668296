import { Button, Field, Select } from '@fluentui/react-components'
import { useState } from 'react'
import type { AgendaView } from '../../../../src/committees/agenda/agenda-view'
import { Dialog } from '../../../ui/dialog'
import { Refusal } from '../../../ui/refusal'
import { useSession } from '../../../ui/session'
import { useToast } from '../../../ui/toasts'
import { useWordsOf } from '../../use-bodies'
import { ItemFields } from '../items/item-form'
import { type ItemValues, isSound, storedOf } from '../items/item-values'
import { meetingPath, useAct } from '../use-agenda'

const blank: ItemValues = { title: '', kind: 'discussion', minutes: '15', presenter: '', question: '', background: '' }

type ProposeView = Pick<AgendaView, 'people' | 'projects'> & {
  readonly meeting: { readonly meetingKey: string }
  readonly may: { readonly edit: boolean }
}

/** Puts an item forward; what was typed stays in the form when it cannot be. */
export const ProposeDialog = ({ view, onClose }: { view: ProposeView; onClose: () => void }) => {
  const { t, api, host } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const { meetingKey } = view.meeting
  const { act } = useAct(meetingKey)
  const [values, setValues] = useState<ItemValues>({ ...blank, presenter: host.person })
  const [project, setProject] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // One for the life of the form: pressing twice puts the item forward once.
  const [request] = useState(() => crypto.randomUUID())
  const send = async (): Promise<void> => {
    const stored = storedOf(values)
    if (!isSound(stored)) return setRefusal(t('agenda:error.invalid'))
    setBusy(true)
    try {
      await api.send('POST', `${meetingPath(meetingKey)}/items`, { ...stored, project: project || null, request })
      const said = view.may.edit ? 'agenda:said.added' : 'agenda:said.proposed'
      await act(
        async () => undefined,
        () => t(said, { title: values.title.trim() }),
      )
      onClose()
    } catch (error) {
      setRefusal(wordsOf(error))
      toast({ text: wordsOf(error), intent: 'failed' })
      setBusy(false)
    }
  }
  return (
    <Dialog title={t(view.may.edit ? 'agenda:propose.add' : 'agenda:propose.title')} onClose={onClose}>
      <form
        noValidate
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {view.may.edit ? null : <p className="gv-caption">{t('agenda:propose.hint')}</p>}
        <ItemFields view={view} values={values} onChange={(some) => setValues({ ...values, ...some })} />
        {view.projects.length > 0 ? (
          <Field label={t('agenda:field.project')}>
            <Select value={project} onChange={(_, { value }) => setProject(value)}>
              <option value="">{t('agenda:field.none')}</option>
              {view.projects.map(({ code, title }) => (
                <option key={code} value={code}>
                  {code} {title}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        <Refusal text={refusal} />
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy || values.title.trim() === ''}>
            {t(view.may.edit ? 'agenda:action.add' : 'agenda:action.propose')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
