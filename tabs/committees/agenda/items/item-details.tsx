import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { AgendaItemView, AgendaView } from '../../../../src/committees/agenda/agenda-view'
import type { SettledState } from '../../../../src/committees/agenda/rules/item-states'
import { isGate } from '../../../../src/committees/rules/gate'
import { pageHref } from '../../../ui/router'
import { useSession } from '../../../ui/session'
import { OptionsList } from '../../arbitration/options-list'
import { ItemExceptions } from '../../item-exceptions'
import { GuestsDialog } from '../dialogs/guests-dialog'
import { OptionsDialog } from '../dialogs/options-dialog'
import { PapersDialog } from '../dialogs/papers-dialog'
import { UploadButton } from '../papers/upload-button'
import type { Upload } from '../papers/use-upload'
import { ItemForm } from './item-form'
import { useSettle } from './use-settle'

type Open = 'edit' | 'options' | 'papers' | 'guests' | null

/** What an item says, with what this person may do about it. */
export const ItemDetails = ({ view, item, upload }: { view: AgendaView; item: AgendaItemView; upload: Upload }) => {
  const { t } = useSession()
  const [open, setOpen] = useState<Open>(null)
  if (open === 'edit') return <ItemForm view={view} item={item} onClose={() => setOpen(null)} />
  return (
    <div className="ag-details">
      <ItemText item={item} />
      <ItemExceptions title={item.title} exceptions={item.exceptions} shownIn={['agenda', view.meeting.meetingKey]} />
      {view.may.edit || item.maySupply ? (
        <div className="ag-actions">
          {view.may.edit ? (
            <Button
              size="small"
              aria-label={t('agenda:item.editOf', { title: item.title })}
              onClick={() => setOpen('edit')}
            >
              {t('agenda:item.edit')}
            </Button>
          ) : null}
          {view.may.edit && item.kind === 'decision' ? (
            <Button
              size="small"
              aria-label={t('committees:arbitration.editOf', { title: item.title })}
              onClick={() => setOpen('options')}
            >
              {t('committees:arbitration.short')}
            </Button>
          ) : null}
          {item.maySupply ? (
            <>
              <Button size="small" onClick={() => setOpen('papers')}>
                {t('agenda:item.supply')}
              </Button>
              <UploadButton item={item} upload={upload} />
            </>
          ) : null}
          {view.may.edit ? (
            <>
              <Button size="small" onClick={() => setOpen('guests')}>
                {t('agenda:item.invite')}
              </Button>
              <SettleButton view={view} item={item} to="postponed" />
              <SettleButton view={view} item={item} to="withdrawn" />
            </>
          ) : null}
        </div>
      ) : null}
      {open === 'options' ? <OptionsDialog view={view} item={item} onClose={() => setOpen(null)} /> : null}
      {open === 'papers' ? <PapersDialog view={view} item={item} onClose={() => setOpen(null)} /> : null}
      {open === 'guests' ? <GuestsDialog view={view} item={item} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

const words = {
  postponed: ['agenda:item.postpone', 'agenda:item.postponeOf'],
  withdrawn: ['agenda:item.withdraw', 'agenda:item.withdrawOf'],
} as const

const SettleButton = ({
  view,
  item,
  to,
}: {
  view: AgendaView
  item: AgendaItemView
  to: Exclude<SettledState, 'accepted'>
}) => {
  const { t } = useSession()
  const { settle, busy } = useSettle(view.meeting.meetingKey)
  const [short, long] = words[to]
  return (
    <Button
      size="small"
      appearance="subtle"
      disabled={busy}
      aria-label={t(long, { title: item.title })}
      onClick={() => void settle(item, to)}
    >
      {t(short)}
    </Button>
  )
}

export const ItemText = ({ item }: { item: AgendaItemView }) => {
  const { t } = useSession()
  const source =
    item.source !== 'person'
      ? t(isGate(item) ? 'agenda:source.gateDecision' : `agenda:source.${item.source}`)
      : item.proposedBy === null
        ? null
        : t('agenda:source.person', { name: item.proposedBy })
  return (
    <>
      {item.question ? (
        <div>
          <h3>{t('agenda:field.question')}</h3>
          <p className="ag-text">{item.question}</p>
        </div>
      ) : null}
      {item.options ? (
        <div>
          <h3>{t('committees:arbitration.options')}</h3>
          <OptionsList view={item.options} />
        </div>
      ) : null}
      {item.background ? (
        <div>
          <h3>{t('agenda:field.background')}</h3>
          <p className="ag-text">{item.background}</p>
        </div>
      ) : null}
      {item.papers.length > 0 ? (
        <div>
          <h3>{t('agenda:papers.title')}</h3>
          <ul>
            {item.papers.map(({ driveItem, name, url }) => (
              <li key={driveItem}>
                <a href={url} target="_blank" rel="noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {item.guests.length > 0 ? (
        <div>
          <h3>{t('agenda:field.guests')}</h3>
          <p>{item.guests.map(({ name }) => name).join(', ')}</p>
        </div>
      ) : null}
      <p className="gv-caption">
        {source}
        {item.project ? (
          <>
            {source === null ? null : ' · '}
            <a href={pageHref(`project/${item.project.code}`)}>
              {item.project.code} {item.project.title}
            </a>
          </>
        ) : null}
      </p>
    </>
  )
}
