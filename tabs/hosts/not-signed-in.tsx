import { Button } from '@fluentui/react-components'
import type { Language } from '../i18n/load-texts'

/** Shown when the page has no signed-in person: it is in a frame that is not Teams, or Microsoft refused the sign-in. */
export const NotSignedIn = ({ language: { t }, reason }: { language: Language; reason: 'silent' | 'refused' }) => (
  <main className="gv-state">
    <h1>{t('common:app.name')}</h1>
    <p role={reason === 'refused' ? 'alert' : undefined}>
      {t(reason === 'refused' ? 'common:signIn.refused' : 'common:notFramed.text')}
    </p>
    {reason === 'refused' ? (
      // The address still holds Microsoft's refusal: begin without it.
      <Button appearance="primary" onClick={() => window.location.replace(window.location.pathname)}>
        {t('common:signIn.again')}
      </Button>
    ) : null}
  </main>
)
