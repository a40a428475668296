import { Button, Select } from '@fluentui/react-components'
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { Warning16Filled } from '@fluentui/react-icons/svg/warning'
import type { SessionPerson, SessionView } from '../../../src/committees/session/session-view'
import { initialsOf } from '../../ui/avatar'
import { useSession } from '../../ui/session'
import type { Change } from './use-meeting'

/** The quorum as it stands, who is here, and for those who keep the list, one field per person. */
export const AttendanceSection = ({ view, change }: { view: SessionView; change: Change }) => {
  const { t } = useSession()
  const { meeting, people, rights } = view
  const present = people.filter(({ state }) => state === 'present').length
  const isOver = meeting.state === 'held'
  return (
    <section className="se-section" aria-labelledby="se-quorum">
      <QuorumLine view={view} />
      <p className="se-line gv-caption">
        {[
          t('session:attendance.count.present', { count: present }),
          t('session:attendance.count.represented', { count: view.quorum.represented }),
          t('session:attendance.count.total', { count: people.filter(({ role }) => role !== null).length }),
        ].join(', ')}
      </p>
      <Faces people={people} />
      <Lapses view={view} />
      {rights.attendance ? (
        <details className="se-details">
          <summary>{t('session:attendance.title')}</summary>
          {isOver ? (
            <p className="gv-caption">{t('session:attendance.correct')}</p>
          ) : (
            <Button
              size="small"
              disabled={change.busy}
              onClick={() => void change.change('attendance', { everybody: true })}
            >
              {t('session:attendance.everybody')}
            </Button>
          )}
          <ul className="se-people">
            {people.map((person) => (
              <PersonRow key={person.id} view={view} person={person} change={change} />
            ))}
          </ul>
        </details>
      ) : null}
      {rights.member ? <OwnAttendance view={view} change={change} /> : null}
    </section>
  )
}

const QuorumLine = ({ view }: { view: SessionView }) => {
  const { t } = useSession()
  const { reached, standsFromOpening, checks, counted, base } = view.quorum
  const required = checks.flatMap((check) => (check.code === 'role' ? [] : [check.required]))
  const key = standsFromOpening ? 'opening' : checks.length === 0 ? 'none' : reached ? 'reached' : 'missing'
  const most = Math.max(1, base)
  return (
    <>
      <div className="se-line">
        <h2 id="se-quorum">
          {checks.length === 0 ? null : reached ? (
            <CheckmarkCircle16Filled className="se-done" aria-hidden />
          ) : (
            <Warning16Filled className="se-warn" aria-hidden />
          )}
          {t(`session:quorum.${key}`)}
        </h2>
        <span className="se-strong gv-num">{t('session:quorum.counted', { counted, base })}</span>
      </div>
      <div className="se-meter" aria-hidden="true">
        <i style={{ width: `${(100 * counted) / most}%` }} />
        {required.length > 0 ? (
          <u style={{ left: `${(100 * Math.min(most, Math.max(...required))) / most}%` }} />
        ) : null}
      </div>
      {reached ? null : <Missing view={view} />}
    </>
  )
}

/** What the quorum still lacks, in words. */
const Missing = ({ view }: { view: SessionView }) => {
  const { t } = useSession()
  return (
    <ul className="se-plain gv-caption">
      {view.quorum.checks
        .filter(({ ok }) => !ok)
        .map((check) => (
          <li key={check.code === 'role' ? check.role : check.code}>
            {check.code === 'role'
              ? t('session:quorum.check.role', { role: t(`committees:memberRole.${check.role}`) })
              : t('session:quorum.check.count', { count: check.required })}
          </li>
        ))}
    </ul>
  )
}

const Faces = ({ people }: { people: readonly SessionPerson[] }) => {
  const words = useStateWords()
  return (
    <ul className="se-faces">
      {people.map((person) => (
        <li key={person.id} className={`se-face se-face-${person.state}`} title={`${person.name}, ${words(person)}`}>
          <span aria-hidden="true">{initialsOf(person.name)}</span>
          <span className="gv-visually-hidden">
            {person.name}, {words(person)}
          </span>
        </li>
      ))}
    </ul>
  )
}

const useStateWords = (): ((person: SessionPerson) => string) => {
  const { t } = useSession()
  return ({ state, proxyTo }) =>
    state === 'represented'
      ? t('session:attendance.represented', { name: proxyTo?.name ?? '' })
      : t(`session:attendance.${state}`)
}

