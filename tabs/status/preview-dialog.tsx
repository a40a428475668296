import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { Locale } from '../../src/i18n/text'
import type { PreviewView } from '../../src/reports/reports-view'
import { Dialog } from '../ui/dialog'
import { useSession } from '../ui/session'
import { ErrorState, SkeletonRows } from '../ui/states'
import { PackPageView } from './pack-page-view'
import { PublicationLanguage, usePublicationLanguage } from './publication-language'

/** The executive pack as publishing now would make it, page by page, and the file itself. */
export const PreviewDialog = ({
  code,
  organisation,
  onClose,
}: {
  code: string
  /** The organisation's language. */
  organisation: Locale
  onClose: () => void
}) => {
  const { t, api } = useSession()
  const [language, chooseLanguage] = usePublicationLanguage(organisation)
  const base = `/cycles/${encodeURIComponent(code)}/preview`
  const preview = useQuery({
    queryKey: ['cycle', code, 'preview', language],
    queryFn: ({ signal }) => api.get<PreviewView>(`${base}?language=${language}`, signal),
    staleTime: 0,
  })
  return (
    <Dialog title={t('cycle:preview.title')} size="wide" onClose={onClose}>
      <div>
        <PublicationLanguage language={language} onChoose={chooseLanguage} />
        {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.isPending ? <SkeletonRows rows={8} label={t('common:loading')} /> : null}
        {preview.data ? (
          <>
            <p className="gv-caption">
              {t('cycle:preview.about', {
                count: preview.data.answered,
                owed: preview.data.owed,
                file: preview.data.fileName,
              })}
            </p>
            <ol className="cy-pages">
              {preview.data.pack.pages.map((page, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pages have no identity but their number
                <li key={i}>
                  <PackPageView page={page} />
                </li>
              ))}
            </ol>
          </>
        ) : null}
      </div>
      <footer>
        <Button disabled={!preview.data} onClick={() => void api.download(`${base}/pack?language=${language}`)}>
          {t('cycle:preview.download')}
        </Button>
        <Button appearance="primary" onClick={onClose}>
          {t('common:action.close')}
        </Button>
      </footer>
    </Dialog>
  )
}
