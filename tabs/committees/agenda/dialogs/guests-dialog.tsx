import { Button, Field, Select } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { useState } from 'react'
import type { AgendaItemView, AgendaView } from '../../../../src/committees/agenda/agenda-view'
import { Avatar } from '../../../ui/avatar'
import { Dialog } from '../../../ui/dialog'
import { useSession } from '../../../ui/session'
import { type ItemAnswer, itemPath, useAct } from '../use-agenda'

/** Who sees this item and no other. */
export const GuestsDialog = ({
  view,
  item,
  onClose,
}: {
  view: AgendaView
  item: AgendaItemView
  onClose: () => void
}) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act, busy } = useAct(meetingKey)
  const [guests, setGuests] = useState(item.guests)
  const [etag] = useState(item.etag)
  const save = async (): Promise<void> => {
    const body = { etag, guests: guests.map(({ id }) => id) }
    const answer = await act(
      () => api.send<ItemAnswer>('PATCH', `${itemPath(meetingKey, item.key)}/guests`, body),
      () => t('agenda:said.guests', { title: item.title }),
    )
    if (answer) onClose()
  }
  const add = (id: string): void => {
    const person = view.people.find((each) => each.id === id)
    if (person) setGuests([...guests, person])
  }
  return (
    <Dialog title={t('agenda:guests.dialog', { title: item.title })} onClose={onClose}>
      <div className="cm-dialog-body">
        <p className="gv-caption">{t('agenda:guests.hint')}</p>
        {guests.length === 0 ? <p>{t('agenda:guests.none')}</p> : null}
        <ul className="ag-guests">
          {guests.map(({ id, name }) => (
            <li key={id} className="cm-person">
              <Avatar name={name} />
              <span>{name}</span>
              <Button
                size="small"
                appearance="subtle"
                icon={<Dismiss16Regular />}
                aria-label={t('agenda:guests.remove', { name })}
                onClick={() => setGuests(guests.filter((guest) => guest.id !== id))}
              />
            </li>
          ))}
        </ul>
        <Field label={t('agenda:guests.add')}>
          <Select value="" onChange={(_, { value }) => add(value)}>
            <option value="" />
            {view.people
              .filter(({ id }) => !guests.some((guest) => guest.id === id))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" disabled={busy} onClick={() => void save()}>
            {t('agenda:action.save')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
