import { Button } from '@fluentui/react-components'
import type { Language } from '../i18n/load-texts'

/** Shown when the service runs without a local tenant, or does not answer. */
export const Unavailable = ({ language: { t }, onRetry }: { language: Language; onRetry: () => void }) => (
  <main className="gv-state">
    <h1>{t('client:unavailable.title')}</h1>
    <p>{t('client:unavailable.text')}</p>
    <Button appearance="primary" onClick={onRetry}>
      {t('client:unavailable.retry')}
    </Button>
  </main>
)
