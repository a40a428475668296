import { Button, Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { Dialog } from '../../../ui/dialog'
import { useSession } from '../../../ui/session'
import { meetingPath, useAct } from '../use-agenda'

/** Takes a meeting out of everybody's calendar, with a word to those invited. */
export const CancelDialog = ({ meeting, onClose }: { meeting: string; onClose: () => void }) => {
  const { t, api } = useSession()
  const { act, busy } = useAct(meeting)
  const [because, setBecause] = useState('')
  const cancel = async (): Promise<void> => {
    const done = await act(
      () => api.send<object>('POST', `${meetingPath(meeting)}/cancel`, { because }),
      () => t('agenda:said.cancelled'),
    )
    if (done) onClose()
  }
  return (
    <Dialog title={t('agenda:cancel.title')} onClose={onClose}>
      <div className="cm-form">
        <p>{t('agenda:cancel.about')}</p>
        <Field label={t('agenda:cancel.because')}>
          <Textarea rows={2} maxLength={400} value={because} onChange={(_, { value }) => setBecause(value)} />
        </Field>
      </div>
      <footer>
        <Button onClick={onClose}>{t('agenda:cancel.keep')}</Button>
        <Button appearance="primary" disabled={busy} onClick={() => void cancel()}>
          {t('agenda:cancel.do')}
        </Button>
      </footer>
    </Dialog>
  )
}
