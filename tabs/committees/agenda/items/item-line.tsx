import { Badge } from '@fluentui/react-components'
import { Attach16Regular } from '@fluentui/react-icons/svg/attach'
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { People16Regular } from '@fluentui/react-icons/svg/people'
import { ReOrder20Regular } from '@fluentui/react-icons/svg/re-order'
import { Warning16Regular } from '@fluentui/react-icons/svg/warning'
import { type KeyboardEvent, useId, useState } from 'react'
import type { AgendaItemView, AgendaView } from '../../../../src/committees/agenda/agenda-view'
import { useSession } from '../../../ui/session'
import { Unbroken } from '../../../ui/unbroken'
import { UploadProgress } from '../papers/upload-progress'
import { useUpload } from '../papers/use-upload'
import { ItemDetails } from './item-details'
import type { Drag } from './use-order'

interface LineProps {
  readonly view: AgendaView
  readonly item: AgendaItemView
  readonly number: number
  readonly total: number
  /** To a position counted from 0; absent where the order is not this person's. */
  readonly onMove: ((to: number) => void) | undefined
  readonly drag: Drag
}

/** One item of the agenda: a line that opens to what it says. */
export const ItemLine = ({ view, item, number, total, onMove, drag }: LineProps) => {
  const { t, format } = useSession()
  const [open, setOpen] = useState(false)
  const details = useId()
  const upload = useUpload(view.meeting.meetingKey, item)
  const { drop } = upload
  const Chevron = open ? ChevronDown16Regular : ChevronRight16Regular
  return (
    <li
      className={`ag-item${drag.dragged === item.key ? ' ag-item-dragged' : ''}${upload.over ? ' ag-item-drop' : ''}`}
      onDragOver={(event) => {
        if (onMove) drag.over(event, item.key)
        drop?.onDragOver(event)
      }}
      onDragLeave={drop?.onDragLeave}
      onDrop={(event) => {
        if (onMove) event.preventDefault()
        drop?.onDrop(event)
      }}
    >
      <div className="ag-line">
        {onMove ? <Handle item={item} number={number} total={total} onMove={onMove} drag={drag} /> : null}
        <span className="ag-number">{number}.</span>
        <div className="ag-what">
          <button
            type="button"
            className="ag-title"
            aria-expanded={open}
            aria-controls={details}
            onClick={() => setOpen(!open)}
          >
            <Chevron aria-hidden />
            <span>
              <Unbroken text={item.title} />
            </span>
          </button>
          <p className="gv-caption ag-meta">
            <Badge
              appearance={item.kind === 'decision' ? 'filled' : 'outline'}
              color={item.kind === 'decision' ? 'brand' : 'informative'}
              size="small"
            >
              {t(`agenda:kind.${item.kind}`)}
            </Badge>
            <span>{item.presenter?.name ?? t('agenda:item.noPresenter')}</span>
            <Marks item={item} />
            <span role="status">{upload.over ? t('agenda:item.drop') : null}</span>
          </p>
          <UploadProgress upload={upload} />
        </div>
        <span className="ag-time">
          <b>{item.startsAt === null ? '–' : format.time(item.startsAt)}</b>
          <span className="gv-caption">{t('agenda:minutes', { count: item.minutes ?? 0 })}</span>
        </span>
      </div>
      <div id={details} hidden={!open}>
        {open ? <ItemDetails view={view} item={item} upload={upload} /> : null}
      </div>
    </li>
  )
}

export const Marks = ({ item }: { item: AgendaItemView }) => {
  const { t } = useSession()
  return (
    <>
      {item.papers.length > 0 ? (
        <span className="ag-mark">
          <Attach16Regular aria-hidden />
          {t('agenda:item.papers', { count: item.papers.length })}
        </span>
      ) : item.needsPaper ? (
        <span className="ag-mark ag-missing">
          <Warning16Regular aria-hidden />
          {t('agenda:item.noPaper')}
        </span>
      ) : null}
      {item.guests.length > 0 ? (
        <span className="ag-mark">
          <People16Regular aria-hidden />
          {t('agenda:item.guests', { count: item.guests.length })}
        </span>
      ) : null}
      {item.etag === '' ? <span>{t('agenda:item.saving')}</span> : null}
    </>
  )
}

const Handle = ({
  item,
  number,
  total,
  onMove,
  drag,
}: Omit<LineProps, 'view' | 'onMove'> & { onMove: (to: number) => void }) => {
  const { t } = useSession()
  const onKeyDown = (event: KeyboardEvent): void => {
    const targets: Record<string, number> = { ArrowUp: number - 2, ArrowDown: number, Home: 0, End: total - 1 }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    if (target >= 0 && target < total) onMove(target)
  }
  return (
    <button
      type="button"
      className="ag-handle"
      draggable
      title={t('agenda:item.moveHint')}
      aria-label={t('agenda:item.move', { number, title: item.title })}
      aria-description={t('agenda:item.moveHint')}
      onKeyDown={onKeyDown}
      onDragStart={(event) => drag.start(event, item.key)}
      onDragEnd={drag.end}
    >
      <ReOrder20Regular aria-hidden />
    </button>
  )
}
