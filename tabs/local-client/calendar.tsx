import { useEffect, useState } from 'react'
import type { MeetingRow, MeetingsView } from '../../src/committees/meetings/meetings-view'
import { useClient } from './client-session'
import { addressOf } from './place'

/** The meetings that the chosen person is asked to, as their calendar would show them. */
export const Calendar = () => {
  const { t, tenant, persona } = useClient()
  const [rows, setRows] = useState<readonly MeetingRow[] | 'failed' | null>(null)
  useEffect(() => {
    let stale = false
    const read = async (): Promise<readonly MeetingRow[]> => {
      const token = await tenant.token(persona.id)
      const answer = await fetch('/api/meetings', { headers: { Authorization: `Bearer ${token}` } })
      if (!answer.ok) throw new Error(`meetings: ${answer.status}`)
      const view: MeetingsView = await answer.json()
      return view.rows.filter(({ mine, form }) => mine && form === 'meeting')
    }
    read().then(
      (found) => stale || setRows(found),
      () => stale || setRows('failed'),
    )
    return () => {
      stale = true
    }
  }, [tenant, persona])
  return (
    <section className="lc-calendar">
      <h1>{t('client:calendar.title')}</h1>
      {rows === null ? <p role="status">{t('common:loading')}</p> : null}
      {rows === 'failed' ? <p role="alert">{t('common:error.unreachable')}</p> : null}
      {Array.isArray(rows) && rows.length === 0 ? <p>{t('client:calendar.empty')}</p> : null}
      {Array.isArray(rows) ? (
        <ul>
          {rows.map((row) => (
            <MeetingLine key={row.meetingKey} row={row} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const MeetingLine = ({ row }: { row: MeetingRow }) => {
  const { t, format } = useClient()
  return (
    <li>
      <span className="gv-num">{row.startsAt ? format.dateTime(row.startsAt) : ''}</span>
      <span>
        {row.bodyTitle}
        <span className="gv-caption"> {row.title}</span>
      </span>
      <a href={addressOf({ kind: 'call', meeting: row.meetingKey })}>
        {t('client:calendar.join')}
        <span className="gv-visually-hidden"> {row.bodyTitle}</span>
      </a>
    </li>
  )
}
