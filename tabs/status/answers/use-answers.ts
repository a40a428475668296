import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerField } from '../../../src/status/answer-fields'
import type { QuestionModel } from '../../../src/status/question-view'
import { ApiError } from '../../api/client'
import { useSession } from '../../ui/session'
import { useToast } from '../../ui/toasts'
import { type AnswerDraft, isAnswerField, sentOf } from './answer-draft'

/** What this person may answer in a cycle; null when there is no such cycle. */
export const useAnswers = (cycle: string) => {
  const { api } = useSession()
  return useQuery({
    queryKey: ['question', cycle],
    queryFn: async ({ signal }) => {
      try {
        return await api.get<QuestionModel>(`/cycles/${encodeURIComponent(cycle)}/question`, signal)
      } catch (cause) {
        if (cause instanceof ApiError && cause.status === 404) return null
        throw cause
      }
    },
    meta: { lists: ['StatusCycles', 'StatusReports', 'Projects', 'Milestones'] },
  })
}

export interface AnswerRefused {
  readonly code: string
  readonly message: string
  readonly field: AnswerField | null
}

const fieldIn = (body: unknown): AnswerField | null => {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  const field: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'field') : null
  return isAnswerField(field) ? field : null
}

/** Sends one answer, and shows the question that the service answers with. Null when it is recorded. */
export const useSendAnswer = (cycle: string) => {
  const { api, t } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [sending, setSending] = useState(false)
  const send = async (project: string, answer: 'unchanged' | AnswerDraft): Promise<AnswerRefused | null> => {
    setSending(true)
    try {
      const body = answer === 'unchanged' ? { unchanged: true } : sentOf(answer)
      const path = `/projects/${encodeURIComponent(project)}/report`
      const { question } = await api.send<{ question: QuestionModel }>('POST', path, { cycle, ...body })
      queries.setQueriesData<QuestionModel | null>({ queryKey: ['question'] }, (known) =>
        known?.cycle.code === cycle ? question : known,
      )
      toast({ text: t('cycle:mine.done', { number: project }), intent: 'done' })
      return null
    } catch (cause) {
      const refused = cause instanceof ApiError ? cause : null
      const message = refused?.message || t('common:error.unreachable')
      return { code: refused?.code ?? 'unreachable', message, field: fieldIn(refused?.body) }
    } finally {
      setSending(false)
    }
  }
  return { send, sending }
}
