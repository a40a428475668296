import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ActionChange, ActionRow } from '../../../src/committees/actions/actions-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { useWordsOf } from '../use-bodies'

interface Edit {
  readonly row: ActionRow
  readonly change: ActionChange
}

/** Saves a change under the version that was seen; a change of state can be taken back. */
export const useActionEdit = () => {
  const { api, t } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const queries = useQueryClient()
  const edit = useMutation({
    mutationFn: ({ row, change }: Edit) =>
      api.send<{ action?: ActionRow }>('PATCH', `/actions/${encodeURIComponent(row.number)}`, {
        etag: row.etag,
        base: { owner: row.owner, dueOn: row.dueOn, state: row.state },
        change,
      }),
    onSuccess: ({ action }, { row, change }) => {
      const undo = action && change.state ? { state: row.state } : null
      toast({
        text: t('followUp:action.saved', { number: row.number }),
        intent: 'done',
        ...(undo && action
          ? {
              actions: [
                { label: t('followUp:action.undo'), onClick: () => edit.mutate({ row: action, change: undo }) },
              ],
            }
          : {}),
      })
    },
    onError: (error) => toast({ text: wordsOf(error), intent: 'failed' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['actions'] }),
  })
  return edit
}
