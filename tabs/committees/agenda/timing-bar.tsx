import { Warning16Regular } from '@fluentui/react-icons/svg/warning'
import type { AgendaItemView, AgendaTiming } from '../../../src/committees/agenda/agenda-view'
import { useSession } from '../../ui/session'

/** The length of each item against that of the meeting; what is too long is said in words, too. */
export const TimingBar = ({ items, timing }: { items: readonly AgendaItemView[]; timing: AgendaTiming }) => {
  const { t } = useSession()
  const { planned, available, over } = timing
  const whole = Math.max(planned, available ?? planned, 1)
  const words =
    available === null
      ? t('agenda:timing.planned', { planned })
      : t(over > 0 ? 'agenda:timing.over' : 'agenda:timing.fits', { planned, available, over })
  return (
    <div className={over > 0 ? 'ag-timing ag-timing-over' : 'ag-timing'}>
      <p>
        {over > 0 ? <Warning16Regular aria-hidden /> : null}
        {words}
      </p>
      <div className="ag-bar" role="img" aria-label={`${t('agenda:timing.label')}, ${words}`}>
        {items.map(({ key, title, minutes }) => (
          <i key={key} title={title} style={{ width: `${((minutes ?? 0) / whole) * 100}%` }} />
        ))}
        {over > 0 && available !== null ? <b style={{ left: `${(available / whole) * 100}%` }} /> : null}
      </div>
    </div>
  )
}
