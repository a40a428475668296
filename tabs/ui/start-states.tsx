import { Button } from '@fluentui/react-components'
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle'
import type { Locale } from '../../src/i18n/text'
import { bootTexts } from '../i18n/boot-texts'
import { SkeletonRows } from './states'

/** While the host answers and the language is downloaded. */
export const Starting = ({ locale }: { locale: Locale }) => <SkeletonRows rows={12} label={bootTexts[locale].loading} />

/** A part of the application could not be downloaded. A browser remembers that failure until the page is loaded again. */
export const StartFailed = ({ locale }: { locale: Locale }) => (
  <main className="gv-state" role="alert">
    <ErrorCircle20Regular className="gv-red" aria-hidden />
    <h1>{bootTexts[locale].title}</h1>
    <p>{bootTexts[locale].text}</p>
    <Button appearance="primary" onClick={() => window.location.reload()}>
      {bootTexts[locale].retry}
    </Button>
  </main>
)
