import { Badge, Button } from '@fluentui/react-components'
import { Calendar20Regular } from '@fluentui/react-icons/svg/calendar'
import { Location20Regular } from '@fluentui/react-icons/svg/location'
import { Video20Regular } from '@fluentui/react-icons/svg/video'
import { useState } from 'react'
import type { AgendaView } from '../../../src/committees/agenda/agenda-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { CancelDialog } from './dialogs/cancel-dialog'

/** What the meeting is, when and where, and the way into it. */
export const MeetingHeader = ({ view }: { view: AgendaView }) => {
  const { t, host } = useSession()
  const { meeting, reader } = view
  const when = useWhen(view)
  const [cancelling, setCancelling] = useState(false)
  return (
    <header className="cm-header">
      <div className="cm-title">
        <p className="gv-caption">
          {reader === 'all' ? (
            <>
              <a href={pageHref('meetings')}>{t('agenda:page.back')}</a>
              {' · '}
              <a href={pageHref(`committees/${meeting.body}`)}>{meeting.bodyTitle}</a>
            </>
          ) : (
            meeting.bodyTitle
          )}
        </p>
        <h1>{meeting.title}</h1>
        <ul className="ag-facts">
          <li>
            <Badge appearance="outline" color={meeting.state === 'cancelled' ? 'important' : 'informative'}>
              {t(`agenda:meetingState.${meeting.state}`)}
            </Badge>
          </li>
          <li>
            <Calendar20Regular aria-hidden />
            {when}
          </li>
          {meeting.place ? (
            <li>
              <Location20Regular aria-hidden />
              {meeting.place}
            </li>
          ) : null}
        </ul>
      </div>
      <div className="ag-actions">
        {view.may.cancel ? (
          <Button appearance="subtle" onClick={() => setCancelling(true)}>
            {t('agenda:action.cancelMeeting')}
          </Button>
        ) : null}
        {meeting.joinUrl && view.isOpen ? (
          <Button icon={<Video20Regular />} onClick={() => void host.openLink(meeting.joinUrl ?? '')}>
            {t('agenda:action.join')}
          </Button>
        ) : null}
      </div>
      {cancelling ? <CancelDialog meeting={meeting.meetingKey} onClose={() => setCancelling(false)} /> : null}
    </header>
  )
}

const useWhen = ({ meeting: { startsAt, endsAt } }: AgendaView): string => {
  const { t, format } = useSession()
  if (startsAt === null) return t('agenda:when.none')
  return `${format.longDay(startsAt)}, ${format.time(startsAt)}${endsAt === null ? '' : `–${format.time(endsAt)}`}`
}
