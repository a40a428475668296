import type { DecisionLine, PackPage, ProjectLine } from '../../src/reports/pack-view'
import { HealthIcon, HealthLabel } from '../ui/health'

/** One page of the pack as it will read: same words and figures; PowerPoint draws the charts. */
export const PackPageView = ({ page }: { page: PackPage }) => (
  <article className="cy-slide">
    <p className="gv-caption">{page.kicker}</p>
    <h3>{page.title}</h3>
    <PageContent page={page} />
  </article>
)

const PageContent = ({ page }: { page: PackPage }) => {
  switch (page.kind) {
    case 'cover':
      return (
        <>
          <p>{page.subtitle}</p>
          {page.lines.map((line) => (
            <p key={line} className="gv-caption">
              {line}
            </p>
          ))}
        </>
      )
    case 'summary':
      return (
        <div className="cy-slide-columns">
          <section>
            <h4>{page.exceptionsTitle}</h4>
            <Projects lines={page.exceptions} />
            <p className="gv-caption">{page.exceptionsNote}</p>
          </section>
          <section>
            <h4>{page.decisionsTitle}</h4>
            <Decisions lines={page.decisions} />
            <p className="gv-caption">{page.decisionsNote}</p>
          </section>
        </div>
      )
    case 'changes':
      return (
        <>
          {page.groups.map((group) => (
            <section key={group.title}>
              <h4>{group.title}</h4>
              {group.lines.length === 0 ? <p className="gv-caption">{group.empty}</p> : null}
              <ul>
                {group.lines.map((line) => (
                  <li key={line.number} className="cy-change">
                    <HealthIcon health={line.before} /> → <HealthIcon health={line.after} />
                    <b>
                      <span className="gv-number">{line.number}</span> {line.title}
                    </b>
                    <span className="gv-caption">{line.reason}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <p className="gv-caption">{page.note}</p>
        </>
      )
    case 'exceptions':
      return (
        <>
          <Projects lines={page.lines} />
          <p className="gv-caption">{page.note}</p>
        </>
      )
    case 'decisions':
      return (
        <>
          <Decisions lines={page.lines} />
          <p className="gv-caption">{page.note}</p>
        </>
      )
    case 'project':
      return (
        <>
          <dl className="cy-slide-figures">
            {page.figures.map((figure) => (
              <div key={figure.label}>
                <dt>{figure.label}</dt>
                <dd>
                  {figure.health === undefined ? <b>{figure.value}</b> : <HealthLabel health={figure.health} />}
                  <span className="gv-caption">{figure.note}</span>
                </dd>
              </div>
            ))}
          </dl>
          <div className="cy-slide-columns">
            {page.columns.map((column) => (
              <section key={column.title}>
                <h4>{column.title}</h4>
                <p>{column.strong ? <b>{column.text}</b> : column.text}</p>
              </section>
            ))}
          </div>
        </>
      )
  }
}

const Projects = ({ lines }: { lines: readonly ProjectLine[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line.number} className="cy-change">
        <HealthIcon health={line.health} />
        <b>
          <span className="gv-number">{line.number}</span> {line.title}
        </b>
        <span className="gv-caption">{[line.end, line.cost].filter((part) => part !== null).join(' · ')}</span>
      </li>
    ))}
  </ul>
)

const Decisions = ({ lines }: { lines: readonly DecisionLine[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line.number}>
        <b>
          <span className="gv-number">{line.number}</span> {line.title}
        </b>{' '}
        {line.request} <span className="gv-caption">{line.consequence}</span>
      </li>
    ))}
  </ul>
)
