import { useEffect, useState } from 'react'
import { statusTexts } from '../i18n/status-texts'
import { MyAnswers } from '../status/answers/my-answers'
import { useSession } from '../ui/session'
import { ErrorState, OutdatedBanner, SkeletonRows } from '../ui/states'
import { WithTexts } from '../ui/with-texts'
import { CostBars } from './cost-bars'
import { Exceptions } from './exceptions'
import { Findings } from './findings'
import { MilestonePlan } from './milestone-plan'
import { ProjectForm } from './project-form'
import { ProjectHeader } from './project-header'
import './project.css'
import { ReportHistoryList } from './report-history-list'
import { useProject } from './use-project'

/** One project: where it stands and why, its milestones, its costs, what was reported, and the form to change it. */
export const ProjectPage = ({ id }: { id: string }) => (
  <WithTexts bundles={statusTexts}>
    <Project id={id} />
  </WithTexts>
)

const Project = ({ id }: { id: string }) => {
  const { t } = useSession()
  const project = useProject(id)
  const [editing, setEditing] = useState(false)
  const title = project.data ? `${id} ${project.data.fields.title}` : t('project:page.title', { number: id })
  useEffect(() => {
    document.title = title
  }, [title])
  const view = project.data
  // What is on the page stays there when a reading fails: a dialog may hold a text that somebody is typing.
  if (!view && project.error) return <ErrorState error={project.error} onRetry={() => void project.refetch()} />
  if (!view) return <SkeletonRows rows={14} label={t('common:loading')} />
  return (
    <main className="pj-page">
      {project.error ? <OutdatedBanner at={project.dataUpdatedAt} onRetry={() => void project.refetch()} /> : null}
      <ProjectHeader view={view} onEdit={() => setEditing(true)} />
      <MyAnswers cycle="current" only={id} />
      <div className="pj-columns">
        <div className="pj-main">
          <MilestonePlan view={view} />
          <CostBars view={view} />
          <ReportHistoryList number={id} />
        </div>
        <aside className="pj-aside">
          <Findings view={view} />
          <Exceptions view={view} />
        </aside>
      </div>
      {editing ? <ProjectForm view={view} onClose={() => setEditing(false)} /> : null}
    </main>
  )
}
