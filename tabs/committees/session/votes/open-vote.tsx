import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { SessionItem, SessionView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'
import type { Change } from '../use-meeting'

/** Puts the item to the vote in one press; the question can be worded first. */
export const OpenVote = ({
  view,
  item,
  again,
  change,
}: {
  view: SessionView
  item: SessionItem
  again: boolean
  change: Change
}) => {
  const { t } = useSession()
  const [question, setQuestion] = useState(item.question ?? item.title)
  const [secret, setSecret] = useState(false)
  return (
    <div className="se-open-vote">
      <Button
        disabled={change.busy || question.trim() === ''}
        onClick={() => void change.change('votes', { item: item.serial, question, secret }, '.se-vote')}
      >
        {t(again ? 'session:vote.again' : 'session:vote.open')}
      </Button>
      <details className="se-details">
        <summary>{t('session:vote.question')}</summary>
        <Field label={t('session:vote.question')}>
          <Textarea rows={2} resize="vertical" value={question} onChange={(_, { value }) => setQuestion(value)} />
        </Field>
        {view.secretByRule ? (
          <p className="gv-caption">{t('session:vote.secretByRule')}</p>
        ) : (
          <Checkbox
            label={t('session:vote.secret')}
            checked={secret}
            onChange={(_, { checked }) => setSecret(checked === true)}
          />
        )}
      </details>
    </div>
  )
}
