import { useState } from 'react'
import type { MinutesView, VerificationView } from '../../../src/committees/minutes/minutes-view'
import type { TextKey } from '../../../src/i18n/text'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { useWordsOf } from '../use-bodies'
import { minutesPath } from './use-minutes'

const verdictOf = ({ file, lists }: VerificationView): TextKey => {
  if (file === 'missing') return 'followUp:minutes.fileMissing'
  if (file === 'altered') return 'followUp:minutes.fileAltered'
  return lists === 'same' ? 'followUp:minutes.verified' : 'followUp:minutes.listsChanged'
}

/** The Word file of the current version: opened, downloaded, verified. */
export const MinutesFileBar = ({ view }: { view: MinutesView }) => {
  const { api, t } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const [verdict, setVerdict] = useState<VerificationView | null>(null)
  const path = minutesPath(view.meeting.meetingKey)
  const failed = (error: unknown): void => toast({ text: wordsOf(error), intent: 'failed' })
  if (view.sha256 === null) return null
  return (
    <div className="fu-file">
      {view.url ? (
        <a href={view.url} target="_blank" rel="noreferrer">
          {t('followUp:minutes.open')}
        </a>
      ) : null}
      <button type="button" className="gv-link" onClick={() => void api.download(`${path}/file`).catch(failed)}>
        {t('followUp:minutes.download')}
      </button>
      <button
        type="button"
        className="gv-link"
        onClick={() => void api.get<VerificationView>(`${path}/verification`).then(setVerdict, failed)}
      >
        {t('followUp:minutes.verify')}
      </button>
      <span className="gv-caption fu-hash" title={view.sha256}>
        {t('followUp:minutes.hash')} {view.sha256.slice(0, 12)}…
      </span>
      <p role="status" className="fu-verdict">
        {verdict ? t(verdictOf(verdict)) : ''}
      </p>
    </div>
  )
}
