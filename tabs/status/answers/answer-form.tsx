import { Button } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { type AnswerField, detailFields, shortFields } from '../../../src/status/answer-fields'
import type { QuestionProject } from '../../../src/status/question-view'
import { Dialog } from '../../ui/dialog'
import { Refusal } from '../../ui/refusal'
import { useSession } from '../../ui/session'
import { type AnswerDraft, afterRefusal } from './answer-draft'
import { AnswerInput } from './answer-input'
import { type AnswerRefused, useSendAnswer } from './use-answers'

/** The short form of the card, and its details on demand. A refusal is shown at its field, which then has the focus. */
export const AnswerForm = ({
  cycle,
  project,
  draft,
  onType,
  onDone,
  onClose,
}: {
  cycle: string
  project: QuestionProject
  draft: AnswerDraft
  onType: (draft: AnswerDraft) => void
  /** The answer is recorded: the draft has served. */
  onDone: () => void
  onClose: () => void
}) => {
  const { t } = useSession()
  const { send, sending } = useSendAnswer(cycle)
  const [refused, setRefused] = useState<AnswerRefused | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const save = async (): Promise<void> => {
    const refusal = await send(project.number, draft)
    if (!refusal) {
      onDone()
      onClose()
      return
    }
    setRefused(refusal)
    onType(afterRefusal(draft, refusal.code, refusal.field))
    // A field of the details is drawn first.
    requestAnimationFrame(() => {
      const input = refusal.field === null ? null : form.current?.elements.namedItem(refusal.field)
      if (input instanceof HTMLElement) input.focus()
    })
  }
  const input = (field: AnswerField) => (
    <AnswerInput
      key={field}
      field={field}
      value={draft.typed[field]}
      message={refused?.field === field ? refused.message : undefined}
      onChange={(value) => onType({ ...draft, typed: { ...draft.typed, [field]: value } })}
    />
  )
  return (
    <Dialog title={`${project.number} · ${project.title}`} size="wide" onClose={onClose}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="an-form">
          <Refusal text={refused?.field === null ? refused.message : null} />
          {project.computed.sentence ? <p className="gv-caption">{project.computed.sentence}</p> : null}
          <div className="an-fields">{shortFields.map(input)}</div>
          {draft.details ? <div className="an-fields an-axes">{detailFields.map(input)}</div> : null}
        </div>
        <footer>
          {draft.details ? null : (
            <Button appearance="subtle" onClick={() => onType({ ...draft, details: true })}>
              {t('cycle:mine.details')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={sending}>
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
