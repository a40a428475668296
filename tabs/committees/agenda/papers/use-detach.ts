import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import type { Paper } from '../../../../src/committees/agenda/rules/papers'
import { useSession } from '../../../ui/session'
import { conflictIn, type ItemAnswer, itemPath, useAct } from '../use-agenda'

/** Papers that others attach at the same moment stay: the one is taken off what stands then. */
const ATTEMPTS = 3

/** As the answer to `discard` says: is the file in the recycle bin? */
interface DetachAnswer extends ItemAnswer {
  readonly discarded?: boolean
}

/**
 * Takes back a paper that was just sent. Its file goes to the recycle bin of SharePoint; it stays in the library where others know of it
 * already, and can be attached once more from there.
 */
export const useDetach = (meeting: string) => {
  const { t, api } = useSession()
  const { act } = useAct(meeting)
  const without = async (item: AgendaItemView, paper: Paper, attempt = 1): Promise<DetachAnswer> => {
    const papers = item.papers.map(({ driveItem }) => driveItem).filter((id) => id !== paper.driveItem)
    try {
      const edit = { etag: item.etag, papers, discard: paper.driveItem }
      return await api.send<DetachAnswer>('PATCH', `${itemPath(meeting, item.key)}/papers`, edit)
    } catch (error) {
      const newer = conflictIn(error)?.item
      if (!newer || attempt === ATTEMPTS) throw error
      return without(newer, paper, attempt + 1)
    }
  }
  return (item: AgendaItemView, paper: Paper): Promise<unknown> =>
    act(
      () => without(item, paper),
      ({ discarded }) =>
        t(discarded ? 'agenda:said.discarded' : 'agenda:said.detached', { name: paper.name, title: item.title }),
    )
}
