import { useEffect, useState } from 'react'
import { statusTexts } from '../i18n/status-texts'
import { useSession } from '../ui/session'
import { EmptyState, ErrorState, OutdatedBanner, SkeletonRows } from '../ui/states'
import { WithTexts } from '../ui/with-texts'
import { MyAnswers } from './answers/my-answers'
import './cycle.css'
import { CycleAside } from './cycle-aside'
import { CycleFigures } from './cycle-figures'
import { CycleHeader } from './cycle-header'
import { CyclePeople } from './cycle-people'
import { OpenCycle } from './open-cycle'
import { PreviewDialog } from './preview-dialog'
import { SettingsButton } from './settings-button'
import { useCycle, useCycles } from './use-cycle'

/** The status cycle: who has answered, who has not, and every step from opening to publication. */
export const CyclePage = ({ id }: { id: string }) => (
  <WithTexts bundles={statusTexts}>
    <Cycle id={id} />
  </WithTexts>
)

const Cycle = ({ id }: { id: string }) => {
  const { t } = useSession()
  const code = id === '' ? 'current' : id
  const cycles = useCycles()
  const cycle = useCycle(code)
  const [previewing, setPreviewing] = useState(false)
  const title = cycle.data?.cycle.title ?? t('cycle:page.title')
  useEffect(() => {
    document.title = title
  }, [title])

  // What is on the page stays there when a reading fails: a dialog may hold a text that somebody is typing.
  if (cycle.error && cycle.data === undefined)
    return <ErrorState error={cycle.error} onRetry={() => void cycle.refetch()} />
  if (cycle.data === undefined || cycles.isPending) return <SkeletonRows rows={14} label={t('common:loading')} />
  const proposed = cycles.data?.proposed ?? null
  if (cycle.data === null) {
    return (
      <main className="cy-page">
        <EmptyState text={t('cycle:none')}>
          {proposed ? <OpenCycle proposed={proposed} may={true} /> : null}
          {cycles.data?.may.settings ? <SettingsButton /> : null}
        </EmptyState>
      </main>
    )
  }
  const overview = cycle.data
  const opening = proposed !== null && overview.may.open
  return (
    <main className="cy-page">
      {cycle.error ? <OutdatedBanner at={cycle.dataUpdatedAt} onRetry={() => void cycle.refetch()} /> : null}
      <CycleHeader overview={overview} quiet={opening} onPreview={() => setPreviewing(true)} />
      {proposed && opening ? <OpenCycle proposed={proposed} may={overview.may.open} /> : null}
      <MyAnswers cycle={overview.cycle.code} />
      <CycleFigures overview={overview} />
      <div className="cy-columns">
        <CyclePeople key={overview.cycle.code} overview={overview} />
        <CycleAside overview={overview} cycles={cycles.data?.cycles ?? []} />
      </div>
      {previewing ? (
        <PreviewDialog
          code={overview.cycle.code}
          organisation={overview.language}
          onClose={() => setPreviewing(false)}
        />
      ) : null}
    </main>
  )
}
