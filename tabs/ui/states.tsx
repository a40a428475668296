import { Button } from '@fluentui/react-components'
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError } from '../api/client'
import { useSession } from './session'

/** Nothing to show, and what to do about it. */
export const EmptyState = ({ text, children }: { text: string; children?: ReactNode }) => (
  <div className="gv-state" role="status">
    <p>{text}</p>
    {children}
  </div>
)

/** What failed, what is safe, what to do, and the id that support asks for. */
export const ErrorState = ({ error, onRetry }: { error: Error; onRetry?: () => void }) => {
  const { t } = useSession()
  const refusal = error instanceof ApiError ? error : null
  const message = refusal?.message || t(refusal?.status === 0 ? 'common:error.unreachable' : 'common:error.page')
  return (
    <div className="gv-state" role="alert">
      <ErrorCircle20Regular className="gv-red" aria-hidden />
      <p>{message}</p>
      <p className="gv-caption">{t('common:error.safe')}</p>
      {refusal?.requestId ? <p className="gv-caption">{t('common:error.request', { id: refusal.requestId })}</p> : null}
      {onRetry ? <Button onClick={onRetry}>{t('common:action.retry')}</Button> : null}
    </div>
  )
}

/** Data stays visible while SharePoint does not answer. */
export const StaleBanner = ({ syncedAt }: { syncedAt: string | null }) => {
  const { t, format } = useSession()
  return (
    <div className="gv-stale" role="status">
      <ErrorCircle20Regular aria-hidden />
      {syncedAt === null
        ? t('common:stale.never')
        : t('common:stale.since', { date: format.date(localDay(syncedAt)), time: format.time(syncedAt) })}
    </div>
  )
}

/** The page could not be read again: what it shows is from `at` (milliseconds since 1970) and stays there. */
export const OutdatedBanner = ({ at, onRetry }: { at: number; onRetry: () => void }) => {
  const { t, format } = useSession()
  return (
    <div className="gv-stale" role="status">
      <ErrorCircle20Regular aria-hidden />
      {t('common:outdated', { at: format.dateTime(new Date(at).toISOString()) })}{' '}
      <button type="button" className="gv-link" onClick={onRetry}>
        {t('common:action.retry')}
      </button>
    </div>
  )
}

/** Day in Brussels of an instant, as `yyyy-MM-dd`. */
export const localDay = (instant: string | Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' }).format(new Date(instant))

/** Rows of the real height while a page loads; words appear only when it takes long. */
export const SkeletonRows = ({ rows, label }: { rows: number; label: string }) => {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 3_000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="gv-skeleton" aria-busy="true">
      <p role="status" className={slow ? 'gv-caption' : 'gv-visually-hidden'}>
        {label}
      </p>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
        <div key={i} className="gv-skeleton-row" aria-hidden="true">
          <i style={{ width: `${28 + ((i * 37) % 24)}%` }} />
          <i style={{ width: '8%' }} />
          <i style={{ width: '10%' }} />
          <i style={{ width: '14%' }} />
        </div>
      ))}
    </div>
  )
}
