import { Badge, Button } from '@fluentui/react-components'
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Send20Regular } from '@fluentui/react-icons/svg/send'
import { lazy, Suspense, useState } from 'react'
import type { MinutesView } from '../../../src/committees/minutes/minutes-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { useApprover } from '../use-approver'
import { MinutesFileBar } from './minutes-file-bar'
import { useMinutesStep } from './use-minutes'

const WrittenDialog = lazy(async () => ({ default: (await import('../session/votes/written-dialog')).WrittenDialog }))

const colours = { none: 'informative', draft: 'informative', review: 'warning', approved: 'success' } as const

/** Which meeting, in which state the minutes are, and the one step that comes next. */
export const MinutesHeader = ({ view }: { view: MinutesView }) => {
  const { t } = useSession()
  const { meeting, state, version } = view
  return (
    <header className="cm-header">
      <div className="cm-title">
        <p className="gv-caption">
          <a href={pageHref(`committees/${meeting.body}`)}>{meeting.bodyTitle}</a>
          {' · '}
          {t('followUp:minutes.kicker')}
        </p>
        <h1>{meeting.title}</h1>
        <p className="cm-badges">
          <Badge appearance="tint" color={colours[state]}>
            {t(`followUp:minutes.state.${state}`)}
          </Badge>
          {version === null ? null : (
            <Badge appearance="outline" color="informative">
              {t('followUp:minutes.version', { version })}
            </Badge>
          )}
        </p>
        <Status view={view} />
      </div>
      <div className="fu-steps">
        <Steps view={view} />
      </div>
      <MinutesFileBar view={view} />
    </header>
  )
}

/** In one sentence, what the reader should know before anything else. */
const Status = ({ view }: { view: MinutesView }) => {
  const { t, format } = useSession()
  const approver = useApprover()
  const { state, approved, outdated, version, awaitedPlace, approvalPlace, standIns } = view
  if (state === 'none') return <p className="cm-mandate">{t('followUp:minutes.notHeld')}</p>
  if (approved) {
    const values = {
      date: format.dateTime(approved.at).slice(0, 10),
      name: approved.by,
      meeting: approved.in?.title ?? '',
    }
    return (
      <p className="cm-mandate">
        {t(approved.in ? 'followUp:minutes.approvedLine' : 'followUp:minutes.approvedLineAlone', values)}{' '}
        {t('followUp:minutes.locked')}
      </p>
    )
  }
  if (state === 'draft') return <p className="cm-mandate">{t('followUp:minutes.draftHint')}</p>
  if (outdated) return <p className="cm-mandate">{t('followUp:minutes.outdated', { version: version ?? 1 })}</p>
  if (approvalPlace)
    return (
      <p className="cm-mandate">
        {t(approvalPlace.written ? 'followUp:minutes.approveWritten' : 'followUp:minutes.approveIn', {
          meeting: approvalPlace.title,
        })}
        {standIns ? ` ${approver(standIns, 'minutes')}` : null}
      </p>
    )
  return (
    <p className="cm-mandate">
      {awaitedPlace?.at
        ? t('followUp:minutes.approveAwait', { date: format.dateTime(awaitedPlace.at).slice(0, 10) })
        : t('followUp:minutes.approveNone')}
    </p>
  )
}

const Steps = ({ view }: { view: MinutesView }) => {
  const { t } = useSession()
  const { state, may, outdated, approvalPlace, meeting } = view
  const submit = useMinutesStep(meeting.meetingKey, ({ version }) =>
    t('followUp:minutes.submitted', { version: version ?? 1 }),
  )
  const approve = useMinutesStep(meeting.meetingKey, () => t('followUp:minutes.approvedToast'))
  const busy = submit.isPending || approve.isPending
  const [writing, setWriting] = useState(false)
  const isReady = state === 'review' && !outdated
  const submits = may.edit && (state === 'draft' || (state === 'review' && outdated))
  return (
    <>
      {may.edit && state !== 'approved' && meeting.form === 'meeting' ? (
        <a className="gv-link" href={pageHref(`panel/${meeting.meetingKey}`)}>
          {t('followUp:minutes.notes')}
        </a>
      ) : null}
      {submits ? (
        <Button
          appearance="primary"
          icon={<Send20Regular />}
          disabled={busy}
          onClick={() => submit.mutate({ path: '/versions' })}
        >
          {t(state === 'draft' ? 'followUp:minutes.submit' : 'followUp:minutes.submitAgain')}
        </Button>
      ) : null}
      {may.edit && isReady && !approvalPlace ? (
        <Button onClick={() => setWriting(true)}>{t('followUp:minutes.byWriting')}</Button>
      ) : null}
      {writing ? (
        <Suspense>
          <WrittenDialog body={meeting.body} projects={[]} minuted={meeting} onClose={() => setWriting(false)} />
        </Suspense>
      ) : null}
      {may.approve && isReady && approvalPlace ? (
        <Button
          appearance="primary"
          icon={<CheckmarkCircle20Regular />}
          disabled={busy}
          onClick={() => approve.mutate({ path: '/approval' })}
        >
          {t('followUp:minutes.approve')}
        </Button>
      ) : null}
    </>
  )
}
