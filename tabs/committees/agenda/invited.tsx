import type { AgendaView } from '../../../src/committees/agenda/agenda-view'
import { Avatar } from '../../ui/avatar'
import { useSession } from '../../ui/session'

/** Who is invited, as what, and what they answered. */
export const Invited = ({ view }: { view: AgendaView }) => {
  const { t } = useSession()
  return (
    <section aria-labelledby="ag-invited">
      <h2 id="ag-invited">
        {t('agenda:invited.title')}{' '}
        <span className="gv-caption">{t('agenda:invited.count', { count: view.invited.length })}</span>
      </h2>
      {view.invited.length === 0 ? <p className="gv-caption">{t('agenda:invited.none')}</p> : null}
      <ul className="ag-people">
        {view.invited.map(({ name, role, state }) => (
          <li key={name}>
            <Avatar name={name} />
            <span>
              {name}
              {role && role !== 'member' ? (
                <span className="gv-caption"> {t(`committees:memberRole.${role}`)}</span>
              ) : null}
            </span>
            <span className="gv-caption">{t(`agenda:attendance.${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
