import type { ActionView, SessionView } from '../../../src/committees/session/session-view'
import { Avatar } from '../../ui/avatar'
import { useSession } from '../../ui/session'
import { Unbroken } from '../../ui/unbroken'

/** What is to be done after the meeting, one's own first. */
export const Actions = ({ view }: { view: SessionView }) => {
  const { t } = useSession()
  const mine = view.actions.filter(({ owner }) => owner === view.me)
  const others = view.actions.filter(({ owner }) => owner !== view.me)
  if (view.actions.length === 0) return null
  return (
    <section className="se-section" aria-labelledby="se-actions">
      {mine.length > 0 ? (
        <>
          <h2 id="se-actions">{t('session:action.mine')}</h2>
          <ActionRows actions={mine} />
        </>
      ) : null}
      {others.length > 0 ? (
        <>
          <h2 id={mine.length > 0 ? undefined : 'se-actions'}>{t('session:action.title')}</h2>
          <ActionRows actions={others} />
        </>
      ) : null}
    </section>
  )
}

const ActionRows = ({ actions }: { actions: readonly ActionView[] }) => {
  const { t, format } = useSession()
  return (
    <ul className="se-plain se-actions">
      {actions.map((action) => (
        <li key={action.number}>
          <Avatar name={action.ownerName ?? '?'} />
          <span>
            <Unbroken text={action.title} />
            <span className="gv-caption">
              <span className="gv-number">{action.number}</span> · {action.ownerName}
              {action.dueOn ? ` · ${t('session:action.due', { date: format.date(action.dueOn) })}` : ''}
              {action.state === 'open' ? '' : ` · ${t(`session:action.${action.state}`)}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
