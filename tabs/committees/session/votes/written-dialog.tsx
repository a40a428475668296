import { Button, Field, Input, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Subject } from '../../../../src/committees/bodies-view'
import { brusselsInstant } from '../../../status/brussels-time'
import { clockTime } from '../../../ui/clock-time'
import { Dialog } from '../../../ui/dialog'
import { parseAmount } from '../../../ui/parse-amount'
import { Refusal } from '../../../ui/refusal'
import { navigate } from '../../../ui/router'
import { useSession } from '../../../ui/session'
import { TimeInput } from '../../../ui/time-input'
import { WithTexts } from '../../../ui/with-texts'
import '../session.css'
import { type Draft, draftOf, usable } from '../../arbitration/arbitration-draft'
import { OptionsForm } from '../../arbitration/options-form'
import { bodyPath, useReadAgain, useWordsOf } from '../../use-bodies'

const bundles = {
  fr: () => import('../../../i18n/session-fr'),
  en: () => import('../../../i18n/session-en'),
}

interface Question {
  readonly title: string
  readonly question: string
  /** Competing claims as they are typed; null where there are none. */
  readonly options: Draft | null
}

interface WrittenProps {
  readonly body: string
  /** The meeting whose minutes are to be approved; absent for whatever else is put to the vote. */
  /** That may be named in options. */
  readonly projects: readonly Subject[]
  readonly minuted?: { readonly meetingKey: string; readonly number: number }
  readonly onClose: () => void
}

/** Puts one or more decisions to the vote between meetings. */
export const WrittenDialog = (props: WrittenProps) => (
  <WithTexts bundles={bundles}>
    <WrittenForm {...props} />
  </WithTexts>
)

const blank: Question = { title: '', question: '', options: null }

const WrittenForm = (props: WrittenProps) => {
  const { onClose, projects, minuted } = props
  const { t } = useSession()
  const { title, day, time, deadline, questions, change, changeQuestion, send, busy, refusal } = useWritten(props)
  const isComplete = title.trim() !== '' && deadline !== null && questions.every(isWhole)
  return (
    <Dialog title={t('session:written.title')} onClose={onClose}>
      <form
        className="cm-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>{t('session:written.intro')}</p>
        <Field label={t('session:written.name')} required>
          <Input value={title} maxLength={255} onChange={(_, { value }) => change({ title: value })} />
        </Field>
        <div className="se-pair">
          <Field label={t('session:written.deadline')} required>
            <Input type="date" value={day} onChange={(_, { value }) => change({ day: value })} />
          </Field>
          <Field label={t('session:written.time')} required>
            <TimeInput value={time} onChange={(value) => change({ time: value })} />
          </Field>
        </div>
        {questions.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: decisions are only added at the end
          <fieldset key={index} className="se-question">
            <Field label={t('session:written.question', { rank: index + 1 })} required>
              <Input
                value={each.title}
                maxLength={255}
                onChange={(_, { value }) => changeQuestion(index, { title: value })}
              />
            </Field>
            <Field label={t('session:written.details')}>
              <Textarea
                rows={2}
                value={each.question}
                onChange={(_, { value }) => changeQuestion(index, { question: value })}
              />
            </Field>
            {minuted ? null : (
              <QuestionOptions
                draft={each.options}
                projects={projects}
                onChange={(options) => changeQuestion(index, { options })}
              />
            )}
          </fieldset>
        ))}
        <div>
          <Button size="small" onClick={() => change({ questions: [...questions, blank] })}>
            {t('session:written.add')}
          </Button>
        </div>
        <Refusal text={refusal} />
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy || !isComplete}>
            {t('session:written.start')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

const isWhole = ({ title, options }: Question): boolean =>
  title.trim() !== '' && (options === null || usable(options, parseAmount) !== null)

/** The claims between which a decision settles, if it does. */
const QuestionOptions = ({
  draft,
  projects,
  onChange,
}: {
  draft: Draft | null
  projects: readonly Subject[]
  onChange: (draft: Draft | null) => void
}) => {
  const { t, format } = useSession()
  return (
    <>
      {draft ? <OptionsForm draft={draft} mark="proposed" projects={projects} onChange={onChange} /> : null}
      <div>
        <Button size="small" onClick={() => onChange(draft ? null : draftOf(null, format.number))}>
          {t(draft ? 'committees:arbitration.clear' : 'session:written.options')}
        </Button>
      </div>
    </>
  )
}

const sentOf = ({ title, question, options }: Question): object => {
  const arbitration = options && usable(options, parseAmount)
  return {
    ...{ title, question },
    options: arbitration && { options: arbitration.options, proposed: arbitration.chosen },
  }
}

const useWritten = ({ body, minuted, onClose }: WrittenProps) => {
  const { api, t } = useSession()
  const wordsOf = useWordsOf()
  const readAgain = useReadAgain()
  const title = minuted ? t('session:written.minutes', { number: minuted.number }) : ''
  const question = minuted ? t('session:written.minutesQuestion', { number: minuted.number }) : ''
  const first: Question = { ...blank, title, question }
  const [draft, setDraft] = useState({ title, day: '', time: '17:00', questions: [first] })
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = (part: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...part }))
  const deadline = brusselsInstant(draft.day, clockTime(draft.time) ?? '')
  return {
    ...draft,
    deadline,
    busy,
    refusal,
    change,
    changeQuestion: (at: number, part: Partial<Question>): void =>
      change({ questions: draft.questions.map((each, index) => (index === at ? { ...each, ...part } : each)) }),
    send: async (): Promise<void> => {
      setBusy(true)
      setRefusal(null)
      try {
        const { key } = await api.send<{ key: string }>('POST', `${bodyPath(body)}/written`, {
          title: draft.title,
          questions: draft.questions.map(sentOf),
          deadline,
          minutes: minuted?.meetingKey ?? null,
        })
        await readAgain()
        onClose()
        navigate(`panel/${key}`)
      } catch (error) {
        setRefusal(wordsOf(error))
        setBusy(false)
      }
    },
  }
}
