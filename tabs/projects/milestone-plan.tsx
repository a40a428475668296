import { Button } from '@fluentui/react-components'
import { Add16Regular } from '@fluentui/react-icons/svg/add'
import { Delete16Regular } from '@fluentui/react-icons/svg/delete'
import { Edit16Regular } from '@fluentui/react-icons/svg/edit'
import { Gavel16Regular } from '@fluentui/react-icons/svg/gavel'
import { useState } from 'react'
import type { MilestoneView, ProjectView } from '../../src/projects/project-view'
import { useSession } from '../ui/session'
import { MilestoneForm } from './milestone-form'
import { RemoveMilestone } from './remove-milestone'
import { type TimeScale, timeScale } from './time-scale'

type Open = { readonly kind: 'add' } | { readonly kind: 'edit' | 'remove'; readonly milestone: MilestoneView } | null

/** Milestones as a table whose last column is the timeline: the same dates, once in figures and once drawn. */
export const MilestonePlan = ({ view }: { view: ProjectView }) => {
  const { t, format } = useSession()
  const [open, setOpen] = useState<Open>(null)
  const { milestones, fields, today, rights } = view
  const dates = [
    today,
    fields.startDate,
    fields.baselineEnd,
    fields.forecastEnd,
    ...milestones.flatMap((one) => [one.baselineDate, one.forecastDate, one.actualDate]),
  ].filter((date) => date !== null)
  const scale = timeScale(dates)
  return (
    <section aria-labelledby="pj-milestones">
      <div className="pj-section-bar">
        <h2 id="pj-milestones">{t('project:milestones.title')}</h2>
        {rights.milestones ? (
          <Button size="small" icon={<Add16Regular />} onClick={() => setOpen({ kind: 'add' })}>
            {t('project:milestones.add')}
          </Button>
        ) : null}
      </div>
      {milestones.length === 0 || !scale ? (
        <p className="gv-caption">{t('project:milestones.none')}</p>
      ) : (
        <table className="gv-table pj-table pj-plan">
          <caption className="gv-visually-hidden">
            {t('project:milestones.chart', { from: format.date(scale.from), to: format.date(scale.to) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('fields:Milestones.title')}</th>
              <th scope="col">{t('fields:Milestones.baselineDate')}</th>
              <th scope="col">{t('fields:Milestones.forecastDate')}</th>
              <th scope="col" className="pj-right">
                {t('project:milestones.slip')}
              </th>
              <th scope="col">{t('project:milestones.state')}</th>
              <td className="pj-lane" aria-hidden="true">
                <Axis scale={scale} today={today} />
              </td>
              {rights.milestones ? (
                <th scope="col">
                  <span className="gv-visually-hidden">{t('project:milestones.actions')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {milestones.map((milestone) => (
              <MilestoneRow
                key={milestone.key}
                milestone={milestone}
                scale={scale}
                today={today}
                editable={rights.milestones}
                onOpen={setOpen}
              />
            ))}
          </tbody>
        </table>
      )}
      {milestones.length > 0 ? <Legend /> : null}
      {open?.kind === 'add' ? <MilestoneForm view={view} milestone={null} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'edit' ? (
        <MilestoneForm view={view} milestone={open.milestone} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === 'remove' ? (
        <RemoveMilestone number={fields.number} milestone={open.milestone} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  )
}

const stateOf = (milestone: MilestoneView): 'done' | 'late' | 'planned' =>
  milestone.actualDate ? 'done' : milestone.late ? 'late' : 'planned'

const MilestoneRow = ({
  milestone,
  scale,
  today,
  editable,
  onOpen,
}: {
  milestone: MilestoneView
  scale: TimeScale
  today: string
  editable: boolean
  onOpen: (open: Open) => void
}) => {
  const { t, format } = useSession()
  const { title, baselineDate, forecastDate, actualDate, gate, slip } = milestone
  const state = stateOf(milestone)
  return (
    <tr>
      <th scope="row">
        {title}
        {gate ? (
          <span className="pj-gate gv-caption">
            <Gavel16Regular aria-hidden /> {t('fields:Milestones.gate')}
          </span>
        ) : null}
      </th>
      <td>{baselineDate ? format.date(baselineDate) : '–'}</td>
      <td>{(actualDate ?? forecastDate) ? format.date(actualDate ?? forecastDate ?? '') : '–'}</td>
      <td className="pj-right">{slip === null ? '–' : format.signedDays(slip)}</td>
      <td className={state === 'late' ? 'pj-late' : undefined}>{t(`project:milestones.state.${state}`)}</td>
      <td className="pj-lane" aria-hidden="true">
        <Lane milestone={milestone} scale={scale} today={today} />
      </td>
      {editable ? (
        <td className="pj-row-actions">
          <Button
            size="small"
            appearance="subtle"
            icon={<Edit16Regular />}
            aria-label={t('project:milestones.edit', { title })}
            onClick={() => onOpen({ kind: 'edit', milestone })}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<Delete16Regular />}
            aria-label={t('project:milestones.remove', { title })}
            onClick={() => onOpen({ kind: 'remove', milestone })}
          />
        </td>
      ) : null}
    </tr>
  )
}

const at = (scale: TimeScale, date: string) => ({ left: `${scale.at(date)}%` })

const Axis = ({ scale, today }: { scale: TimeScale; today: string }) => {
  const { t } = useSession()
  const now = scale.at(today)
  return (
    <div className="pj-axis">
      {scale.ticks
        .filter(({ date }) => Math.abs(scale.at(date) - now) > 9)
        .map(({ date, label }) => (
          <span key={date} style={at(scale, date)}>
            {label}
          </span>
        ))}
      <span className="pj-axis-today" style={at(scale, today)}>
        {t('project:milestones.today')}
      </span>
    </div>
  )
}

const Lane = ({ milestone, scale, today }: { milestone: MilestoneView; scale: TimeScale; today: string }) => {
  const { baselineDate, forecastDate, actualDate } = milestone
  const reached = actualDate ?? forecastDate
  const state = stateOf(milestone)
  const [from, to] = [baselineDate, reached].filter((date) => date !== null).sort()
  return (
    <div className="pj-lane-track">
      {scale.ticks.map(({ date }) => (
        <i key={date} className="pj-tick" style={at(scale, date)} />
      ))}
      <i className="pj-today" style={at(scale, today)} />
      {from && to && from !== to ? (
        <i
          className={`pj-shift pj-mark-${state}`}
          style={{ left: `${scale.at(from)}%`, width: `${scale.at(to) - scale.at(from)}%` }}
        />
      ) : null}
      {baselineDate ? <i className="pj-baseline" style={at(scale, baselineDate)} /> : null}
      {reached ? <i className={`pj-diamond pj-mark-${state}`} style={at(scale, reached)} /> : null}
    </div>
  )
}

const Legend = () => {
  const { t } = useSession()
  return (
    <p className="pj-legend gv-caption" aria-hidden="true">
      <i className="pj-baseline" /> {t('project:milestones.legend.baseline')}
      <i className="pj-diamond pj-mark-planned" /> {t('project:milestones.legend.forecast')}
      <i className="pj-diamond pj-mark-done" /> {t('project:milestones.legend.actual')}
      <i className="pj-diamond pj-mark-late" /> {t('project:milestones.state.late')}
    </p>
  )
}
