import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ForProjects } from '../../src/committees/bodies-view'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { ErrorState, SkeletonRows } from '../ui/states'
import { useToast } from '../ui/toasts'
import { useReadAgain, useWordsOf } from './use-bodies'

/** A committee for each project that has none: what would be created is shown first, then created in one step. */
export const ForProjectsDialog = ({ onClose }: { onClose: () => void }) => {
  const { t, api } = useSession()
  const toast = useToast()
  const readAgain = useReadAgain()
  const wordsOf = useWordsOf()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const preview = useQuery({
    queryKey: ['bodies', '', 'for-projects'],
    queryFn: () => api.send<ForProjects>('POST', '/bodies/for-projects', { dryRun: true }),
    gcTime: 0,
  })
  const create = async (): Promise<void> => {
    setBusy(true)
    try {
      const { created } = await api.send<ForProjects>('POST', '/bodies/for-projects', { dryRun: false })
      toast({ text: t('committees:forProjects.created', { count: created.length }), intent: 'done' })
      onClose()
      await readAgain()
    } catch (error) {
      setRefusal(wordsOf(error))
      setBusy(false)
    }
  }
  const count = preview.data?.created.length ?? 0
  return (
    <Dialog title={t('committees:forProjects.title')} size="wide" onClose={onClose}>
      <div className="cm-dialog-body">
        <p>{t('committees:forProjects.intro')}</p>
        {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.data ? <Preview view={preview.data} /> : null}
        {preview.isPending ? <SkeletonRows rows={6} label={t('committees:forProjects.loading')} /> : null}
        <Refusal text={refusal} />
      </div>
      <footer>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button appearance="primary" disabled={busy || count === 0} onClick={() => void create()}>
          {t('committees:forProjects.create', { count })}
        </Button>
      </footer>
    </Dialog>
  )
}

const Preview = ({ view }: { view: ForProjects }) => {
  const { t } = useSession()
  return (
    <>
      <p className="gv-caption">
        {t('committees:forProjects.covered', { count: view.covered })}{' '}
        {view.withoutChair.length > 0
          ? t('committees:forProjects.withoutChair', { count: view.withoutChair.length })
          : null}
      </p>
      {view.created.length === 0 ? (
        <p>{t('committees:forProjects.nothing')}</p>
      ) : (
        <table className="gv-table">
          <thead>
            <tr>
              <th scope="col">{t('committees:column.title')}</th>
              <th scope="col">{t('committees:column.chair')}</th>
              <th scope="col">{t('committees:column.secretary')}</th>
              <th scope="col" className="cm-right">
                {t('committees:forProjects.members')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.created.map((body) => (
              <tr key={body.code}>
                <th scope="row">{body.title}</th>
                <td>{body.chair}</td>
                <td>{body.secretary ?? t('committees:nobodySecretary')}</td>
                <td className="cm-right">{body.members}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
