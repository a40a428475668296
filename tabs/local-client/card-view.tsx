import { type Action, ExecuteAction, SubmitAction } from 'adaptivecards'
import { useClient } from './client-session'
import { DrawnCard } from './drawn-card'
import { refusalIn } from './invoke-answer'

/** One card of a message, whose actions go to the bot. */
export const CardView = ({
  card,
  message,
  conversation,
  onAnswered,
}: {
  card: object
  message: string
  conversation: string
  onAnswered: () => Promise<void>
}) => {
  const { t, tenant, persona } = useClient()
  const execute = async ({ id, verb, data }: ExecuteAction): Promise<string | null> => {
    const value = { action: { type: 'Action.Execute', id, verb, data: data ?? {} }, trigger: 'manual' }
    const refusal = refusalIn(await tenant.invoke(conversation, persona.id, 'adaptiveCard/action', value, message))
    if (!refusal) return null
    return 'words' in refusal ? refusal.words : t('client:card.refused', refusal)
  }
  const carry = async (action: Action): Promise<string | null> => {
    let refused: string | null = null
    if (action instanceof ExecuteAction) refused = await execute(action)
    else if (action instanceof SubmitAction)
      await tenant.say(conversation, persona.id, { value: Object(action.data ?? {}), replyToId: message })
    await onAnswered()
    return refused
  }
  return <DrawnCard card={card} carry={carry} />
}
