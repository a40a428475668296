import { Button } from '@fluentui/react-components'
import type { Arbitration, Option } from '../../../src/committees/escalation/arbitration'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { OptionsList } from '../arbitration/options-list'
import { useWordsOf } from '../use-bodies'
import { useArbitrate } from './use-arbitrate'

/** The competing claims with what each brings about; the one that was chosen says so. */
export const ArbitrationTable = ({ view, onEdit }: { view: DecisionView; onEdit: () => void }) => {
  const { t } = useSession()
  const { arbitration } = view.decision
  return (
    <section className="fu-section">
      <h2>{t('committees:arbitration.title')}</h2>
      {arbitration === null ? (
        <p>{t('committees:arbitration.none')}</p>
      ) : (
        <Options view={view} arbitration={arbitration} />
      )}
      {view.mayReword ? (
        <p className="fu-foot">
          <Button size="small" onClick={onEdit}>
            {t('committees:arbitration.edit')}
          </Button>
        </p>
      ) : null}
    </section>
  )
}

const Options = ({ view, arbitration }: { view: DecisionView; arbitration: Arbitration }) => {
  const { t } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const arbitrate = useArbitrate(view)
  const choose = (chosen: number): void =>
    arbitrate.mutate(
      { ...arbitration, chosen },
      { onError: (error) => toast({ text: wordsOf(error), intent: 'failed' }) },
    )
  const shown = { proposed: null, ...arbitration, projects: view.favoured }
  const action = (place: number, { title }: Option) =>
    view.mayChoose.includes(place) ? (
      <Button
        size="small"
        disabled={arbitrate.isPending}
        aria-label={t('committees:arbitration.chooseOf', { option: title })}
        onClick={() => choose(place)}
      >
        {t('committees:arbitration.choose')}
      </Button>
    ) : null
  return <OptionsList view={shown} {...(view.mayChoose.length > 0 ? { action } : {})} />
}
