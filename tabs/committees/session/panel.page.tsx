import { lazy, Suspense, useEffect } from 'react'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows } from '../../ui/states'
import { WithTexts } from '../../ui/with-texts'
import { Panel } from './panel'
import { useMeeting, usePanelOpen } from './use-meeting'
import { PeopleContext } from './votes/reason-words'
import './session.css'

const bundles = {
  fr: () => import('../../i18n/session-fr'),
  en: () => import('../../i18n/session-en'),
}

const GuestPage = lazy(async () => ({ default: (await import('../agenda/meeting.page')).MeetingPage }))

/** The side panel of a meeting: what one may do in it follows from one's rights. */
export const PanelPage = ({ id }: { id: string }) => (
  <WithTexts bundles={bundles}>
    <LoadedPanel key={id} meeting={id} />
  </WithTexts>
)

const LoadedPanel = ({ meeting }: { meeting: string }) => {
  const { t } = useSession()
  const query = useMeeting(meeting)
  const view = query.data
  usePanelOpen(meeting, view?.meeting.state === 'open' && view.rights.member)
  const title = view ? t('session:page.panel', { title: view.meeting.title }) : t('session:page.title')
  useEffect(() => {
    document.title = title
  }, [title])
  const waiting = <SkeletonRows rows={12} label={t('session:page.loading')} />
  // The meeting is its members' own; whoever is invited to an item finds that item, as before the meeting.
  if (!view && query.error instanceof ApiError && query.error.status === 404)
    return (
      <Suspense fallback={waiting}>
        <GuestPage id={meeting} />
      </Suspense>
    )
  if (!view && query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!view) return waiting
  return (
    <main className="se-panel">
      {query.error ? <OutdatedBanner at={query.dataUpdatedAt} onRetry={() => void query.refetch()} /> : null}
      <PeopleContext.Provider value={view.people}>
        <Panel view={view} />
      </PeopleContext.Provider>
    </main>
  )
}
