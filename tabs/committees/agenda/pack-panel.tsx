import { Button, Field, Textarea } from '@fluentui/react-components'
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { Clock16Regular } from '@fluentui/react-icons/svg/clock'
import { useState } from 'react'
import type { AgendaView, PackVersion } from '../../../src/committees/agenda/agenda-view'
import { Dialog } from '../../ui/dialog'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { useApprover } from '../use-approver'
import { useWordsOf } from '../use-bodies'
import { meetingPath, useAct } from './use-agenda'

/** Where the agenda and its pack stand, and the next step for whom it is theirs to take. */
export const PackPanel = ({ view }: { view: AgendaView }) => {
  const { t, format } = useSession()
  const [again, setAgain] = useState(false)
  const approver = useApprover()
  const { pack, approval, may, items, standIns } = view
  if (!pack) return null
  const isPublished = pack.versions.length > 0
  // Of a meeting that is over or cancelled nothing is awaited any more.
  const isAwaited = view.isOpen
  if (!isAwaited && !isPublished && !approval) return null
  return (
    <section aria-labelledby="ag-pack">
      <h2 id="ag-pack">{t('agenda:pack.section')}</h2>
      {approval || isAwaited ? (
        <p className="ag-step">
          {approval ? <CheckmarkCircle16Filled className="gv-green" aria-hidden /> : <Clock16Regular aria-hidden />}
          {approval
            ? t('agenda:pack.approvedBy', { name: approval.by ?? t('agenda:nobody'), at: format.dateTime(approval.at) })
            : standIns
              ? approver(standIns, 'agenda')
              : t('agenda:pack.waiting')}
        </p>
      ) : null}
      {!isPublished && isAwaited ? (
        <p className="ag-step">
          <Clock16Regular aria-hidden />
          {t('agenda:pack.due', { date: format.date(pack.dueOn) })}
        </p>
      ) : null}
      <div className="ag-actions">
        {may.approve && !approval && items.length > 0 ? <Approve view={view} /> : null}
        {may.publish && approval && !isPublished ? <Publish view={view} /> : null}
        {may.publish && approval && isPublished ? (
          <Button size="small" onClick={() => setAgain(true)}>
            {t('agenda:action.publishAgain')}
          </Button>
        ) : null}
      </div>
      <ul className="ag-versions">
        {pack.versions.map((version) => (
          <Version key={version.version} view={view} version={version} />
        ))}
      </ul>
      {again ? <PublishAgain view={view} onClose={() => setAgain(false)} /> : null}
    </section>
  )
}

const Approve = ({ view }: { view: AgendaView }) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act, busy } = useAct(meetingKey)
  return (
    <Button
      size="small"
      appearance="primary"
      disabled={busy}
      onClick={() =>
        void act(
          () => api.send('POST', `${meetingPath(meetingKey)}/agenda/approve`),
          () => t('agenda:said.approved'),
        )
      }
    >
      {t('agenda:action.approve')}
    </Button>
  )
}

interface Published {
  readonly version: number
}

const Publish = ({ view }: { view: AgendaView }) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act, busy } = useAct(meetingKey)
  return (
    <Button
      size="small"
      appearance="primary"
      disabled={busy}
      onClick={() =>
        void act(
          () => api.send<Published>('POST', `${meetingPath(meetingKey)}/pack`),
          ({ version }) => t('agenda:said.published', { version }),
        )
      }
    >
      {t('agenda:action.publish')}
    </Button>
  )
}

const Version = ({ view, version }: { view: AgendaView; version: PackVersion }) => {
  const { t, api, format } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const { meetingKey } = view.meeting
  const download = (): void => {
    api
      .download(`${meetingPath(meetingKey)}/pack/${version.version}`)
      .catch((error: unknown) => toast({ text: wordsOf(error), intent: 'failed' }))
  }
  const at = version.publishedAt === null ? '' : format.dateTime(version.publishedAt)
  return (
    <li>
      <p>
        {version.url ? (
          <a href={version.url} target="_blank" rel="noreferrer">
            {version.fileName}
          </a>
        ) : (
          version.fileName
        )}
      </p>
      <p className="gv-caption">
        {t('agenda:pack.published', { version: version.version, at })}{' '}
        {version.publishedBy === null ? t('agenda:pack.auto') : t('agenda:pack.by', { name: version.publishedBy })}
      </p>
      {version.reason ? <p className="gv-caption">{t('agenda:pack.reason', { reason: version.reason })}</p> : null}
      <button type="button" className="gv-link" onClick={download}>
        {t('agenda:action.download')}
        <span className="gv-visually-hidden"> {version.fileName}</span>
      </button>
    </li>
  )
}

const PublishAgain = ({ view, onClose }: { view: AgendaView; onClose: () => void }) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act, busy } = useAct(meetingKey)
  const [reason, setReason] = useState('')
  const publish = async (): Promise<void> => {
    const done = await act(
      () => api.send<Published>('POST', `${meetingPath(meetingKey)}/pack`, { reason: reason.trim() }),
      ({ version }) => t('agenda:said.published', { version }),
    )
    if (done) onClose()
  }
  return (
    <Dialog title={t('agenda:pack.again')} onClose={onClose}>
      <form
        noValidate
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          void publish()
        }}
      >
        <p>{t('agenda:pack.kept')}</p>
        <Field label={t('agenda:pack.why')} required>
          <Textarea value={reason} onChange={(_, { value }) => setReason(value)} />
        </Field>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy || reason.trim() === ''}>
            {t('agenda:action.publish')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
