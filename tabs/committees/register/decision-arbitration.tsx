import { useState } from 'react'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { useSession } from '../../ui/session'
import { ArbitrationDialog } from '../arbitration/arbitration-dialog'
import { useWordsOf } from '../use-bodies'
import { useArbitrate } from './use-arbitrate'

/** The options of a decision and the one that was chosen, on the page of the decision. */
export const DecisionArbitration = ({ view, onClose }: { view: DecisionView; onClose: () => void }) => {
  const { t } = useSession()
  const wordsOf = useWordsOf()
  // What the person started from: what somebody else records meanwhile must not be written over unseen.
  const [seen] = useState(view)
  const arbitrate = useArbitrate(seen)
  return (
    <ArbitrationDialog
      about={t('committees:arbitration.about')}
      start={seen.decision.arbitration}
      mark="chosen"
      projects={view.projects}
      busy={arbitrate.isPending}
      refusal={arbitrate.error ? wordsOf(arbitrate.error) : null}
      onSave={(arbitration) => arbitrate.mutate(arbitration, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
