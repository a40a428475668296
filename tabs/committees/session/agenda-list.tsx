import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { Play16Filled } from '@fluentui/react-icons/svg/play'
import { useState } from 'react'
import type { SessionItem, SessionView } from '../../../src/committees/session/session-view'
import { useSession } from '../../ui/session'
import { Unbroken } from '../../ui/unbroken'
import { itemClock } from './clock'
import type { Change } from './use-meeting'

/** As many items stand above what is written about one of them without pushing it out of sight. */
const BRIEF = 4

/**
 * The agenda with its clock. Whoever runs the meeting goes to an item by pressing it; others look at it. Of a long one, the item that is
 * shown and the next stand there until somebody asks for all.
 */
export const AgendaList = ({
  view,
  change,
  now,
  shown,
  onShow,
}: {
  view: SessionView
  change: Change
  now: number
  shown: string | null
  onShow: (key: string) => void
}) => {
  const { t } = useSession()
  const { items, meeting, rights } = view
  const [whole, setWhole] = useState(false)
  const moves = rights.run && meeting.state === 'open'
  const at = items.findIndex(({ key }) => key === shown)
  const isLong = meeting.state === 'open' && at >= 0 && items.length > BRIEF
  const press = (item: SessionItem): void => {
    onShow(item.key)
    setWhole(false)
    if (moves) void change.change('current', { item: item.serial }).then(() => onShow(item.key))
  }
  return (
    <section className="se-section" aria-labelledby="se-agenda">
      <h2 id="se-agenda">{t('session:agenda.title')}</h2>
      {items.length === 0 ? <p className="gv-caption">{t('session:agenda.empty')}</p> : null}
      <ol className="se-agenda">
        {items.map((item, index) => (
          <li
            key={item.key}
            hidden={isLong && !whole && index !== at && index !== at + 1}
            aria-current={item.key === meeting.currentItem ? 'step' : undefined}
          >
            <button
              type="button"
              className={item.key === shown ? 'se-item se-item-shown' : 'se-item'}
              aria-pressed={item.key === shown}
              aria-label={t(moves ? 'session:agenda.go' : 'session:agenda.show', {
                rank: index + 1,
                title: item.title,
              })}
              onClick={() => press(item)}
            >
              <ItemMark item={item} current={meeting.currentItem} />
              <span className="se-item-title">
                {index + 1}. <Unbroken text={item.title} />
              </span>
              <ItemTime item={item} now={now} />
            </button>
          </li>
        ))}
      </ol>
      {isLong ? (
        <button type="button" className="gv-link" onClick={() => setWhole(!whole)}>
          {whole ? t('session:agenda.brief') : t('session:agenda.whole', { count: items.length })}
        </button>
      ) : null}
    </section>
  )
}

const ItemMark = ({ item, current }: { item: SessionItem; current: string | null }) => {
  if (item.key === current) return <Play16Filled className="se-now" aria-hidden />
  if (item.state === 'done') return <CheckmarkCircle16Filled className="se-done" aria-hidden />
  return <span aria-hidden />
}

const ItemTime = ({ item, now }: { item: SessionItem; now: number }) => {
  const { t } = useSession()
  const clock = itemClock(item, now)
  if (!clock)
    return (
      <span className="gv-caption gv-num">
        {item.minutes === null ? null : t('session:agenda.minutes', { minutes: item.minutes })}
      </span>
    )
  const isRunning = item.endedAt === null
  return (
    <span className={isRunning ? 'se-clock se-clock-on' : 'se-clock'}>
      <span className="gv-num">{clock.elapsed}</span>
      {isRunning && clock.left !== null ? (
        <span className="gv-caption">
          {clock.left >= 0
            ? t('session:agenda.left', { minutes: clock.left })
            : t('session:agenda.overBy', { minutes: -clock.left })}
        </span>
      ) : null}
    </span>
  )
}
