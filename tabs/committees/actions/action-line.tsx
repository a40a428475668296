import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark'
import { Warning16Regular } from '@fluentui/react-icons/svg/warning'
import type { ActionRow } from '../../../src/committees/actions/actions-view'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { useActionEdit } from './use-action-edit'

/** One action with what can be answered at once. */
export const ActionLine = ({ row, onEdit }: { row: ActionRow; onEdit: () => void }) => {
  const { t, format } = useSession()
  return (
    <tr>
      <td className="fu-col-number gv-num">{row.number}</td>
      <th scope="row" className="fu-col-title">
        {row.title}
        {row.reason ? <span className="gv-caption fu-reason">{row.reason}</span> : null}
      </th>
      <td className="fu-col-owner">{row.ownerName ?? t('followUp:action.nobody')}</td>
      <td className="fu-col-due gv-num">
        {row.dueOn ? format.date(row.dueOn) : '–'}
        {row.firstDueOn && row.firstDueOn !== row.dueOn ? (
          <span className="gv-caption fu-reason">
            {t('followUp:action.postponed', { date: format.date(row.firstDueOn) })}
          </span>
        ) : null}
      </td>
      <td className="fu-col-state">
        <State row={row} />
      </td>
      <td className="fu-col-body" title={row.bodyTitle ?? undefined}>
        {row.body && row.bodyTitle ? <a href={pageHref(`committees/${row.body}`)}>{row.bodyTitle}</a> : '–'}
      </td>
      <td className="fu-col-actions cm-row-actions">{row.mayEdit ? <Answers row={row} onEdit={onEdit} /> : null}</td>
    </tr>
  )
}

const State = ({ row }: { row: ActionRow }) => {
  const { t } = useSession()
  if (row.state === 'done')
    return (
      <span className="fu-result fu-adopted">
        <Checkmark16Regular aria-hidden />
        {t('followUp:state.done')}
      </span>
    )
  if (row.daysLate > 0)
    return (
      <span className="fu-result fu-conditional">
        <Warning16Regular aria-hidden />
        <span>
          {t('followUp:action.late', { count: row.daysLate })}
          {row.escalated ? <span className="gv-caption fu-reason">{t('followUp:action.escalated')}</span> : null}
        </span>
      </span>
    )
  return <>{t(`followUp:state.${row.state}`)}</>
}

const Answers = ({ row, onEdit }: { row: ActionRow; onEdit: () => void }) => {
  const { t } = useSession()
  const edit = useActionEdit()
  const { number } = row
  if (row.state !== 'open')
    return (
      <button
        type="button"
        className="gv-link"
        aria-label={t('followUp:action.reopenOf', { number })}
        disabled={edit.isPending}
        onClick={() => edit.mutate({ row, change: { state: 'open' } })}
      >
        {t('followUp:action.reopen')}
      </button>
    )
  return (
    <>
      <button
        type="button"
        className="gv-link"
        aria-label={t('followUp:action.doneOf', { number })}
        disabled={edit.isPending}
        onClick={() => edit.mutate({ row, change: { state: 'done' } })}
      >
        {t('followUp:action.done')}
      </button>
      <button type="button" className="gv-link" aria-label={t('followUp:action.editOf', { number })} onClick={onEdit}>
        {t('followUp:action.edit')}
      </button>
    </>
  )
}
