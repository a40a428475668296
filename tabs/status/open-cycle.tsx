import { Button } from '@fluentui/react-components'
import { Flag20Regular } from '@fluentui/react-icons/svg/flag'
import { useState } from 'react'
import type { ProposedCycle } from '../../src/status/cycle-view'
import { Dialog } from '../ui/dialog'
import { navigate } from '../ui/router'
import { useSession } from '../ui/session'
import { useCycleAction } from './use-cycle'

/** What opening would do, and one confirmation: two interactions. In the quiet hours the questions wait, unless told otherwise. */
export const OpenCycle = ({ proposed, may }: { proposed: ProposedCycle; may: boolean }) => {
  const { t, format } = useSession()
  const { run, running } = useCycleAction()
  const [confirming, setConfirming] = useState(false)
  const facts = {
    title: proposed.title,
    projects: t('cycle:projects', { count: proposed.projects }),
    managers: t('cycle:managers', { count: proposed.managers }),
    cutOff: format.dateTime(proposed.cutOff),
  }
  const later = proposed.sendsAt === null ? null : format.dateTime(proposed.sendsAt)
  const open = async (at: string | null): Promise<void> => {
    const count = proposed.managers
    const outcome = await run('open', '/cycles', { inSendingHours: at !== null }, () =>
      at === null ? t('cycle:open.done', { count }) : t('cycle:open.doneLater', { count, at }),
    )
    if (!outcome.ok) return
    setConfirming(false)
    navigate('cycle')
  }
  return (
    <section className="cy-open" aria-label={t('cycle:open.label')}>
      <Flag20Regular aria-hidden />
      <p>
        <b>{proposed.title}</b> <span>{t('cycle:open.facts', facts)}</span>
      </p>
      <Button appearance="primary" disabled={!may} onClick={() => setConfirming(true)}>
        {t('cycle:open.button')}
      </Button>
      {confirming ? (
        <Dialog title={t('cycle:open.confirmTitle', { title: proposed.title })} onClose={() => setConfirming(false)}>
          <p>{later ? t('cycle:open.confirmLater', { ...facts, at: later }) : t('cycle:open.confirm', facts)}</p>
          <footer>
            <Button onClick={() => setConfirming(false)}>{t('common:action.cancel')}</Button>
            {later ? (
              <Button disabled={running !== null} onClick={() => void open(null)}>
                {t('cycle:open.sendNow')}
              </Button>
            ) : null}
            <Button appearance="primary" disabled={running !== null} onClick={() => void open(later)}>
              {later ? t('cycle:open.sendLater', { at: later }) : t('cycle:open.send', { count: proposed.managers })}
            </Button>
          </footer>
        </Dialog>
      ) : null}
    </section>
  )
}
