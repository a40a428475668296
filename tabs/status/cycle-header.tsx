import { Badge, Button } from '@fluentui/react-components'
import { Eye20Regular } from '@fluentui/react-icons/svg/eye'
import { LockOpen20Regular } from '@fluentui/react-icons/svg/lock-open'
import { useState } from 'react'
import type { CycleOverview, NudgeOutcome } from '../../src/status/cycle-view'
import { useSession } from '../ui/session'
import { CloseDialog } from './close-dialog'
import { ExtendDialog } from './extend-dialog'
import { nudgeWords } from './nudge-words'
import { PublishDialog } from './publish-dialog'
import { SettingsButton } from './settings-button'
import { useCycleAction } from './use-cycle'

const publishWords = {
  open: 'cycle:publish.closeAndPublish',
  closed: 'cycle:publish.open',
  published: 'cycle:publish.again',
} as const

/** Title, state, deadline, and the steps that this person may take now. */
export const CycleHeader = ({
  overview,
  quiet,
  onPreview,
}: {
  overview: CycleOverview
  /** True when the page has a more important step than publishing: there is one primary button on a page. */
  quiet: boolean
  onPreview: () => void
}) => {
  const { t, format } = useSession()
  const { run, running } = useCycleAction()
  const [dialog, setDialog] = useState<'extend' | 'close' | 'publish' | null>(null)
  const { cycle, may, nextStep } = overview
  const base = `/cycles/${encodeURIComponent(cycle.code)}`
  const awaited = overview.people.filter((person) => person.answered < person.owed).length
  const facts = [
    cycle.openedAt ? t('cycle:openedAt', { date: format.date(cycle.openedAt) }) : null,
    cycle.cutOff && cycle.state === 'open' ? t('cycle:cutOff', { at: format.dateTime(cycle.cutOff) }) : null,
    cycle.closedAt && cycle.state !== 'open' ? t('cycle:closedAt', { at: format.dateTime(cycle.closedAt) }) : null,
    cycle.publishedAt && cycle.state === 'published'
      ? t('cycle:publishedAt', { at: format.dateTime(cycle.publishedAt) })
      : null,
    nextStep && nextStep.kind !== 'cutOff'
      ? t(`cycle:next.${nextStep.kind}`, { at: format.dateTime(nextStep.at) })
      : null,
  ].filter((fact) => fact !== null)
  return (
    <header className="cy-header">
      <div className="cy-title">
        <h1>{t('cycle:title', { title: cycle.title })}</h1>
        <Badge appearance="outline" color="informative">
          {t(`codes:cycleState.${cycle.state}`)}
        </Badge>
        <p className="gv-caption">{facts.join(' · ')}</p>
      </div>
      <div className="cy-actions">
        {may.nudge && awaited > 0 ? (
          <Button
            disabled={running !== null}
            onClick={() => void run<NudgeOutcome>('nudge', `${base}/nudge`, {}, (sent) => nudgeWords(t, sent))}
          >
            {t('cycle:nudge.all', { count: awaited })}
          </Button>
        ) : null}
        {may.publish || may.nudge || may.reopen ? (
          <Button icon={<Eye20Regular />} onClick={onPreview}>
            {t('cycle:preview.open')}
          </Button>
        ) : null}
        {may.extend ? <Button onClick={() => setDialog('extend')}>{t('cycle:extend.open')}</Button> : null}
        {may.close ? <Button onClick={() => setDialog('close')}>{t('cycle:close.button')}</Button> : null}
        {may.reopen ? (
          <Button
            icon={<LockOpen20Regular />}
            disabled={running !== null}
            onClick={() => void run('reopen', `${base}/reopen`, {}, () => t('cycle:reopened'))}
          >
            {t('cycle:reopen')}
          </Button>
        ) : null}
        {may.settings ? <SettingsButton /> : null}
        {may.publish ? (
          <Button
            appearance={quiet || cycle.state === 'published' ? 'secondary' : 'primary'}
            onClick={() => setDialog('publish')}
          >
            {t(publishWords[cycle.state])}
          </Button>
        ) : null}
      </div>
      {dialog === 'extend' ? <ExtendDialog overview={overview} onClose={() => setDialog(null)} /> : null}
      {dialog === 'close' ? <CloseDialog overview={overview} onClose={() => setDialog(null)} /> : null}
      {dialog === 'publish' ? <PublishDialog overview={overview} onClose={() => setDialog(null)} /> : null}
    </header>
  )
}
