import { Button } from '@fluentui/react-components'
import type { PlanShown } from '../../../src/committees/planning/plan-view'
import { Dialog } from '../../ui/dialog'
import { useSession } from '../../ui/session'
import { usePlanWords } from './plan-words'
import type { PlanActions } from './use-plan'

/** What confirming will create, change and cancel, before anything is sent. */
export const ConfirmDialog = ({
  plan,
  actions,
  onClose,
}: {
  plan: PlanShown
  actions: PlanActions
  onClose: () => void
}) => {
  const { t } = useSession()
  const words = usePlanWords(plan)
  const { create, update, cancel } = plan.changes
  const confirm = async (): Promise<void> => {
    await actions.confirm()
    onClose()
  }
  return (
    <Dialog title={t('planning:confirm.title')} onClose={onClose}>
      <div className="pl-confirm">
        <ul>
          {create > 0 ? <li>{t('planning:confirm.create', { count: create })}</li> : null}
          {update > 0 ? <li>{t('planning:confirm.update', { count: update })}</li> : null}
          {cancel > 0 ? (
            <li>
              {t('planning:confirm.cancel', { count: cancel })}
              <ul>
                {plan.cancelled.map(({ title, start }) => (
                  <li key={`${title} ${start}`}>
                    {title}, {words.when(start)}
                  </li>
                ))}
              </ul>
            </li>
          ) : null}
        </ul>
        {plan.unplaced.length > 0 ? <p>{t('planning:confirm.unplaced', { count: plan.unplaced.length })}</p> : null}
        <p className="gv-caption">{t('planning:confirm.about')}</p>
      </div>
      <footer>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button appearance="primary" disabled={actions.sending} onClick={() => void confirm()}>
          {t('planning:confirm.do', { count: create + update + cancel })}
        </Button>
      </footer>
    </Dialog>
  )
}
