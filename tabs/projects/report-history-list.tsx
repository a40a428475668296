import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { TextKey } from '../../src/i18n/text'
import { axes, health, trend } from '../../src/lists/codes'
import { fieldsOf } from '../../src/lists/kit/list'
import { StatusReports } from '../../src/lists/status-reports'
import type { ReportChange, ReportEntry } from '../../src/status/cycle-view'
import { HealthIcon, HealthLabel, healthKey } from '../ui/health'
import { useSession } from '../ui/session'
import { ErrorState, SkeletonRows } from '../ui/states'
import { TrendArrow } from '../ui/trend'
import { useReports } from './use-project'

const SHOWN_FIRST = 4

/** Reports of past cycles, newest first, with what changed since the report before. */
export const ReportHistoryList = ({ number }: { number: string }) => {
  const { t } = useSession()
  const reports = useReports(number)
  const [all, setAll] = useState(false)
  const entries = reports.data?.reports ?? []
  const shown = all ? entries : entries.slice(0, SHOWN_FIRST)
  return (
    <section aria-labelledby="pj-reports">
      <h2 id="pj-reports">{t('project:reports.title')}</h2>
      {reports.error ? <ErrorState error={reports.error} onRetry={() => void reports.refetch()} /> : null}
      {reports.isPending ? <SkeletonRows rows={4} label={t('common:loading')} /> : null}
      {reports.data && entries.length === 0 ? <p className="gv-caption">{t('project:reports.none')}</p> : null}
      <ol className="pj-list">
        {shown.map((report, i) => (
          <ReportItem key={report.cycle} report={report} first={i === entries.length - 1} />
        ))}
      </ol>
      {shown.length < entries.length ? (
        <Button size="small" onClick={() => setAll(true)}>
          {t('project:reports.more', { count: entries.length - shown.length })}
        </Button>
      ) : null}
    </section>
  )
}

const texts = ['comment', 'achieved', 'next', 'issues', 'decisionsRequested'] as const

const ReportItem = ({ report, first }: { report: ReportEntry; first: boolean }) => {
  const { t, format } = useSession()
  const by = report.answeredAt
    ? t('project:reports.by', { name: report.answeredBy ?? '', at: format.dateTime(report.answeredAt) })
    : t(`codes:reportState.${report.state}`)
  return (
    <li className="pj-report">
      <p className="pj-line">
        <b>{report.cycleTitle}</b>
        <HealthLabel health={report.overall} />
        <TrendArrow trend={report.trend} />
        {report.computed && report.computed !== report.overall ? (
          <span className="pj-computed">
            <HealthIcon health={report.computed} />
            {t('portfolio:grid.computed', { health: t(healthKey(report.computed)).toLowerCase() })}
          </span>
        ) : null}
        <span className="gv-caption">{by}</span>
      </p>
      {texts.map((field) =>
        report[field] ? (
          <p key={field}>
            {field === 'comment' ? null : <span className="gv-caption">{t(`fields:StatusReports.${field}`)} </span>}
            {report[field]}
          </p>
        ) : null,
      )}
      {report.sourceRating ? (
        <p className="gv-caption">{t('project:reports.source', { rating: report.sourceRating })}</p>
      ) : null}
      {first ? null : <Changes changes={report.changes} />}
    </li>
  )
}

const Changes = ({ changes }: { changes: readonly ReportChange[] }) => {
  const { t } = useSession()
  if (changes.length === 0) return <p className="gv-caption">{t('project:reports.noChange')}</p>
  return (
    <ul className="pj-changes" aria-label={t('project:reports.changes')}>
      {changes.map((change) => (
        <ChangeItem key={change.field} change={change} />
      ))}
    </ul>
  )
}

const names = fieldsOf(StatusReports).map(([name]) => name)
type ReportField = keyof typeof StatusReports.fields
const isReportField = (name: string): name is ReportField => names.includes(name)
const codedByHealth: readonly string[] = ['overall', 'computedHealth', ...axes]

const ChangeItem = ({ change }: { change: ReportChange }) => {
  const { t, format } = useSession()
  const field: string = isReportField(change.field) ? t(`fields:StatusReports.${change.field}`) : change.field
  const words = (value: string | number | null): string => {
    if (value === null || value === '') return t('project:reports.blank')
    if (typeof value === 'number')
      return change.field === 'forecastCost' ? format.money(value) : `${format.number(value)}\u00a0%`
    const code = health.find((known) => known === value)
    if (codedByHealth.includes(change.field) && code) return t(healthKey(code)).toLowerCase()
    const direction = trend.find((known) => known === value)
    if (direction) return t(`codes:trend.${direction}` satisfies TextKey).toLowerCase()
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value
  }
  if (texts.some((text) => text === change.field)) return <li>{t('project:reports.changedText', { field })}</li>
  return <li>{t('project:reports.change', { field, before: words(change.before), after: words(change.after) })}</li>
}
