import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import type { Paper } from '../../../../src/committees/agenda/rules/papers'
import { useSession } from '../../../ui/session'
import { conflictIn, type ItemAnswer, itemPath, useAct } from '../use-agenda'

/** Papers that others attach at the same moment stay: the one is taken off what stands then. */
const ATTEMPTS = 3

/** Takes a paper off an item again. The file stays in the folder of the library, from where it can be attached once more. */
export const useDetach = (meeting: string) => {
  const { t, api } = useSession()
  const { act } = useAct(meeting)
  const without = async (item: AgendaItemView, paper: Paper, attempt = 1): Promise<ItemAnswer> => {
    const papers = item.papers.map(({ driveItem }) => driveItem).filter((id) => id !== paper.driveItem)
    try {
      return await api.send<ItemAnswer>('PATCH', `${itemPath(meeting, item.key)}/papers`, { etag: item.etag, papers })
    } catch (error) {
      const newer = conflictIn(error)?.item
      if (!newer || attempt === ATTEMPTS) throw error
      return without(newer, paper, attempt + 1)
    }
  }
  return (item: AgendaItemView, paper: Paper): Promise<unknown> =>
    act(
      () => without(item, paper),
      () => t('agenda:said.detached', { name: paper.name, title: item.title }),
    )
}
