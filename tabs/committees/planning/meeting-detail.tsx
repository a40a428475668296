import { Button, Field, Input } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { AdjustChange, PlacementView, PlanShown, PlanView } from '../../../src/committees/planning/plan-view'
import { clockTime } from '../../ui/clock-time'
import { useSession } from '../../ui/session'
import { localDay } from '../../ui/states'
import { TimeInput } from '../../ui/time-input'
import { CadenceField } from './cadence-field'
import { instantAt, localTime } from './calendar-weeks'
import { isMovable, usePlanWords } from './plan-words'
import type { PlanActions } from './use-plan'

interface DetailProps {
  readonly view: PlanView
  readonly plan: PlanShown
  readonly placement: PlacementView
  readonly mayChange: boolean
  readonly actions: PlanActions
}

/** One meeting: when and where, why there, and what can be done with it. */
export const MeetingDetail = (props: DetailProps) => {
  const { t } = useSession()
  const { plan, placement } = props
  const words = usePlanWords(plan)
  const { body, start, end, room, attendance, held } = placement
  const detail = useRef<HTMLElement>(null)
  // Below the calendar where the page is narrow, and above what was read last beside it.
  useEffect(() => {
    // What a browser returns here, a promise in newer ones, is no clean-up.
    detail.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section className="pl-detail" ref={detail}>
      <p className="gv-caption">{t('planning:detail.selected')}</p>
      <h2>{words.titleOf(body)}</h2>
      <p className="pl-when">{words.when(start, end)}</p>
      <p className="gv-caption">
        {held === 'moved' ? words.roomOf(room) : t('planning:detail.facts', { room: words.roomOf(room), attendance })}
        {held === 'plan' ? '' : ` · ${t(`planning:held.${held}`)}`}
        {placement.change ? ` · ${t(`planning:change.${placement.change}`)}` : ''}
      </p>
      {held === 'moved' ? <p>{t('planning:why.moved')}</p> : <WhyHere plan={plan} placement={placement} />}
      {props.view.may.make && isMovable(held) ? <Adjust {...props} /> : null}
    </section>
  )
}

const WhyHere = ({ plan, placement }: { plan: PlanShown; placement: PlacementView }) => {
  const { t } = useSession()
  const words = usePlanWords(plan)
  const { doubtful, lost, broken, ideal, nextBest, held } = placement
  const members = plan.bodies.find(({ code }) => code === placement.body)?.members.length ?? 0
  const blocking = ideal?.blockedBy.map(words.titleOf).join(', ') || t('planning:clash.others')
  const reasons = [
    ...broken.map(words.broken),
    doubtful.length === 0
      ? t('planning:why.everybody')
      : t(doubtful.length < members ? 'planning:why.others' : 'planning:why.nobody', {
          people: doubtful
            .map(({ person, presence }) => `${words.nameOf(person)} (${words.presence(presence)})`)
            .join(', '),
        }),
    ...(lost.unpreferred > 0 ? [t('planning:why.unpreferred')] : []),
    ...(lost.odd > 0 ? [t('planning:why.odd')] : []),
    ...(lost.spread > 0 ? [t('planning:why.spread')] : [t('planning:why.ideal')]),
    ...(ideal ? [t('planning:why.better', { when: words.when(ideal.start), bodies: blocking })] : []),
    ...(nextBest
      ? [t('planning:why.next', { when: words.when(nextBest.start), attendance: nextBest.attendance })]
      : // Of a meeting that somebody has placed, no other slot was looked for.
        held === 'plan'
        ? [t('planning:why.noOther')]
        : []),
  ]
  return (
    <>
      <h3>{t('planning:why.title')}</h3>
      <ul className="pl-reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  )
}

/** Stays while a change is worked out, so that who uses the keyboard is where they were when it is done. */
const Adjust = ({ view, plan, placement, mayChange, actions }: DetailProps) => {
  const { t } = useSession()
  const { id, start, held, body } = placement
  const [typed, setTyped] = useState<{ readonly day?: string; readonly time?: string }>({})
  const { day = localDay(start), time = localTime(start) } = typed
  const change = (asked: AdjustChange): void => {
    if (!mayChange) return
    void actions.change(asked).then(() => setTyped({}))
  }
  const at = clockTime(time)
  const isMoved = at !== null && day !== '' && (day !== localDay(start) || at !== localTime(start))
  return (
    <>
      <p className="pl-buttons">
        <Button
          size="small"
          disabledFocusable={!mayChange}
          onClick={() => change({ kind: held === 'pinned' ? 'unpin' : 'pin', meeting: id })}
        >
          {t(held === 'pinned' ? 'planning:adjust.unpin' : 'planning:adjust.pin')}
        </Button>
        <Button size="small" disabledFocusable={!mayChange} onClick={() => change({ kind: 'exclude', meeting: id })}>
          {t('planning:adjust.exclude')}
        </Button>
      </p>
      <form
        className="pl-move"
        onSubmit={(event) => {
          event.preventDefault()
          if (isMoved) change({ kind: 'move', meeting: id, start: instantAt(day, at) })
        }}
      >
        <Field label={t('planning:adjust.day')}>
          <Input
            type="date"
            size="small"
            min={view.period.from}
            max={view.period.to}
            required
            value={day}
            onChange={(_, { value }) => setTyped({ ...typed, day: value })}
          />
        </Field>
        <Field label={t('planning:adjust.time')}>
          <TimeInput size="small" required value={time} onChange={(value) => setTyped({ ...typed, time: value })} />
        </Field>
        <Button size="small" type="submit" disabledFocusable={!isMoved || !mayChange}>
          {t('planning:adjust.move')}
        </Button>
      </form>
      <CadenceField plan={plan} body={body} onChange={change} />
    </>
  )
}
