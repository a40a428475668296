import { useEffect } from 'react'
import { statusTexts } from '../i18n/status-texts'
import { useSession } from '../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows } from '../ui/states'
import { WithTexts } from '../ui/with-texts'
import { SettingsForm } from './settings-form'
import './settings.css'
import { useSettings } from './use-settings'

/** The settings of the organisation, for the officer: when cycles open, who is reminded when, and in which language. */
export const SettingsPage = () => (
  <WithTexts bundles={statusTexts}>
    <Organisation />
  </WithTexts>
)

const Organisation = () => {
  const { t } = useSession()
  const settings = useSettings()
  useEffect(() => {
    document.title = t('settings:title')
  }, [t])
  if (!settings.data && settings.error)
    return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <SkeletonRows rows={14} label={t('common:loading')} />
  return (
    <main className="st-page">
      {settings.error ? <OutdatedBanner at={settings.dataUpdatedAt} onRetry={() => void settings.refetch()} /> : null}
      <SettingsForm view={settings.data} />
    </main>
  )
}
