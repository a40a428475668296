import { Badge, Button } from '@fluentui/react-components'
import { Edit20Regular } from '@fluentui/react-icons/svg/edit'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { BodyView, Subject } from '../../src/committees/bodies-view'
import { Avatar } from '../ui/avatar'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows } from '../ui/states'
import { BodyForm } from './body-form'
import { BodyRhythm, BodyRulesText } from './body-rules'
import { Members } from './members'
import { SectionNav } from './section-nav'
import { useBody } from './use-bodies'

/** Seldom needed, and with texts of its own. */
const WrittenDialog = lazy(async () => ({ default: (await import('./session/votes/written-dialog')).WrittenDialog }))
const ConveneDialog = lazy(async () => ({ default: (await import('./planning/convene-dialog')).ConveneDialog }))

/** One body: what it is for, who sits in it and since when, how it decides, when it meets. */
export const BodyPage = ({ code }: { code: string }) => {
  const { t } = useSession()
  const body = useBody(code)
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState<'written' | 'meeting' | null>(null)
  const title = body.data ? t('committees:page.body', { code, title: body.data.fields.title }) : code
  useEffect(() => {
    document.title = title
  }, [title])
  const view = body.data
  if (!view && body.error) return <ErrorState error={body.error} onRetry={() => void body.refetch()} />
  if (!view) return <SkeletonRows rows={14} label={t('common:loading')} />
  return (
    <main className="cm-page cm-list">
      <SectionNav here="committees" />
      <div className="cm-body">
        {body.error ? <OutdatedBanner at={body.dataUpdatedAt} onRetry={() => void body.refetch()} /> : null}
        <Header view={view} onEdit={() => setEditing(true)} onAsk={setAsking} />
        <div className="cm-columns">
          <div className="cm-main">
            <Members view={view} />
          </div>
          <aside className="cm-aside">
            <section>
              <h2>{t('committees:section.rules')}</h2>
              <BodyRulesText view={view} />
            </section>
            <section>
              <h2>{t('committees:section.meetings')}</h2>
              <BodyRhythm view={view} />
              <p className="cm-note">
                <a href={`${pageHref('meetings')}?period=all&body=${encodeURIComponent(code)}`}>
                  {t('committees:meets.all')}
                </a>
              </p>
            </section>
            <Coverage view={view} />
          </aside>
        </div>
        {editing ? <BodyForm view={view} onClose={() => setEditing(false)} /> : null}
        <Suspense fallback={null}>
          {asking === 'written' ? (
            <WrittenDialog body={code} projects={view.choices.projects} onClose={() => setAsking(null)} />
          ) : null}
          {asking === 'meeting' ? <ConveneDialog view={view} onClose={() => setAsking(null)} /> : null}
        </Suspense>
      </div>
    </main>
  )
}

interface HeaderProps {
  readonly view: BodyView
  readonly onEdit: () => void
  readonly onAsk: (what: 'written' | 'meeting') => void
}

const Header = ({ view, onEdit, onAsk }: HeaderProps) => {
  const { t, format } = useSession()
  const { fields, rights, today } = view
  return (
    <header className="cm-header">
      <div className="cm-title">
        <p className="gv-caption">
          <a href={pageHref('committees')}>{t('committees:page.back')}</a>
          {' · '}
          {fields.code}
        </p>
        <h1>{fields.title}</h1>
        <p className="cm-badges">
          <Badge appearance="outline" color="informative">
            {t(`committees:bodyKind.${fields.kind}`)}
          </Badge>
          {fields.level ? (
            <Badge appearance="outline" color="informative">
              {t(`committees:bodyLevel.${fields.level}`)}
            </Badge>
          ) : null}
          {fields.activeUntil && fields.activeUntil < today ? (
            <Badge appearance="outline" color="important">
              {t('committees:dissolved')} {format.date(fields.activeUntil)}
            </Badge>
          ) : null}
        </p>
        <p className="cm-mandate">{fields.mandate ?? t('committees:mandate.none')}</p>
      </div>
      <div className="cm-head-actions">
        {view.mayConvene ? <Button onClick={() => onAsk('meeting')}>{t('committees:convene')}</Button> : null}
        {view.mayRunMeetings ? <Button onClick={() => onAsk('written')}>{t('committees:written')}</Button> : null}
        {rights === 'none' ? null : (
          <Button icon={<Edit20Regular />} onClick={onEdit}>
            {t('committees:edit')}
          </Button>
        )}
      </div>
      <dl className="cm-people">
        {(['chair', 'secretary'] as const).map((role) => (
          <div key={role}>
            <dt>{t(`committees:column.${role}`)}</dt>
            <dd>
              {view[role] ? <Avatar name={view[role]} /> : null}
              {view[role] ?? t(role === 'chair' ? 'committees:nobody' : 'committees:nobodySecretary')}
            </dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

const Coverage = ({ view }: { view: BodyView }) => {
  const { t } = useSession()
  const { covers, escalatesTo, escalatedBy } = view
  const bodyLinks = (subjects: readonly Subject[]) =>
    subjects.map(({ code, title }) => (
      <li key={code}>
        <a href={pageHref(`committees/${code}`)}>{title}</a>
      </li>
    ))
  return (
    <section>
      <h2>{t('committees:section.covers')}</h2>
      <dl className="cm-facts">
        {covers.programmes.length > 0 ? (
          <div>
            <dt>{t('committees:covers.programmes')}</dt>
            <dd>{covers.programmes.map(({ title }) => title).join(', ')}</dd>
          </div>
        ) : null}
        {covers.projects.length > 0 ? (
          <div>
            <dt>{t('committees:covers.projects')}</dt>
            <dd>
              <ul>
                {covers.projects.map(({ code, title }) => (
                  <li key={code}>
                    <a href={pageHref(`project/${code}`)}>
                      {code} {title}
                    </a>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
        {covers.programmes.length + covers.projects.length === 0 && view.fields.project === null ? (
          <div>
            <dd>{t('committees:covers.none')}</dd>
          </div>
        ) : null}
        {escalatesTo ? (
          <div>
            <dt>{t('committees:covers.escalatesTo')}</dt>
            <dd>
              <ul>{bodyLinks([escalatesTo])}</ul>
            </dd>
          </div>
        ) : null}
      </dl>
      {escalatedBy.length > 0 ? (
        <details className="cm-details">
          <summary>{t('committees:covers.escalatedBy', { count: escalatedBy.length })}</summary>
          <ul>{bodyLinks(escalatedBy)}</ul>
        </details>
      ) : null}
    </section>
  )
}
