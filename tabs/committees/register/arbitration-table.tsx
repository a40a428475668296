import { Button } from '@fluentui/react-components'
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import type { Arbitration } from '../../../src/committees/escalation/arbitration'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { useWordsOf } from '../use-bodies'
import { useArbitrate } from './use-arbitrate'

/** The competing claims with what each brings about; the one that was chosen says so. */
export const ArbitrationTable = ({ view, onEdit }: { view: DecisionView; onEdit: () => void }) => {
  const { t } = useSession()
  const { arbitration } = view.decision
  return (
    <section className="fu-section">
      <h2>{t('followUp:arbitration.title')}</h2>
      {arbitration === null ? (
        <p>{t('followUp:arbitration.none')}</p>
      ) : (
        <Options view={view} arbitration={arbitration} />
      )}
      {view.mayArbitrate ? (
        <p className="fu-option-foot">
          <Button size="small" onClick={onEdit}>
            {t('followUp:arbitration.edit')}
          </Button>
        </p>
      ) : null}
    </section>
  )
}

const Options = ({ view, arbitration }: { view: DecisionView; arbitration: Arbitration }) => {
  const { t, format } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const arbitrate = useArbitrate(view)
  const choose = (chosen: number): void =>
    arbitrate.mutate(
      { ...arbitration, chosen },
      { onError: (error) => toast({ text: wordsOf(error), intent: 'failed' }) },
    )
  return (
    <ol className="fu-options">
      {arbitration.options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options may have one title, and their place is what is chosen
        <li key={index} className={index === arbitration.chosen ? 'fu-option fu-chosen' : 'fu-option'}>
          <h3>
            {option.title}
            {option.project ? <span className="gv-caption"> {option.project}</span> : null}
          </h3>
          <p className="fu-text">{option.consequences}</p>
          <p className="fu-option-foot">
            <span className="gv-caption">
              {t('followUp:arbitration.cost')} {option.cost === null ? '–' : format.money(option.cost)}
            </span>
            {index === arbitration.chosen ? (
              <span className="fu-result fu-adopted">
                <CheckmarkCircle16Regular aria-hidden />
                {t('followUp:arbitration.chosen')}
              </span>
            ) : view.mayArbitrate ? (
              <Button
                size="small"
                disabled={arbitrate.isPending}
                aria-label={t('followUp:arbitration.chooseOf', { option: option.title })}
                onClick={() => choose(index)}
              >
                {t('followUp:arbitration.choose')}
              </Button>
            ) : null}
          </p>
        </li>
      ))}
    </ol>
  )
}
