import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { VoteView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'
import { Unbroken } from '../../../ui/unbroken'
import type { Change } from '../use-meeting'

/** Takes back a vote that was opened by mistake, or with another text than meant: asked twice, because ballots are lost by it. */
export const WithdrawVote = ({ vote, change }: { vote: VoteView; change: Change }) => {
  const { t } = useSession()
  const [asking, setAsking] = useState<'no' | 'asked' | 'kept'>('no')
  const [because, setBecause] = useState('')
  if (asking !== 'asked')
    return (
      <Button
        appearance="subtle"
        disabled={change.busy}
        autoFocus={asking === 'kept'}
        onClick={() => setAsking('asked')}
      >
        {t('session:vote.withdraw')}
      </Button>
    )
  const withdraw = (): void =>
    void change.change(`votes/${encodeURIComponent(vote.number)}/withdraw`, { because }, '#se-item')
  return (
    <fieldset className="se-withdraw">
      <legend>{t('session:vote.withdrawNow')}</legend>
      <p className="gv-caption">{t('session:vote.withdrawHint')}</p>
      <Field label={t('session:vote.because')}>
        <Input autoFocus value={because} maxLength={400} onChange={(_, { value }) => setBecause(value)} />
      </Field>
      <Button disabled={change.busy} onClick={withdraw}>
        {t('session:vote.withdrawNow')}
      </Button>
      <Button disabled={change.busy} onClick={() => setAsking('kept')}>
        {t('session:vote.keep')}
      </Button>
    </fieldset>
  )
}

/** That it was taken back, and why where somebody has said so. */
export const WithdrawnPart = ({ vote }: { vote: VoteView }) => {
  const { t } = useSession()
  return (
    <div className="se-result">
      <p className="se-line">
        <span className="se-mark">{t('session:vote.withdrawn')}</span>
        <span className="gv-caption gv-number">{vote.number}</span>
      </p>
      {vote.because ? (
        <p className="gv-caption">
          <Unbroken text={t('session:vote.withdrawnBecause', { because: vote.because })} />
        </p>
      ) : null}
    </div>
  )
}
