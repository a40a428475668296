import { Button, Field, Select } from '@fluentui/react-components'
import { useState } from 'react'
import type { ProposalTarget } from '../../../src/committees/agenda/agenda-view'
import { Dialog } from '../../ui/dialog'
import { useSession } from '../../ui/session'
import { ProposeDialog } from '../agenda/dialogs/propose-dialog'

/** First the meeting, then the item: for who may put something forward without reading the agenda. */
export const ProposeSomewhere = ({ targets, onClose }: { targets: readonly ProposalTarget[]; onClose: () => void }) => {
  const { t, format } = useSession()
  const [key, setKey] = useState(targets[0]?.key ?? '')
  const [isChosen, setChosen] = useState(false)
  if (isChosen) {
    const view = { people: [], projects: [], meeting: { meetingKey: key }, may: { edit: false } }
    return <ProposeDialog view={view} onClose={onClose} />
  }
  return (
    <Dialog title={t('agenda:propose.title')} onClose={onClose}>
      <form
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          setChosen(true)
        }}
      >
        <Field label={t('agenda:field.meeting')} hint={t('agenda:propose.where')}>
          <Select value={key} onChange={(_, { value }) => setKey(value)}>
            {targets.map((target) => (
              <option key={target.key} value={target.key}>
                {target.title}
                {target.startsAt === null ? '' : `, ${format.dateTime(target.startsAt)}`}
              </option>
            ))}
          </Select>
        </Field>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={key === ''}>
            {t('agenda:propose.next')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
