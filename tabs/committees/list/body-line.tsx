import type { ReactNode } from 'react'
import type { BodyRow } from '../../../src/committees/bodies-view'
import type { Column } from '../../../src/committees/list/list-state'
import { pageHref } from '../../ui/router'
import { type Session, useSession } from '../../ui/session'

/** One body; its name leads to its page. */
export const BodyLine = ({ row, columns }: { row: BodyRow; columns: readonly Column[] }) => {
  const session = useSession()
  return (
    <tr>
      {columns.map((column) =>
        column === 'title' ? (
          <Title key={column} row={row} />
        ) : (
          <td key={column} className={`cm-col-${column}`}>
            {content(row, column, session)}
          </td>
        ),
      )}
    </tr>
  )
}

const Title = ({ row }: { row: BodyRow }) => {
  const { t } = useSession()
  return (
    <th scope="row" className="cm-col-title">
      <a href={pageHref(`committees/${row.code}`)} title={row.title}>
        {row.title}
      </a>
      {row.dissolved ? <span className="gv-caption"> {t('committees:dissolved')}</span> : null}
    </th>
  )
}

const content = (row: BodyRow, column: Exclude<Column, 'title'>, { t, format }: Session): ReactNode => {
  switch (column) {
    case 'code':
      return row.code
    case 'kind':
      return t(`committees:bodyKind.${row.kind}`)
    case 'level':
      return row.level ? t(`committees:bodyLevel.${row.level}`) : '–'
    case 'programme':
      return row.programme ? <span title={row.programme.title}>{row.programme.title}</span> : '–'
    case 'cadence':
      return row.cadence ? t(`committees:cadence.${row.cadence}`) : '–'
    case 'chair':
      return row.chair ?? t('committees:nobody')
    case 'secretary':
      return row.secretary ?? t('committees:nobodySecretary')
    case 'members':
      return (
        <>
          {t('committees:members.voters', { count: row.voters })}
          {row.advisers > 0 ? (
            <span className="gv-caption"> {t('committees:members.advisers', { count: row.advisers })}</span>
          ) : null}
        </>
      )
    case 'next':
      return row.nextMeeting ? (
        format.dateTime(row.nextMeeting)
      ) : (
        <span className="gv-caption">{t('committees:next.none')}</span>
      )
  }
}
