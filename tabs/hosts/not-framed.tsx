import type { Language } from '../i18n/load-texts'

/** Shown when the page was opened by itself: it has no signed-in person there, and says where to find it. */
export const NotFramed = ({ language }: { language: Language }) => (
  <main className="gv-state">
    <h1>{language.t('common:app.name')}</h1>
    <p>{language.t('common:notFramed.text')}</p>
    <p>
      <a href="/">{language.t('common:notFramed.localClient')}</a>
    </p>
  </main>
)
