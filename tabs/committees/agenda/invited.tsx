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
      {view.expected ? <Expected expected={view.expected} /> : null}
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

/** What the answers let expect of the quorum: shape and words, never colour alone. */
const Expected = ({ expected }: { expected: NonNullable<AgendaView['expected']> }) => {
  const { t } = useSession()
  const { isReachable, counted, required, missingRoles, accepted, tentative, unanswered } = expected
  const roles = missingRoles.map((role) => t(`committees:memberRole.${role}`)).join(', ')
  const isShort = required !== null && counted < required
  return (
    <>
      <p className="gv-caption">{t('agenda:expected.counts', { accepted, tentative, unanswered })}</p>
      {isReachable ? <p className="gv-caption">{t('agenda:expected.reachable', { counted })}</p> : null}
      {isShort ? <p role="note">▲ {t('agenda:expected.short', { counted, required })}</p> : null}
      {roles === '' ? null : <p role="note">▲ {t('agenda:expected.roles', { roles })}</p>}
    </>
  )
}
