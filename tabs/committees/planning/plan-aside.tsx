import { Button } from '@fluentui/react-components'
import type { PlacementView, PlanShown, PlanView } from '../../../src/committees/planning/plan-view'
import { useSession } from '../../ui/session'
import { CadenceField } from './cadence-field'
import { MeetingDetail } from './meeting-detail'
import { usePlanWords } from './plan-words'
import type { PlanActions } from './use-plan'

/** The meeting that was chosen, what cannot be placed, and what changed since the version before. */
export const PlanAside = ({
  view,
  plan,
  chosen,
  mayChange,
  actions,
}: {
  view: PlanView
  plan: PlanShown
  chosen: PlacementView | null
  mayChange: boolean
  actions: PlanActions
}) => {
  const { t, format } = useSession()
  return (
    <aside className="pl-aside" aria-label={t('planning:aside.label')}>
      {chosen ? (
        <MeetingDetail key={chosen.id} {...{ view, plan, mayChange, actions }} placement={chosen} />
      ) : (
        <p className="gv-caption">{t('planning:detail.none')}</p>
      )}
      <Unplaced plan={plan} mayChange={mayChange} actions={actions} />
      <OnDemand plan={plan} mayChange={mayChange} actions={actions} />
      <Difference plan={plan} mayChange={mayChange} actions={actions} />
      {plan.unread.length > 0 ? (
        <section>
          <h2>{t('planning:unread.title', { count: plan.unread.length })}</h2>
          <p className="gv-caption">{t('planning:unread.about')}</p>
          <p>{plan.unread.map(({ name }) => name).join(', ')}</p>
        </section>
      ) : null}
      <p className="gv-caption">
        {plan.calendarsReadAt ? t('planning:calendars.read', { at: format.dateTime(plan.calendarsReadAt) }) : null}{' '}
        {t('planning:nothingSent')}
      </p>
    </aside>
  )
}

interface PartProps {
  readonly plan: PlanShown
  readonly mayChange: boolean
  readonly actions: PlanActions
}

/** Which people and rules clash, and the cheapest ways out, each applied by one click. */
const Unplaced = ({ plan, mayChange, actions }: PartProps) => {
  const { t } = useSession()
  const words = usePlanWords(plan)
  if (plan.unplaced.length === 0) return null
  return (
    <section>
      <h2>{t('planning:unplaced.title', { count: plan.unplaced.length })}</h2>
      <ul className="pl-cards">
        {plan.unplaced.map(({ id, body, clash, relaxations }, at) => (
          <li key={id}>
            <h3>{words.titleOf(body)}</h3>
            <ul className="pl-reasons">
              {clash.map((rule) => (
                <li key={JSON.stringify(rule)}>{words.clash(rule)}</li>
              ))}
            </ul>
            {relaxations.slice(0, 2).map((option) => (
              <p className="pl-option" key={option.option}>
                <span>{words.relaxation(option)}</span>
                {mayChange ? (
                  <Button
                    size="small"
                    disabled={actions.sending}
                    onClick={() => void actions.change({ kind: 'relax', meeting: id, option: option.option })}
                    aria-label={t('planning:relax.applyTo', {
                      title: words.titleOf(body),
                      change: words.given(option),
                    })}
                  >
                    {t('planning:relax.apply')}
                  </Button>
                ) : null}
              </p>
            ))}
            {relaxations.length === 0 ? <p className="gv-caption">{t('planning:relax.none')}</p> : null}
            {mayChange && plan.unplaced.findIndex((other) => other.body === body) === at ? (
              <CadenceField
                plan={plan}
                body={body}
                title={words.titleOf(body)}
                disabled={actions.sending}
                onChange={(asked) => void actions.change(asked)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Bodies that meet when somebody asks: a cadence can be tried for them too. */
const OnDemand = ({ plan, mayChange, actions }: PartProps) => {
  const { t } = useSession()
  if (!mayChange || plan.onDemand.length === 0) return null
  return (
    <details className="pl-difference">
      <summary>{t('planning:onDemand.title', { count: plan.onDemand.length })}</summary>
      <p className="gv-caption">{t('planning:onDemand.about')}</p>
      <ul className="pl-cards">
        {plan.onDemand.map(({ code, title }) => (
          <li key={code}>
            <h3>{title}</h3>
            <CadenceField
              plan={plan}
              body={code}
              title={title}
              disabled={actions.sending}
              onChange={(asked) => void actions.change(asked)}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}

const MOST_LINES = 12

/** Every meeting that another plan holds elsewhere, in another room, anew or no more; a long list is opened by a press. */
const Difference = ({ plan, mayChange, actions }: PartProps) => {
  const { t, format } = useSession()
  const words = usePlanWords(plan)
  const { difference } = plan
  if (!difference) return null
  const { moved, added, dropped, attendance } = difference
  const counts = { added: added.length, dropped: dropped.length }
  const lines = [
    ...moved.map(({ id, body, from, to, rooms }) => {
      const [before, after] = rooms ? [` (${words.roomOf(rooms.from)})`, ` (${words.roomOf(rooms.to)})`] : ['', '']
      const places = { from: `${words.when(from)}${before}`, to: `${words.when(to)}${after}` }
      return [`moved ${id}`, t('planning:difference.moved', { title: words.titleOf(body), ...places })] as const
    }),
    ...(['added', 'dropped'] as const).flatMap((kind) =>
      difference[kind].map(({ id, body, start }) => {
        const values = { title: words.titleOf(body), when: words.when(start) }
        return [`${kind} ${id}`, t(`planning:difference.${kind}`, values)] as const
      }),
    ),
  ]
  return (
    <details className="pl-difference" open={lines.length > 0 && lines.length <= MOST_LINES}>
      <summary>
        {moved.length === 0 ? t('planning:difference.none') : t('planning:difference.title', { count: moved.length })}
      </summary>
      <p className="gv-caption">
        {attendance === null
          ? t('planning:difference.counts', counts)
          : t('planning:difference.summary', {
              ...counts,
              points: `${attendance > 0 ? '+' : ''}${format.number(attendance, 1)}`,
              count: Math.abs(attendance),
            })}
      </p>
      <ul>
        {lines.map(([key, text]) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {mayChange ? (
        <button type="button" className="gv-link" onClick={() => void actions.change({ kind: 'undo' })}>
          {t('planning:difference.undo')}
        </button>
      ) : null}
    </details>
  )
}
