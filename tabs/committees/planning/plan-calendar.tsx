import { LockClosed12Regular } from '@fluentui/react-icons/svg/lock-closed'
import { Pin12Filled } from '@fluentui/react-icons/svg/pin'
import { Warning12Filled } from '@fluentui/react-icons/svg/warning'
import { useState } from 'react'
import type { PlacementView, PlanShown, PlanView } from '../../../src/committees/planning/plan-view'
import { useSession } from '../../ui/session'
import { type CalendarDay, calendarWeeks, fillOf, instantAt, localTime } from './calendar-weeks'
import { isMovable, usePlanWords } from './plan-words'

interface CalendarProps {
  readonly view: PlanView
  readonly plan: PlanShown
  readonly placements: readonly PlacementView[]
  readonly selected: string | null
  readonly onSelect: (id: string) => void
  /** Absent for those who may not move meetings. */
  readonly onMove?: (id: string, start: string) => void
}

/** Weeks by days. A meeting is dragged to another day, where it keeps its time; the form beside the calendar does the same. */
export const PlanCalendar = ({ view, plan, placements, ...rest }: CalendarProps) => {
  const { t, locale } = useSession()
  const weeks = calendarWeeks(view.period, placements, plan.holidays)
  const weekday = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-BE' : 'en-GB', { timeZone: 'UTC', weekday: 'long' })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="pl-scroll" aria-label={t('planning:calendar.label')} tabIndex={0}>
      <table className="pl-calendar">
        <thead>
          <tr>
            <th scope="col" className="pl-week">
              {t('planning:calendar.week')}
            </th>
            {(weeks[0]?.days ?? []).map(({ day }) => (
              <th scope="col" key={day}>
                {weekday.format(new Date(`${day}T12:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ monday, days }) => (
            <tr key={monday}>
              <th scope="row" className="pl-week">
                {shortDay(monday)}
              </th>
              {days.map((day) => (
                <DayCell key={day.day} day={day} plan={plan} {...rest} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const shortDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`

type CellProps = Pick<CalendarProps, 'plan' | 'selected' | 'onSelect' | 'onMove'>

const DayCell = ({ day, plan, selected, onSelect, onMove }: CellProps & { day: CalendarDay }) => {
  const { t } = useSession()
  const [isOver, setOver] = useState(false)
  const isOpen = day.isInPeriod && !day.isHoliday
  const drop = (dragged: string): void => {
    const placement = plan.placements.find(({ id }) => id === dragged)
    if (!placement || !onMove) return
    const start = instantAt(day.day, localTime(placement.start))
    if (start !== placement.start) onMove(dragged, start)
  }
  const state = !day.isInPeriod ? 'pl-outside' : day.isHoliday ? 'pl-holiday' : isOver ? 'pl-over' : ''
  return (
    <td
      className={state}
      {...(onMove && isOpen
        ? {
            onDragOver: (event) => {
              event.preventDefault()
              setOver(true)
            },
            onDragLeave: () => setOver(false),
            onDrop: (event) => {
              event.preventDefault()
              setOver(false)
              drop(event.dataTransfer.getData('text/plain'))
            },
          }
        : {})}
    >
      <span className="pl-day">
        {shortDay(day.day)}
        {day.isHoliday && day.isInPeriod ? ` · ${t('planning:calendar.holiday')}` : ''}
      </span>
      {day.placements.length > 0 ? (
        <ul>
          {day.placements.map((placement) => (
            <li key={placement.id}>
              <MeetingChip
                placement={placement}
                plan={plan}
                isSelected={placement.id === selected}
                onSelect={onSelect}
                isMovable={onMove !== undefined && isMovable(placement.held)}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </td>
  )
}

const MeetingChip = ({
  placement,
  plan,
  isSelected,
  isMovable,
  onSelect,
}: {
  placement: PlacementView
  plan: PlanShown
  isSelected: boolean
  isMovable: boolean
  onSelect: (id: string) => void
}) => {
  const { t } = useSession()
  const words = usePlanWords(plan)
  const { id, body, start, end, held, attendance, broken } = placement
  const label = [
    t('planning:chip.label', { title: words.titleOf(body), when: words.when(start, end), attendance }),
    ...(held === 'pinned' ? [t('planning:held.pinned')] : []),
    ...(held === 'stands' || held === 'moved' ? [t(`planning:held.${held}`)] : []),
    ...(broken.length > 0 ? [t('planning:chip.conflict')] : []),
  ].join(', ')
  return (
    <button
      type="button"
      className={`pl-chip pl-${fillOf(attendance)}`}
      aria-pressed={isSelected}
      aria-label={label}
      title={label}
      draggable={isMovable}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', id)}
      onClick={() => onSelect(id)}
    >
      <span className="pl-title">
        <span className="pl-time">{localTime(start)}</span> {words.shortOf(body)}
      </span>
      {broken.length > 0 ? <Warning12Filled className="gv-amber" aria-hidden /> : null}
      {held === 'pinned' ? <Pin12Filled aria-hidden /> : null}
      {held === 'stands' || held === 'moved' ? <LockClosed12Regular aria-hidden /> : null}
    </button>
  )
}
