import { Button } from '@fluentui/react-components'
import { Settings20Regular } from '@fluentui/react-icons/svg/settings'
import { navigate } from '../ui/router'
import { useSession } from '../ui/session'

export const SettingsButton = () => {
  const { t } = useSession()
  return (
    <Button
      icon={<Settings20Regular />}
      aria-label={t('settings:open')}
      title={t('settings:open')}
      onClick={() => navigate('settings')}
    />
  )
}
