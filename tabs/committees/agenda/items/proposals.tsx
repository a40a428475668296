import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { AgendaItemView, AgendaView } from '../../../../src/committees/agenda/agenda-view'
import type { SettledState } from '../../../../src/committees/agenda/rules/item-states'
import type { TextKey } from '../../../../src/i18n/text'
import { useSession } from '../../../ui/session'
import { ItemExceptions } from '../../item-exceptions'
import { ItemText } from './item-details'
import { Marks } from './item-line'
import { useSettle } from './use-settle'

/** What waits to be accepted: judged by who keeps the agenda, seen by the others. */
export const Proposals = ({ view }: { view: AgendaView }) => {
  const { t } = useSession()
  if (view.proposals.length === 0 && !view.may.edit) return null
  return (
    <section className="ag-proposals" aria-labelledby="ag-proposals">
      <h2 id="ag-proposals">
        {t('agenda:proposals.title')} <span className="gv-caption">{view.proposals.length || null}</span>
      </h2>
      {view.proposals.length === 0 ? <p className="gv-caption">{t('agenda:proposals.none')}</p> : null}
      <ul>
        {view.proposals.map((item) => (
          <Waiting key={item.key} view={view} item={item}>
            <Verb
              view={view}
              item={item}
              to="accepted"
              short="agenda:item.accept"
              long="agenda:item.acceptOf"
              primary
            />
            <Verb view={view} item={item} to="postponed" short="agenda:item.postpone" long="agenda:item.postponeOf" />
            <Verb view={view} item={item} to="withdrawn" short="agenda:item.refuse" long="agenda:item.refuseOf" />
          </Waiting>
        ))}
      </ul>
    </section>
  )
}

/** What was put off or withdrawn, folded away; it can come back. */
export const Aside = ({ view }: { view: AgendaView }) => {
  const { t } = useSession()
  if (view.aside.length === 0) return null
  return (
    <details className="cm-details">
      <summary>
        {t('agenda:aside.title')} ({view.aside.length})
      </summary>
      <ul>
        {view.aside.map((item) => (
          <Waiting key={item.key} view={view} item={item} state>
            <Verb view={view} item={item} to="accepted" short="agenda:item.takeBack" long="agenda:item.takeBackOf" />
          </Waiting>
        ))}
      </ul>
    </details>
  )
}

const Waiting = ({
  view,
  item,
  state = false,
  children,
}: {
  view: AgendaView
  item: AgendaItemView
  state?: boolean
  children: ReactNode
}) => {
  const { t } = useSession()
  return (
    <li className="ag-waiting">
      <details>
        <summary>
          <span>{item.title}</span>
          <span className="gv-caption ag-meta">
            {state ? <b>{t(`agenda:state.${item.state}`)}</b> : null}
            <span>{t(`agenda:kind.${item.kind}`)}</span>
            <span>{item.presenter?.name ?? t('agenda:item.noPresenter')}</span>
            <span>{t('agenda:minutes', { count: item.minutes ?? 0 })}</span>
            <Marks item={item} />
          </span>
        </summary>
        <div className="ag-details">
          <ItemText item={item} />
          <ItemExceptions
            title={item.title}
            exceptions={item.exceptions}
            shownIn={['agenda', view.meeting.meetingKey]}
          />
        </div>
      </details>
      {view.may.edit ? <div className="ag-actions">{children}</div> : null}
    </li>
  )
}

const Verb = ({
  view,
  item,
  to,
  short,
  long,
  primary = false,
}: {
  view: AgendaView
  item: AgendaItemView
  to: SettledState
  short: TextKey
  long: TextKey
  primary?: boolean
}) => {
  const { t } = useSession()
  const { settle, busy } = useSettle(view.meeting.meetingKey)
  return (
    <Button
      size="small"
      appearance={primary ? 'primary' : 'secondary'}
      disabled={busy || item.etag === ''}
      aria-label={t(long, { title: item.title })}
      onClick={() => void settle(item, to)}
    >
      {t(short)}
    </Button>
  )
}
