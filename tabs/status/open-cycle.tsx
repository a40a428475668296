import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components'
import { Flag20Regular } from '@fluentui/react-icons/svg/flag'
import { useState } from 'react'
import type { ProposedCycle } from '../../src/status/cycle-view'
import { navigate } from '../ui/router'
import { useSession } from '../ui/session'
import { useCycleAction } from './use-cycle'

/** What opening would do, and one confirmation: two interactions. */
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
  const open = async (): Promise<void> => {
    const outcome = await run('open', '/cycles', {}, () => t('cycle:open.done', { count: proposed.managers }))
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
      <Dialog open={confirming} onOpenChange={(_, { open: shown }) => setConfirming(shown)}>
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="primary" disabled={!may}>
            {t('cycle:open.button')}
          </Button>
        </DialogTrigger>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{t('cycle:open.confirmTitle', { title: proposed.title })}</DialogTitle>
            <DialogContent>{t('cycle:open.confirm', facts)}</DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{t('common:action.cancel')}</Button>
              </DialogTrigger>
              <Button appearance="primary" disabled={running !== null} onClick={() => void open()}>
                {t('cycle:open.send', { count: proposed.managers })}
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </section>
  )
}
