import { Badge, Button } from '@fluentui/react-components'
import { Edit20Regular } from '@fluentui/react-icons/svg/edit'
import type { ReactNode } from 'react'
import type { ProjectView } from '../../src/projects/project-view'
import { Avatar } from '../ui/avatar'
import { HealthLabel } from '../ui/health'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import { TrendArrow } from '../ui/trend'

const people = ['projectManager', 'delegate', 'sponsor', 'businessOwner'] as const

/** What the project is, who carries it, what is declared and what the figures say. */
export const ProjectHeader = ({ view, onEdit }: { view: ProjectView; onEdit: () => void }) => {
  const { t, format } = useSession()
  const { fields, programme, health, rights } = view
  const nameOf = (id: string | null): string | null => view.people.find((person) => person.id === id)?.name ?? id
  const declared = health.declaredAt
    ? t('project:declaredBy', {
        name: health.declaredBy?.name ?? '',
        age: format.age(health.declaredAt, new Date()),
      })
    : ''
  return (
    <header className="pj-header">
      <div className="pj-title">
        <p className="gv-caption">
          <a href={pageHref('portfolio')}>{t('project:back')}</a>
          {' · '}
          <span className="gv-number">{fields.number}</span>
          {' · '}
          {programme
            ? programme.manager
              ? t('project:programmeOf', { programme: programme.title, name: programme.manager.name })
              : programme.title
            : t('project:noProgramme')}
        </p>
        <h1>{fields.title}</h1>
        <p className="pj-badges">
          <Badge appearance="outline" color="informative">
            {t(`codes:lifecycle.${fields.lifecycle}`)}
          </Badge>
          {fields.phase ? (
            <Badge appearance="outline" color="informative">
              {t(`codes:phase.${fields.phase}`)}
            </Badge>
          ) : null}
          {fields.priority ? (
            <Badge appearance="outline" color="brand">
              {t('project:priority')}
            </Badge>
          ) : null}
          {fields.confidentiality === 'internal' ? null : (
            <Badge appearance="outline" color="informative">
              {t(`codes:confidentiality.${fields.confidentiality}`)}
            </Badge>
          )}
        </p>
        {fields.summary ? <p className="pj-summary">{fields.summary}</p> : null}
      </div>
      <div className="pj-health">
        <Tile label={t('portfolio:why.declared')} note={declared}>
          <HealthLabel health={health.declared} />
          {health.trend ? <TrendArrow trend={health.trend} /> : null}
        </Tile>
        <Tile label={t('portfolio:why.computed')} note={t('portfolio:why.today')}>
          {health.computed ? <HealthLabel health={health.computed} /> : <span>{t('portfolio:why.unknown')}</span>}
        </Tile>
        {rights.project === 'none' ? null : (
          <Button icon={<Edit20Regular />} onClick={onEdit}>
            {t('project:edit')}
          </Button>
        )}
      </div>
      <dl className="pj-people">
        {people.map((role) => {
          const name = nameOf(fields[role])
          return name === null && role !== 'projectManager' ? null : (
            <div key={role}>
              <dt>{t(`project:person.${role}`)}</dt>
              <dd>
                {name ? <Avatar name={name} /> : null}
                {name ?? t('project:nobody')}
              </dd>
            </div>
          )
        })}
      </dl>
    </header>
  )
}

const Tile = ({ label, note, children }: { label: string; note: string; children: ReactNode }) => (
  <div className="pj-tile">
    <span className="gv-caption">{label}</span>
    <span className="pj-tile-value">{children}</span>
    <span className="gv-caption">{note}</span>
  </div>
)
