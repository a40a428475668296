import { Button } from '@fluentui/react-components'
import type { PlanShown } from '../../../src/committees/planning/plan-view'
import { Dialog } from '../../ui/dialog'
import { useSession } from '../../ui/session'
import { usePlanWords } from './plan-words'
import type { PlanActions } from './use-plan'

/** Of those to be cancelled; the others are counted, with those that the reader may not know of. */
const MOST_NAMED = 10

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
  const named = plan.cancelled.slice(0, MOST_NAMED)
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
                {named.map(({ title, start }) => (
                  <li key={`${title} ${start}`}>
                    {title}, {words.when(start)}
                  </li>
                ))}
                {cancel > named.length ? (
                  <li>{t('planning:confirm.cancelMore', { count: cancel - named.length })}</li>
                ) : null}
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
