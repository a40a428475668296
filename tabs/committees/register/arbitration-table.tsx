import { Button } from '@fluentui/react-components'
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { useWordsOf } from '../use-bodies'

/** The competing claims with what each brings about; the one that was chosen says so. */
export const ArbitrationTable = ({ view }: { view: DecisionView }) => {
  const { t, format } = useSession()
  const choose = useChoose(view)
  const { arbitration } = view.decision
  return (
    <section className="fu-section">
      <h2>{t('followUp:arbitration.title')}</h2>
      {arbitration === null ? (
        <p>{t('followUp:arbitration.none')}</p>
      ) : (
        <ol className="fu-options">
          {arbitration.options.map((option, index) => (
            <li key={option.title} className={index === arbitration.chosen ? 'fu-option fu-chosen' : 'fu-option'}>
              <h3>
                {option.title}
                {option.project ? <span className="gv-caption"> {option.project}</span> : null}
              </h3>
              <p>{option.consequences}</p>
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
                    disabled={choose.isPending}
                    aria-label={t('followUp:arbitration.chooseOf', { option: option.title })}
                    onClick={() => choose.mutate(index)}
                  >
                    {t('followUp:arbitration.choose')}
                  </Button>
                ) : null}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

const useChoose = ({ decision, etag }: DecisionView) => {
  const { api, t } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (chosen: number) =>
      api.send('PATCH', `/decisions/${encodeURIComponent(decision.number)}/arbitration`, {
        etag,
        arbitration: { ...decision.arbitration, chosen },
      }),
    onSuccess: () => toast({ text: t('followUp:arbitration.saved'), intent: 'done' }),
    onError: (error) => toast({ text: wordsOf(error), intent: 'failed' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['decisions'] }),
  })
}
