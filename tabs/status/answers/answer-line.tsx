import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { QuestionProject } from '../../../src/status/question-view'
import { HealthLabel } from '../../ui/health'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { TrendArrow } from '../../ui/trend'
import { Unbroken } from '../../ui/unbroken'
import { useSendAnswer } from './use-answers'

/** One project: what was said last or has been recorded, and the buttons of the card. */
export const AnswerLine = ({
  cycle,
  project,
  generatedAt,
  reader,
  named,
  unsaved,
  onEdit,
}: {
  cycle: string
  project: QuestionProject
  /** UTC ISO 8601; ages are counted from it. */
  generatedAt: string
  /** Name of the person who reads: their own answers need no name. */
  reader: string
  /** False where the page is about this project alone. */
  named: boolean
  /** True while a form of this project holds something that was not saved. */
  unsaved: boolean
  onEdit: () => void
}) => {
  const { t, format } = useSession()
  const { send, sending } = useSendAnswer(cycle)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { recorded, last, onBehalfOf, computed } = project
  const said = recorded ?? last
  const now = new Date(generatedAt)
  const facts = recorded
    ? [
        t('cycle:mine.recorded', { day: format.age(recorded.answeredAt, now), time: format.time(recorded.answeredAt) }),
        recorded.answeredBy === reader ? null : recorded.answeredBy,
      ]
    : [
        last?.at ? t('cycle:mine.last', { age: format.age(last.at, now) }) : t('cycle:mine.noLast'),
        onBehalfOf === null ? null : t('cycle:mine.onBehalfOf', { name: onBehalfOf }),
      ]
  if (said?.forecastEnd) facts.push(t('cycle:mine.end', { date: format.date(said.forecastEnd) }))
  if (unsaved) facts.push(t('cycle:mine.unsaved'))
  const name = `${project.number} · ${project.title}`
  const confirm = async (): Promise<void> => {
    const refused = await send(project.number, 'unchanged')
    setRefusal(refused?.message ?? null)
  }
  return (
    <li className="an-line">
      <div className="an-name">
        {named ? (
          <a href={pageHref(`project/${project.number}`)}>
            <Unbroken text={name} />
          </a>
        ) : null}
        <span className="gv-caption">{facts.filter((fact) => fact !== null).join(' · ')}</span>
        {computed.worseThanDeclared && computed.sentence ? (
          <span className="gv-caption an-computed">{computed.sentence}</span>
        ) : null}
        {refusal ? (
          <span role="alert" className="gv-refusal">
            {refusal}
          </span>
        ) : null}
      </div>
      <span className="an-health">
        <HealthLabel health={said?.overall ?? null} />
        {said?.trend ? <TrendArrow trend={said.trend} /> : null}
      </span>
      <span className="an-actions">
        {project.canConfirm ? (
          <Button
            disabled={sending}
            aria-label={t('cycle:mine.confirmProject', { name })}
            onClick={() => void confirm()}
          >
            {t('cycle:mine.confirm')}
          </Button>
        ) : null}
        <Button
          appearance={recorded ? 'subtle' : 'secondary'}
          aria-label={t(recorded ? 'cycle:mine.editProject' : 'cycle:mine.updateProject', { name })}
          onClick={onEdit}
        >
          {t(recorded ? 'cycle:mine.edit' : 'cycle:mine.update')}
        </Button>
      </span>
    </li>
  )
}
