import { Button, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { actionLines, type Candidate } from '../../../../src/committees/session/rules/parse-action'
import type {
  DecisionResult,
  SessionItem,
  SessionView,
  VoteView,
} from '../../../../src/committees/session/session-view'
import { Refusal } from '../../../ui/refusal'
import { useSession } from '../../../ui/session'
import { useToast } from '../../../ui/toasts'
import { meetingPath, useFocusKept, wordsOf } from '../use-meeting'
import { ActionPreview } from './action-preview'
import { MentionTextarea } from './mention-textarea'

const results: readonly DecisionResult[] = ['adopted', 'conditional', 'deferred', 'rejected']

/** What a vote that is closed still allows. */
const allowedAfter = (vote: VoteView | undefined): readonly DecisionResult[] => {
  if (vote?.state !== 'closed' || vote.result === null) return results
  return vote.result === 'adopted' || vote.result === 'conditional' ? ['adopted', 'conditional'] : [vote.result]
}

/** A decision with its conditions and actions, typed in one go. Without a text it records actions alone. */
export const DecisionForm = ({
  view,
  item,
  decided,
}: {
  view: SessionView
  item: SessionItem
  decided: readonly VoteView[]
}) => {
  const { t } = useSession()
  const voted = decided.filter(({ state }) => state === 'closed').at(-1)
  const form = useDecision(view, item, voted)
  const { text, result, conditions, actions } = form.draft
  const people = useOwners(view.meeting.key)
  const allowed = allowedAfter(voted)
  const onKeys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void form.save()
  }
  const actionsAlone = text.trim() === ''
  return (
    <form
      className="se-form"
      noValidate
      aria-label={t('session:decision.title')}
      onKeyDown={onKeys}
      onSubmit={(event) => {
        event.preventDefault()
        void form.save()
      }}
    >
      <h3>
        {t('session:decision.title')}
        {voted ? <span className="gv-caption gv-number"> {voted.number}</span> : null}
      </h3>
      <Field label={t('session:decision.text')}>
        <Textarea
          rows={2}
          resize="vertical"
          value={text}
          placeholder={t('session:decision.textHint')}
          onChange={(_, { value }) => form.change({ text: value })}
        />
      </Field>
      <Field label={t('session:decision.result')}>
        <RadioGroup
          className="se-results"
          value={result ?? ''}
          onChange={(_, { value }) => form.change({ result: results.find((each) => each === value) ?? null })}
        >
          {allowed.map((each) => (
            <Radio key={each} value={each} label={t(item.isGate ? `common:gate.${each}` : `session:result.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      {result === 'conditional' ? (
        <Field label={t('session:decision.conditions')} required>
          <Input value={conditions} onChange={(_, { value }) => form.change({ conditions: value })} />
        </Field>
      ) : null}
      <Field label={t('session:decision.actions')}>
        <MentionTextarea
          rows={2}
          resize="vertical"
          value={actions}
          placeholder={t('session:decision.actionsHint')}
          people={view.people}
          onText={(value) => form.change({ actions: value })}
        />
      </Field>
      <ActionPreview text={actions} people={people} typing={view.typing} />
      <Refusal text={form.refusal} />
      <div className="se-line">
        <Button type="submit" disabled={form.busy || (actionsAlone ? actions.trim() === '' : result === null)}>
          {t(actionsAlone ? 'session:decision.saveActions' : 'session:decision.save')}
        </Button>
        <span className="gv-caption">{t('session:decision.keys')}</span>
      </div>
    </form>
  )
}

interface Draft {
  readonly text: string
  readonly result: DecisionResult | null
  readonly conditions: string
  readonly actions: string
}

const useDecision = (view: SessionView, item: SessionItem, voted: VoteView | undefined) => {
  const { t, api } = useSession()
  const toast = useToast()
  const queries = useQueryClient()
  const fresh: Draft = { text: '', result: null, conditions: '', actions: '' }
  const [typed, setTyped] = useState<Partial<Draft>>({})
  const [busy, setBusy] = useState(false)
  const keepFocus = useFocusKept(busy)
  const [refusal, setRefusal] = useState<string | null>(null)
  // What was voted is there already: the secretary adds to it or leaves it.
  const start = voted
    ? { text: voted.text ?? voted.title, result: voted.result, conditions: voted.conditions ?? '' }
    : {}
  const draft: Draft = { ...fresh, ...start, ...typed }
  const send = async (): Promise<string> => {
    const path = (rest: string): string => meetingPath(view.meeting.key, rest)
    if (draft.text.trim() === '') {
      const body = { item: item.serial, text: draft.actions }
      const made = await api.send<{ actions: readonly string[] }>('POST', path('actions'), body)
      return t('session:decision.savedActions', { count: made.actions.length })
    }
    const conditions = draft.result === 'conditional' ? draft.conditions : null
    const body = { ...draft, conditions, item: item.serial, number: voted?.number ?? null }
    const made = await api.send<{ number: string; actions: readonly string[] }>('POST', path('decisions'), body)
    const count = made.actions.length
    if (count === 0) return t('session:decision.saved', { number: made.number })
    return t('session:decision.savedWith', { number: made.number, count })
  }
  return {
    draft,
    busy,
    refusal,
    change: (part: Partial<Draft>): void => setTyped((before) => ({ ...before, ...part })),
    save: async (): Promise<void> => {
      const hasDecision = draft.text.trim() !== ''
      if (busy || (hasDecision ? draft.result === null : actionLines(draft.actions).length === 0)) return
      keepFocus()
      setBusy(true)
      setRefusal(null)
      try {
        toast({ text: await send(), intent: 'done' })
        setTyped({})
        await queries.invalidateQueries({ queryKey: ['meeting-session', view.meeting.key] })
      } catch (error) {
        setRefusal(wordsOf(error, t('common:error.unreachable')))
      } finally {
        setBusy(false)
      }
    },
  }
}

/** Whom an action may be given to. */
const useOwners = (meeting: string): readonly Candidate[] => {
  const { api } = useSession()
  const query = useQuery({
    queryKey: ['meeting-owners', meeting],
    queryFn: ({ signal }) => api.get<{ people: readonly Candidate[] }>(meetingPath(meeting, 'owners'), signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return query.data?.people ?? []
}
