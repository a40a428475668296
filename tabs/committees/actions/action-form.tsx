import { Button, Field, Input, Select, Textarea } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { type ActionChange, type ActionRow, REASON_MAX } from '../../../src/committees/actions/actions-view'
import type { PersonName } from '../../../src/committees/bodies-view'
import { Dialog } from '../../ui/dialog'
import { Refusal } from '../../ui/refusal'
import { useSession } from '../../ui/session'
import { useWordsOf } from '../use-bodies'
import { useActionEdit } from './use-action-edit'

interface ActionFormProps {
  readonly row: ActionRow
  readonly people: readonly PersonName[]
  readonly today: string
  readonly onClose: () => void
}

/** Another owner, another date with its reason, or the end of an action. What is wrong is said by the service, in the person's language. */
export const ActionForm = ({ row, people, today, onClose }: ActionFormProps) => {
  const { t } = useSession()
  const edit = useActionEdit()
  const wordsOf = useWordsOf()
  const [owner, setOwner] = useState(row.owner ?? '')
  const [dueOn, setDueOn] = useState(row.dueOn ?? '')
  const [reason, setReason] = useState('')
  const isLater = row.dueOn !== null && dueOn > row.dueOn
  const send = (change: ActionChange): void => edit.mutate({ row, change }, { onSuccess: onClose })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send({
      ...(owner === '' ? {} : { owner }),
      ...(dueOn === '' ? {} : { dueOn }),
      ...(isLater ? { reason } : {}),
    })
  }
  return (
    <Dialog title={t('followUp:action.form.title', { number: row.number })} onClose={onClose}>
      <form className="cm-form" noValidate onSubmit={submit}>
        <p>{row.title}</p>
        <Field label={t('followUp:action.form.owner')}>
          <Select value={owner} onChange={(_, chosen) => setOwner(chosen.value)}>
            {row.owner === null ? <option value="">{t('followUp:action.nobody')}</option> : null}
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('followUp:action.form.due')}>
          <Input type="date" min={today} value={dueOn} onChange={(_, typed) => setDueOn(typed.value)} />
        </Field>
        {isLater ? (
          <Field label={t('followUp:action.form.reason')} hint={t('followUp:action.form.reasonHint')} required>
            <Textarea value={reason} maxLength={REASON_MAX} onChange={(_, typed) => setReason(typed.value)} />
          </Field>
        ) : null}
        <Refusal text={edit.error ? wordsOf(edit.error) : null} />
        <footer>
          <Button
            appearance="subtle"
            className="gv-apart"
            disabled={edit.isPending}
            onClick={() => send({ state: 'cancelled' })}
          >
            {t('followUp:action.form.drop')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={edit.isPending}>
            {t('followUp:action.form.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
