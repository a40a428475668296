import { Button, Field, Input, Select, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { AgendaItemView, AgendaView } from '../../../../src/committees/agenda/agenda-view'
import { agendaKind } from '../../../../src/lists/committees/agenda-items'
import { Refusal } from '../../../ui/refusal'
import { useSession } from '../../../ui/session'
import { useToast } from '../../../ui/toasts'
import { useWordsOf } from '../../use-bodies'
import { conflictIn, type ItemAnswer, itemPath, useAct } from '../use-agenda'
import { ItemClash } from './item-clash'
import { changesOf, type ItemValues, valuesOf } from './item-values'

/** The item in place of its text: saved under the version that the person saw, undone from the message that follows. */
export const ItemForm = ({ view, item, onClose }: { view: AgendaView; item: AgendaItemView; onClose: () => void }) => {
  const { t, api } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const { act } = useAct(view.meeting.meetingKey)
  // What the person started from: a later refresh of the list behind must not move it.
  const [start, setStart] = useState({ values: valuesOf(item), etag: item.etag })
  const [values, setValues] = useState(start.values)
  const [clash, setClash] = useState<ReturnType<typeof conflictIn>>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (some: Partial<ItemValues>): void => setValues({ ...values, ...some })
  const path = itemPath(view.meeting.meetingKey, item.key)
  const send = (etag: string, patch: object, base: object) => api.send<ItemAnswer>('PATCH', path, { etag, patch, base })

  const save = async (from: ItemValues, etag: string): Promise<void> => {
    const { patch, base, isSound } = changesOf(values, from)
    if (!isSound) return setRefusal(t('agenda:error.invalid'))
    if (Object.keys(patch).length === 0) return onClose()
    setBusy(true)
    try {
      const answer = await send(etag, patch, base)
      const undo = (): void =>
        void act(
          () => send(answer.item.etag, base, patch),
          () => t('agenda:said.undone'),
        )
      await act(
        async () => answer,
        () => ({
          text: t('agenda:said.saved', { title: values.title }),
          intent: 'done',
          actions: [{ label: t('common:action.undo'), onClick: undo }],
        }),
      )
      onClose()
    } catch (error) {
      const conflict = conflictIn(error)
      setClash(conflict)
      setRefusal(conflict ? null : wordsOf(error))
      toast({ text: wordsOf(error), intent: 'failed' })
      setBusy(false)
    }
  }
  /** Mine: the same edit on their version. Theirs: their values in the form, nothing written. */
  const settle = (mine: boolean): void => {
    if (!clash) return
    const theirs = valuesOf(clash.item)
    setClash(null)
    setStart({ values: theirs, etag: clash.item.etag })
    if (mine) void save(theirs, clash.item.etag)
    else setValues(theirs)
  }
  return (
    <form
      noValidate
      className="ag-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save(start.values, start.etag)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      {clash ? <ItemClash conflict={clash} people={view.people} onSettle={settle} /> : null}
      <ItemFields view={view} values={values} onChange={change} />
      <Refusal text={refusal} />
      <div className="ag-actions">
        <Button appearance="primary" size="small" type="submit" disabled={busy}>
          {t('agenda:action.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** What an item says; the same fields for a new one. */
export const ItemFields = ({
  view,
  values,
  onChange,
}: {
  view: Pick<AgendaView, 'people'>
  values: ItemValues
  onChange: (some: Partial<ItemValues>) => void
}) => {
  const { t } = useSession()
  return (
    <div className="cm-fields ag-fields">
      <Field label={t('agenda:field.title')} required className="cm-wide">
        <Input autoFocus value={values.title} maxLength={255} onChange={(_, { value }) => onChange({ title: value })} />
      </Field>
      <Field label={t('agenda:field.kind')}>
        <Select
          value={values.kind}
          onChange={(_, { value }) => onChange({ kind: agendaKind.find((kind) => kind === value) ?? values.kind })}
        >
          {agendaKind.map((kind) => (
            <option key={kind} value={kind}>
              {t(`agenda:kind.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('agenda:field.minutes')}>
        <Input
          type="number"
          min={1}
          max={480}
          value={values.minutes}
          onChange={(_, { value }) => onChange({ minutes: value })}
        />
      </Field>
      {view.people.length > 0 ? (
        <Field label={t('agenda:field.presenter')} className="cm-wide">
          <Select value={values.presenter} onChange={(_, { value }) => onChange({ presenter: value })}>
            <option value="">{t('agenda:field.none')}</option>
            {view.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <Field label={t('agenda:field.question')} className="cm-wide">
        <Textarea
          resize="vertical"
          value={values.question}
          onChange={(_, { value }) => onChange({ question: value })}
        />
      </Field>
      <Field label={t('agenda:field.background')} className="cm-wide">
        <Textarea
          resize="vertical"
          value={values.background}
          onChange={(_, { value }) => onChange({ background: value })}
        />
      </Field>
    </div>
  )
}