/** Proxies that do not count, and why. */
const Lapses = ({ view }: { view: SessionView }) => {
  const { t } = useSession()
  const { lapsed, moved } = view.quorum
  if (lapsed.length + moved.length === 0) return null
  return (
    <ul className="se-plain gv-caption">
      {lapsed.map(({ from, to, why }) => (
        <li key={`${from} ${to}`}>{t(`session:lapsed.${why}`, { from, to })}</li>
      ))}
      {moved.map(({ from, to, chair }) => (
        <li key={`${from} ${to}`}>{t('session:moved', { from, to, chair })}</li>
      ))}
    </ul>
  )
}

const noted = ['present', 'absent', 'excused'] as const

/** Whom somebody may give their proxy to. */
const holdersFor = ({ people, proxiesMax, proxyHolders }: SessionView, giver: string): readonly SessionPerson[] =>
  proxiesMax === 0
    ? []
    : people.filter(({ id, voice }) => id !== giver && (proxyHolders === 'attendees' || voice === 'vote'))

const PersonRow = ({ view, person, change }: { view: SessionView; person: SessionPerson; change: Change }) => {
  const { t, format } = useSession()
  const set = (value: string): void => {
    const proxyTo = value.startsWith('to:') ? value.slice(3) : null
    void change.change('attendance', {
      person: person.id,
      state: proxyTo === null ? value : 'represented',
      proxyTo,
    })
  }
  return (
    <li className={person.proxyTo === null && person.until === null ? undefined : 'se-holds'}>
      <span className="se-name">
        {person.name}
        <span className="gv-caption">
          {person.role ? t(`committees:memberRole.${person.role}`) : t('session:attendance.guest')}
          {person.voice === 'advice' ? `, ${t('session:attendance.advice')}` : ''}
        </span>
      </span>
      <Select
        size="small"
        aria-label={t('session:attendance.of', { name: person.name })}
        value={
          person.until ? 'until' : person.state === 'represented' ? `to:${person.proxyTo?.id ?? ''}` : person.state
        }
        disabled={change.busy}
        onChange={(_, { value }) => set(value)}
      >
        {person.until ? (
          <option value="until">{t('session:attendance.until', { time: format.time(person.until) })}</option>
        ) : null}
        {noted.some((state) => state === person.state) || person.state === 'represented' ? null : (
          <option value={person.state}>{t(`session:attendance.${person.state}`)}</option>
        )}
        {noted.map((state) => (
          <option key={state} value={state}>
            {t(`session:attendance.${state}`)}
          </option>
        ))}
        {person.voice === 'vote'
          ? holdersFor(view, person.id).map(({ id, name }) => (
              <option key={id} value={`to:${id}`}>
                {t('session:attendance.represented', { name })}
              </option>
            ))
          : null}
      </Select>
    </li>
  )
}

/** A member's own: here in one press, or who votes for them. */
const OwnAttendance = ({ view, change }: { view: SessionView; change: Change }) => {
  const { t } = useSession()
  const own = view.people.find(({ id }) => id === view.me)
  const { state } = view.meeting
  if (!own || (state !== 'open' && state !== 'convened')) return null
  const holders = own.voice === 'vote' ? holdersFor(view, view.me) : []
  return (
    <div className="se-own">
      {state === 'open' && own.state !== 'present' ? (
        <Button
          disabled={change.busy}
          onClick={() => void change.change('attendance/own', { state: 'present', proxyTo: null })}
        >
          {t('session:attendance.here')}
        </Button>
      ) : null}
      {own.state !== 'present' && holders.length > 0 ? (
        <Select
          aria-label={t('session:attendance.proxies')}
          value={own.proxyTo?.id ?? ''}
          disabled={change.busy}
          onChange={(_, { value }) =>
            void change.change(
              'attendance/own',
              value ? { state: 'represented', proxyTo: value } : { state: 'excused', proxyTo: null },
            )
          }
        >
          <option value="">{t('session:attendance.noProxy')}</option>
          {holders.map(({ id, name }) => (
            <option key={id} value={id}>
              {t('session:attendance.represented', { name })}
            </option>
          ))}
        </Select>
      ) : null}
    </div>
  )
}
