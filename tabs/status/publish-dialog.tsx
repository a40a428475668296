import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type PreviewView, type PublishedView, REASON_MAX } from '../../src/reports/reports-view'
import type { CycleOverview } from '../../src/status/cycle-view'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { PublicationLanguage, usePublicationLanguage } from './publication-language'
import { useCycleAction } from './use-cycle'

/**
 * What publishing will do, then one confirmation. Closing while answers are missing has to be said explicitly; a further
 * version needs its reason.
 */
export const PublishDialog = ({ overview, onClose }: { overview: CycleOverview; onClose: () => void }) => {
  const { t, api } = useSession()
  const [language, chooseLanguage] = usePublicationLanguage(overview.language)
  const { run, running } = useCycleAction()
  const [accepted, setAccepted] = useState(false)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const { code } = overview.cycle
  const base = `/cycles/${encodeURIComponent(code)}`
  const preview = useQuery({
    queryKey: ['cycle', code, 'preview', language],
    queryFn: ({ signal }) => api.get<PreviewView>(`${base}/preview?language=${language}`, signal),
    staleTime: 0,
  })
  const mustClose = overview.cycle.state === 'open'
  const missing = overview.figures.owed - overview.figures.answered
  const needsReason = preview.data?.mustGiveReason ?? overview.cycle.state === 'published'
  const ready = (!mustClose || missing === 0 || accepted) && (!needsReason || reason.trim() !== '')
  const publish = async (): Promise<void> => {
    const body = {
      language,
      ...(mustClose ? { close: true } : {}),
      ...(needsReason ? { reason: reason.trim() } : {}),
    }
    const outcome = await run<PublishedView>('publish', `${base}/publish`, body, ({ version, announced }) =>
      [t('cycle:publish.done', { version }), announced ? '' : t('cycle:publish.notAnnounced')].join(' ').trim(),
    )
    if (outcome.ok) onClose()
    else setRefusal(outcome.message)
  }
  return (
    <Dialog
      title={t(mustClose ? 'cycle:publish.titleClose' : 'cycle:publish.title', { title: overview.cycle.title })}
      onClose={onClose}
    >
      <div className="cy-form">
        <p>{t('cycle:publish.what', { version: preview.data?.version ?? '…' })}</p>
        {mustClose && missing > 0 ? (
          <Checkbox
            checked={accepted}
            onChange={(_, { checked }) => setAccepted(checked === true)}
            label={t('cycle:publish.accept', { count: missing })}
          />
        ) : null}
        {needsReason ? (
          <Field label={t('cycle:publish.reason')} hint={t('cycle:publish.reasonHint')} required>
            <Textarea value={reason} maxLength={REASON_MAX} onChange={(_, { value }) => setReason(value)} />
          </Field>
        ) : null}
        <PublicationLanguage language={language} onChoose={chooseLanguage} />
        <Refusal text={refusal} />
      </div>
      <footer>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button appearance="primary" disabled={!ready || running !== null} onClick={() => void publish()}>
          {t(running ? 'cycle:publish.running' : mustClose ? 'cycle:publish.confirmClose' : 'cycle:publish.confirm')}
        </Button>
      </footer>
    </Dialog>
  )
}
