import { useEffect } from 'react'
import { fullTitle } from '../../../src/committees/meetings/full-title'
import type { MinutesView } from '../../../src/committees/minutes/minutes-view'
import { useSession } from '../../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows } from '../../ui/states'
import { SectionNav } from '../section-nav'
import { Comments } from './comments'
import { MinutesHeader } from './minutes-header'
import { MinutesText } from './minutes-text'
import { useMinutes } from './use-minutes'

/** The minutes of a meeting: read, submitted, commented, approved, verified. */
export const MinutesDetail = ({ meeting }: { meeting: string }) => {
  const { t } = useSession()
  const minutes = useMinutes(meeting)
  const view = minutes.data
  const title = t('followUp:minutes.page', {
    meeting: view ? fullTitle(view.meeting.title, view.meeting.bodyTitle) : meeting,
  })
  useEffect(() => {
    document.title = title
  }, [title])
  if (!view && minutes.error) return <ErrorState error={minutes.error} onRetry={() => void minutes.refetch()} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="meetings" />
      {minutes.error ? <OutdatedBanner at={minutes.dataUpdatedAt} onRetry={() => void minutes.refetch()} /> : null}
      {view ? <Loaded view={view} /> : <SkeletonRows rows={14} label={t('followUp:minutes.loading')} />}
    </main>
  )
}

const Loaded = ({ view }: { view: MinutesView }) => (
  <div className="cm-body">
    <MinutesHeader view={view} />
    <div className="cm-columns">
      <div className="cm-main">
        <MinutesText content={view.content} />
      </div>
      <aside className="cm-aside">
        <Comments view={view} />
      </aside>
    </div>
  </div>
)
