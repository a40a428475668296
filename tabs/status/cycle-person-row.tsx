import { Button } from '@fluentui/react-components'
import { Chat16Regular } from '@fluentui/react-icons/svg/chat'
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import { Mail16Regular } from '@fluentui/react-icons/svg/mail'
import type { TextKey } from '../../src/i18n/text'
import type { CycleOverview, CyclePerson, CycleProject, DeliveryView, NudgeOutcome } from '../../src/status/cycle-view'
import { Avatar } from '../ui/avatar'
import { HealthIcon, HealthLabel, healthKey } from '../ui/health'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import { TrendArrow } from '../ui/trend'
import { nudgeWords } from './nudge-words'
import type { PersonGroup } from './person-groups'
import { useCycleAction } from './use-cycle'

/** A manager, how the question reached them, and their projects. */
export const CyclePersonRow = ({ group, overview }: { group: PersonGroup; overview: CycleOverview }) => {
  const { t } = useSession()
  const { run, running } = useCycleAction()
  const { person, projects } = group
  const nudge = (): void => {
    const path = `/cycles/${encodeURIComponent(overview.cycle.code)}/nudge`
    void run<NudgeOutcome>('nudge', path, { persons: [person.id] }, (sent) => nudgeWords(t, sent))
  }
  return (
    <tbody>
      <tr className="cy-person">
        <th scope="rowgroup">
          <span className="cy-person-name">
            <Avatar name={person.name} />
            <span>{person.name}</span>
          </span>
        </th>
        <td>{t('cycle:person.answers', { answered: person.answered, owed: person.owed })}</td>
        <td>
          <Reached person={person} />
        </td>
        <td className="cy-person-action">
          {overview.may.nudge && person.answered < person.owed ? (
            <Button
              size="small"
              disabled={running !== null}
              aria-label={t('cycle:nudge.person', { name: person.name })}
              onClick={nudge}
            >
              {t('cycle:nudge.one')}
            </Button>
          ) : null}
        </td>
      </tr>
      {projects.map((project) => (
        <ProjectRow key={project.number} project={project} />
      ))}
    </tbody>
  )
}

const deliveryKey = (delivery: DeliveryView): TextKey => `cycle:delivery.${delivery.channel}.${delivery.outcome}`

/** By which channel and when the person was last reached, or why not. */
const Reached = ({ person }: { person: CyclePerson }) => {
  const { t, format } = useSession()
  const { delivery } = person
  if (!delivery) return <span className="gv-caption">{t('cycle:delivery.none')}</span>
  const failed = delivery.outcome === 'failed'
  const Icon = failed ? ErrorCircle16Filled : delivery.channel === 'mail' ? Mail16Regular : Chat16Regular
  const words = t(deliveryKey(delivery), { at: format.dateTime(delivery.at) })
  const reason = delivery.reason ? reasonWords(t, delivery.reason) : null
  // The first question is the delivery itself unless something was sent since.
  const askedBefore = person.askedAt !== null && delivery.kind !== 'question'
  const asked =
    askedBefore && person.askedAt ? t('cycle:delivery.asked', { at: format.dateTime(person.askedAt) }) : null
  const reminded = person.lastReminderAt
    ? t('cycle:delivery.reminded', { at: format.dateTime(person.lastReminderAt) })
    : null
  const detail = [asked, reminded].filter((part) => part !== null).join(' · ')
  return (
    <span className={failed ? 'cy-reached cy-failed' : 'cy-reached'}>
      <Icon aria-hidden className={failed ? 'gv-red' : undefined} />
      <span>
        {reason ? t('cycle:delivery.because', { what: words, reason }) : words}
        {detail === '' ? null : <span className="cy-detail">{detail}</span>}
      </span>
    </span>
  )
}

/** What `src/status/cycle/deliver.ts` writes to the log. */
const reasons = [
  'not-installed',
  'blocked',
  'throttled',
  'too-large',
  'unavailable',
  'unknown',
  'mail-refused',
] as const
const reasonWords = (t: ReturnType<typeof useSession>['t'], reason: string): string => {
  const known = reasons.find((code) => code === reason)
  return known ? t(`cycle:reason.${known}`) : reason
}

const ProjectRow = ({ project }: { project: CycleProject }) => {
  const { t, format } = useSession()
  const name = `${project.number} ${project.title}`
  return (
    <tr className="cy-project">
      <td>
        <a href={pageHref(`project/${project.number}`)} aria-label={name}>
          <span className="cy-number">{project.number}</span>
          <span className="cy-project-title">{project.title}</span>
        </a>
      </td>
      <td>
        <span className="cy-answer">
          <HealthLabel health={project.declared} />
          {project.state === 'answered' ? <TrendArrow trend={project.trend} /> : null}
          {project.worseThanDeclared && project.computed ? (
            <span className="cy-computed">
              <HealthIcon health={project.computed} />
              {t('portfolio:grid.computed', { health: t(healthKey(project.computed)).toLowerCase() })}
            </span>
          ) : null}
        </span>
      </td>
      <td className="gv-caption" colSpan={2}>
        {project.answeredAt
          ? t('cycle:answered', { at: format.dateTime(project.answeredAt), name: project.answeredBy ?? '' })
          : t(`cycle:state.${project.state === 'late' ? 'late' : 'awaited'}`)}
      </td>
    </tr>
  )
}
