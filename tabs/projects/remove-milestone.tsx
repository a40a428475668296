import { Button } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MilestoneView } from '../../src/projects/project-view'
import { ApiError } from '../api/client'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { projectKey } from './use-project'

/** Asks before removing; the message that follows offers to put the milestone back. */
export const RemoveMilestone = ({
  number,
  milestone,
  onClose,
}: {
  number: string
  milestone: MilestoneView
  onClose: () => void
}) => {
  const { t, api } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [refusal, setRefusal] = useState<string | null>(null)
  const path = `/projects/${encodeURIComponent(number)}/milestones`
  const refresh = () => queries.invalidateQueries({ queryKey: projectKey(number) })
  const restore = async (): Promise<void> => {
    const { title, baselineDate, forecastDate, actualDate, gate } = milestone
    try {
      await api.send('POST', path, { title, baselineDate, forecastDate, actualDate, gate })
      await refresh()
    } catch (cause) {
      toast({ text: (cause instanceof ApiError && cause.message) || t('common:error.unreachable'), intent: 'failed' })
    }
  }
  const remove = async (): Promise<void> => {
    try {
      const etag = encodeURIComponent(milestone.etag)
      await api.send('DELETE', `${path}/${encodeURIComponent(milestone.key)}?etag=${etag}`)
      await refresh()
      toast({
        text: t('project:milestones.removed', { title: milestone.title }),
        intent: 'done',
        actions: [{ label: t('project:milestones.restore'), onClick: () => void restore() }],
      })
      onClose()
    } catch (cause) {
      setRefusal((cause instanceof ApiError && cause.message) || t('common:error.unreachable'))
    }
  }
  return (
    <Dialog title={t('project:milestones.confirmRemove')} onClose={onClose}>
      <div>
        <p>{t('project:milestones.confirmRemoveText', { title: milestone.title })}</p>
        <Refusal text={refusal} />
      </div>
      <footer>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button appearance="primary" onClick={() => void remove()}>
          {t('project:milestones.removeAction')}
        </Button>
      </footer>
    </Dialog>
  )
}
