import { Button, Checkbox } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AgendaItemView, AgendaView, PaperChoices } from '../../../../src/committees/agenda/agenda-view'
import { Dialog } from '../../../ui/dialog'
import { useSession } from '../../../ui/session'
import { ErrorState } from '../../../ui/states'
import { type ItemAnswer, itemPath, useAct } from '../use-agenda'

/** Which files of the meeting's folder go with an item. */
export const PapersDialog = ({
  view,
  item,
  onClose,
}: {
  view: AgendaView
  item: AgendaItemView
  onClose: () => void
}) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act, busy } = useAct(meetingKey)
  const [chosen, setChosen] = useState<readonly string[]>(item.papers.map(({ driveItem }) => driveItem))
  const [etag] = useState(item.etag)
  const path = `${itemPath(meetingKey, item.key)}/papers`
  const choices = useQuery({
    queryKey: ['papers', item.key],
    queryFn: ({ signal }) => api.get<PaperChoices>(path, signal),
    staleTime: 0,
  })
  const save = async (): Promise<void> => {
    const answer = await act(
      () => api.send<ItemAnswer>('PATCH', path, { etag, papers: chosen }),
      () => t('agenda:said.papers', { title: item.title }),
    )
    if (answer) onClose()
  }
  const files = choices.data?.files ?? []
  // What is attached stays in the list, also when its file was moved elsewhere.
  const all = [...item.papers.filter(({ driveItem }) => !files.some((file) => file.driveItem === driveItem)), ...files]
  return (
    <Dialog title={t('agenda:papers.dialog', { title: item.title })} onClose={onClose}>
      <div className="cm-dialog-body">
        {choices.data ? (
          <p className="gv-caption">{t('agenda:papers.folder', { folder: choices.data.folder })}</p>
        ) : null}
        {choices.isPending ? <p role="status">{t('agenda:papers.loading')}</p> : null}
        {choices.error ? <ErrorState error={choices.error} onRetry={() => void choices.refetch()} /> : null}
        {choices.data && all.length === 0 ? <p role="status">{t('agenda:papers.empty')}</p> : null}
        {all.length > 0 ? (
          <fieldset className="ag-choices">
            <legend className="gv-visually-hidden">{t('agenda:papers.title')}</legend>
            {all.map(({ driveItem, name }) => (
              <Checkbox
                key={driveItem}
                label={name}
                checked={chosen.includes(driveItem)}
                onChange={(_, { checked }) =>
                  setChosen(checked ? [...chosen, driveItem] : chosen.filter((id) => id !== driveItem))
                }
              />
            ))}
          </fieldset>
        ) : null}
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" disabled={busy || all.length === 0} onClick={() => void save()}>
            {t('agenda:action.save')}
          </Button>
          <Button disabled={choices.isFetching} onClick={() => void choices.refetch()}>
            {t('agenda:papers.refresh')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
