import { useState } from 'react'
import type { QuestionModel } from '../../../src/status/question-view'
import { useSession } from '../../ui/session'
import { type AnswerDraft, draftOf } from './answer-draft'
import { AnswerForm } from './answer-form'
import { AnswerLine } from './answer-line'
import './answers.css'
import { useAnswers } from './use-answers'

/**
 * The questions of the signed-in person, for whom the bot did not reach or who are in the tab anyway. Nothing for somebody of whom
 * nothing is asked, or once the cycle takes no more answers. `only` shows a single project.
 */
export const MyAnswers = ({ cycle, only }: { cycle: string; only?: string }) => {
  const question = useAnswers(cycle).data
  if (!question?.cycle.accepting) return null
  const shown = question.projects.filter((project) => only === undefined || project.number === only)
  return shown.length === 0 ? null : <Answers question={{ ...question, projects: shown }} single={only !== undefined} />
}

const Answers = ({ question, single }: { question: QuestionModel; single: boolean }) => {
  const { t, format } = useSession()
  const [editing, setEditing] = useState<string | null>(null)
  const [drafts, setDrafts] = useState<Readonly<Record<string, AnswerDraft>>>({})
  const { cycle, projects } = question
  const answered = projects.filter((project) => project.recorded !== null).length
  const edited = projects.find((project) => project.number === editing)
  const until =
    cycle.cutOff === null
      ? null
      : t(single ? 'cycle:mine.untilOne' : 'cycle:mine.until', { at: format.dateTime(cycle.cutOff) })
  const keep = (number: string, draft: AnswerDraft | null): void =>
    setDrafts(({ [number]: _, ...others }) => (draft === null ? others : { ...others, [number]: draft }))
  return (
    <section className="an-section" aria-labelledby="an-title">
      <header>
        <h2 id="an-title">{t(single ? 'cycle:mine.titleOne' : 'cycle:mine.title', { title: cycle.title })}</h2>
        <p className="gv-caption">
          {[single ? null : t('cycle:figure.of', { answered, owed: projects.length }), until]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </header>
      <ul>
        {projects.map((project) => (
          <AnswerLine
            key={project.number}
            cycle={cycle.code}
            project={project}
            generatedAt={question.generatedAt}
            reader={question.person.name}
            named={!single}
            unsaved={drafts[project.number] !== undefined}
            onEdit={() => setEditing(project.number)}
          />
        ))}
      </ul>
      {edited ? (
        <AnswerForm
          cycle={cycle.code}
          project={edited}
          draft={drafts[edited.number] ?? draftOf(edited.prefill)}
          onType={(draft) => keep(edited.number, draft)}
          onDone={() => keep(edited.number, null)}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  )
}
