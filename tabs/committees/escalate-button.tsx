import { Button } from '@fluentui/react-components'
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { useWordsOf } from './use-bodies'

interface EscalateProps {
  /** The body in whose name it goes up. */
  readonly from: string
  readonly what: { readonly decision: string } | { readonly exception: string }
  readonly label: string
  /** Tells it from others of the same label. */
  readonly name?: string
  /** Said once it lies before the body above. */
  readonly done: string
  /** What shows where it lies, read again afterwards. */
  readonly shownIn: readonly string[]
  readonly size?: 'small' | 'medium'
}

/** Sends a decision or an exception to the body above. */
export const EscalateButton = ({ from, what, label, name, done, shownIn, size = 'medium' }: EscalateProps) => {
  const { api } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const queries = useQueryClient()
  const escalation = useMutation({
    mutationFn: () => api.send('POST', `/bodies/${encodeURIComponent(from)}/escalations`, what),
    onSuccess: () => {
      toast({ text: done, intent: 'done' })
      return queries.invalidateQueries({ queryKey: shownIn })
    },
    onError: (error) => toast({ text: wordsOf(error), intent: 'failed' }),
  })
  return (
    <Button
      size={size}
      icon={<ArrowUp20Regular />}
      aria-label={name}
      disabled={escalation.isPending}
      onClick={() => escalation.mutate()}
    >
      {label}
    </Button>
  )
}
