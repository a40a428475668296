import { Button } from '@fluentui/react-components'
import type { CycleOverview } from '../../src/status/cycle-view'
import { Dialog } from '../ui/dialog'
import { useSession } from '../ui/session'
import { useCycleAction } from './use-cycle'

/** Stops answers without publishing; reopening stays possible. */
export const CloseDialog = ({ overview, onClose }: { overview: CycleOverview; onClose: () => void }) => {
  const { t } = useSession()
  const { run, running } = useCycleAction()
  const missing = overview.figures.owed - overview.figures.answered
  const close = async (): Promise<void> => {
    const path = `/cycles/${encodeURIComponent(overview.cycle.code)}/close`
    await run('close', path, {}, () => t('cycle:close.done'))
    onClose()
  }
  return (
    <Dialog title={t('cycle:close.title', { title: overview.cycle.title })} onClose={onClose}>
      <div>
        {missing > 0 ? <p>{t('cycle:close.missing', { count: missing })}</p> : null}
        <p>{t('cycle:close.text')}</p>
      </div>
      <footer>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button appearance="primary" disabled={running !== null} onClick={() => void close()}>
          {t('cycle:close.confirm')}
        </Button>
      </footer>
    </Dialog>
  )
}
