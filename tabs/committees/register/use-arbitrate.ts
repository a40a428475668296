import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Arbitration } from '../../../src/committees/escalation/arbitration'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'

/** Records options and choice in place of those that the person saw. */
export const useArbitrate = ({ decision }: DecisionView) => {
  const { api, t } = useSession()
  const toast = useToast()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (arbitration: Arbitration) =>
      api.send('PATCH', `/decisions/${encodeURIComponent(decision.number)}/arbitration`, {
        base: decision.arbitration,
        arbitration,
      }),
    onSuccess: () => toast({ text: t('committees:arbitration.saved'), intent: 'done' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['decisions'] }),
  })
}
