import { Button } from '@fluentui/react-components'
import { HandRight20Regular } from '@fluentui/react-icons/svg/hand-right'
import type { SessionView } from '../../../src/committees/session/session-view'
import { Avatar } from '../../ui/avatar'
import { useSession } from '../../ui/session'
import type { Change } from './use-meeting'

/** Who asks for the floor, in their order. */
export const FloorSection = ({ view, change }: { view: SessionView; change: Change }) => {
  const { t } = useSession()
  const { floor, rights, me, meeting } = view
  if (meeting.state !== 'open' || (!rights.member && floor.length === 0)) return null
  const place = floor.findIndex(({ id }) => id === me) + 1
  return (
    <section className="se-section" aria-labelledby="se-floor">
      <div className="se-line">
        <h2 id="se-floor">{t('session:floor.title')}</h2>
        {rights.member ? (
          <Button
            size="small"
            icon={<HandRight20Regular />}
            aria-pressed={place > 0}
            disabled={change.busy}
            onClick={() => void change.change('floor', { wants: place === 0 })}
          >
            {t(place > 0 ? 'session:floor.leave' : 'session:floor.request')}
          </Button>
        ) : null}
      </div>
      {place > 0 ? <p className="gv-caption">{t('session:floor.place', { place })}</p> : null}
      {floor.length === 0 ? <p className="gv-caption">{t('session:floor.empty')}</p> : null}
      <ol className="se-plain">
        {floor.map(({ id, name }) => (
          <li key={id} className="se-line">
            <span className="se-who">
              <Avatar name={name} />
              {name}
            </span>
            {rights.run ? (
              <button
                type="button"
                className="gv-link"
                aria-label={t('session:floor.giveTo', { name })}
                disabled={change.busy}
                onClick={() => void change.change('floor/given', { person: id })}
              >
                {t('session:floor.give')}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
