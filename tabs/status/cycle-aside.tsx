import { Button } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { useState } from 'react'
import type { PublicationView } from '../../src/reports/reports-view'
import type { CycleOverview, CycleSummary } from '../../src/status/cycle-view'
import { ApiError } from '../api/client'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { usePublications } from './use-cycle'

/** Beside the list: what was published of this cycle, and the cycles before. */
export const CycleAside = ({ overview, cycles }: { overview: CycleOverview; cycles: readonly CycleSummary[] }) => {
  const { t, format } = useSession()
  const publications = usePublications(overview.cycle.code, overview.cycle.state === 'published')
  const files = publications.data?.publications.filter(({ kind }) => kind !== 'snapshot') ?? []
  return (
    <aside className="cy-aside">
      <section aria-labelledby="cy-publications">
        <h2 id="cy-publications">{t('cycle:publications.title')}</h2>
        {files.length === 0 ? <p className="gv-caption">{t('cycle:publications.none')}</p> : null}
        <ul>
          {files.map((file) => (
            <PublicationItem key={file.key} file={file} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="cy-earlier">
        <h2 id="cy-earlier">{t('cycle:earlier.title')}</h2>
        <ul>
          {cycles.map((cycle) => (
            <li key={cycle.code}>
              <a
                href={pageHref(`cycle/${cycle.code}`)}
                aria-current={cycle.code === overview.cycle.code ? 'page' : undefined}
              >
                {cycle.title}
              </a>
              <span className="gv-caption">
                {[
                  t(`codes:cycleState.${cycle.state}`),
                  t('cycle:figure.of', { answered: cycle.answered, owed: cycle.owed }),
                  cycle.publishedAt ? format.date(cycle.publishedAt) : null,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  )
}

const PublicationItem = ({ file }: { file: PublicationView }) => {
  const { t, format, api } = useSession()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const download = async (): Promise<void> => {
    setBusy(true)
    try {
      await api.download(`/publications/${encodeURIComponent(file.key)}/content`)
    } catch (cause) {
      const message = (cause instanceof ApiError && cause.message) || t('common:error.unreachable')
      toast({ text: message, intent: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  const facts = [
    t('cycle:publications.version', { version: file.version }),
    t('cycle:publications.size', { size: format.number(Math.max(1, Math.round(file.bytes / 1024))) }),
    file.publishedAt ? format.dateTime(file.publishedAt) : null,
    file.publishedBy,
  ].filter((part) => part !== null)
  return (
    <li className="cy-file">
      <span>
        <b>{t(`cycle:publications.kind.${file.kind}`)}</b>
        <span className="gv-caption">{facts.join(' · ')}</span>
        {file.reason ? (
          <span className="gv-caption">{t('cycle:publications.reason', { reason: file.reason })}</span>
        ) : null}
      </span>
      <Button
        appearance="subtle"
        icon={<ArrowDownload20Regular />}
        disabled={busy}
        aria-label={t('cycle:publications.download', { file: file.fileName })}
        title={file.fileName}
        onClick={() => void download()}
      />
    </li>
  )
}
