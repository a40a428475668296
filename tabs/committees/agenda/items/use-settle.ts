import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import type { SettledState } from '../../../../src/committees/agenda/rules/item-states'
import { useSession } from '../../../ui/session'
import { type ItemAnswer, itemPath, useAct } from '../use-agenda'

/** Accepts, puts off or withdraws an item; what follows an item that stood somewhere else offers the way back. */
export const useSettle = (meeting: string) => {
  const { t, api } = useSession()
  const { act, busy } = useAct(meeting)
  const send = (item: AgendaItemView, etag: string, from: AgendaItemView['state'], state: SettledState) =>
    api.send<ItemAnswer>('PATCH', `${itemPath(meeting, item.key)}/state`, { etag, from, state })
  const settle = (item: AgendaItemView, to: SettledState): Promise<unknown> =>
    act(
      () => send(item, item.etag, item.state, to),
      (answer) => {
        const back = item.state
        const undo = (state: SettledState): void =>
          void act(
            () => send(item, answer.item.etag, to, state),
            () => t('agenda:said.undone'),
          )
        const isSettled = back === 'accepted' || back === 'postponed' || back === 'withdrawn'
        return {
          text: t(`agenda:said.${to}`, { title: item.title }),
          intent: 'done',
          ...(isSettled ? { actions: [{ label: t('common:action.undo'), onClick: () => undo(back) }] } : {}),
        }
      },
    )
  return { settle, busy }
}
