import { Button } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useRef } from 'react'
import type { Health } from '../../../src/lists/codes'
import type { Names } from '../../../src/portfolio/grid/grid-rows'
import type { PortfolioRow, PortfolioView } from '../../../src/portfolio/portfolio-view'
import { HealthIcon, healthKey } from '../../ui/health'
import { navigate } from '../../ui/router'
import { useSession } from '../../ui/session'
import { localDay } from '../../ui/states'
import { FindingRow, findingSentence } from './findings'
import { HealthStrip } from './health-strip'

interface WhyProps {
  readonly row: PortfolioRow
  readonly view: PortfolioView
  readonly names: Names
  readonly onClose: () => void
}

const borders: Record<Health, string> = { green: 'pf-why-green', amber: 'pf-why-amber', red: 'pf-why-red' }

/** Why the computed health is what it is: the rule, the figures and the rows behind it, and what the manager says. */
export const WhyPanel = ({ row, view, names, onClose }: WhyProps) => {
  const { t } = useSession()
  const panel = useRef<HTMLElement>(null)
  const worst = row.findings.find((finding) => finding.health === row.computed && row.computed !== 'green')
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && panel.current?.contains(document.activeElement)) onClose()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onClose])
  return (
    <aside ref={panel} className="pf-why" aria-label={t('portfolio:why.title')}>
      <header>
        <div>
          <p className="gv-caption">
            <span className="gv-number">{row.number}</span> ·{' '}
            {names.programme(row.programme) || t('portfolio:grid.noProgramme')}
          </p>
          <h2>{row.title}</h2>
        </div>
        <Button
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={t('portfolio:why.close')}
          onClick={onClose}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="pf-why-body" tabIndex={0} role="group" aria-label={row.title}>
        <BothHealths row={row} view={view} names={names} />
        {worst && row.computed ? (
          <p className={`pf-why-reason ${borders[row.computed]}`}>
            <HealthIcon health={row.computed} />
            <FindingSentence row={row} finding={worst} />
          </p>
        ) : null}
        <h3>
          {row.computed === null
            ? t('portfolio:why.headingNone')
            : t('portfolio:why.heading', { health: t(healthKey(row.computed)).toLowerCase() })}
        </h3>
        {row.findings.length === 0 ? <p className="pf-muted">{t('portfolio:why.nothingKnown')}</p> : null}
        {row.findings.map((finding) => (
          <FindingRow key={finding.axis} finding={finding} row={row} />
        ))}
        <Comment row={row} names={names} />
        <HealthStrip row={row} cycles={view.cycles} />
        <h3>{t('portfolio:why.sources')}</h3>
        <p className="gv-caption">
          {t('portfolio:why.sourceText', {
            number: row.number,
            cycle: row.answer.cycle ?? t('portfolio:why.noCycle'),
          })}
        </p>
      </div>
      <Actions row={row} view={view} />
    </aside>
  )
}

const FindingSentence = ({ row, finding }: { row: PortfolioRow; finding: PortfolioRow['findings'][number] }) => {
  const session = useSession()
  return <span>{findingSentence(finding, row, session)}</span>
}

const BothHealths = ({ row, view, names }: Omit<WhyProps, 'onClose'>) => {
  const { t, format } = useSession()
  const author = names.person(row.answer.by)
  const when = row.answer.at === null ? t('portfolio:answer.never') : format.date(localDay(row.answer.at))
  return (
    <dl className="pf-both">
      <div>
        <dt>{t('portfolio:why.declared')}</dt>
        <dd>
          <HealthIcon health={row.declared} /> {t(healthKey(row.declared))}
        </dd>
        <dd className="gv-caption">{author === '' ? when : `${author}, ${when}`}</dd>
      </div>
      <div>
        <dt>{t('portfolio:why.computed')}</dt>
        <dd>
          <HealthIcon health={row.computed} />{' '}
          {row.computed === null ? t('portfolio:why.unknown') : t(healthKey(row.computed))}
        </dd>
        <dd className="gv-caption">{`${t('portfolio:why.today')}, ${format.time(view.now)}`}</dd>
      </div>
    </dl>
  )
}

const Comment = ({ row, names }: { row: PortfolioRow; names: Names }) => {
  const { t } = useSession()
  const author = names.person(row.answer.by)
  return (
    <>
      {row.comment === null ? null : (
        <>
          <h3>{author === '' ? t('portfolio:why.commentUnknown') : t('portfolio:why.comment', { name: author })}</h3>
          <blockquote>{row.comment}</blockquote>
        </>
      )}
      {row.decisionsRequested === null ? null : (
        <>
          <h3>{t('portfolio:why.decisions')}</h3>
          <blockquote>{row.decisionsRequested}</blockquote>
        </>
      )}
    </>
  )
}

/** A chat with the manager, the question already written. */
const chatUrl = (mail: string, message: string): string =>
  `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(mail)}&message=${encodeURIComponent(message)}`

const Actions = ({ row, view }: { row: PortfolioRow; view: PortfolioView }) => {
  const { t, host } = useSession()
  const mail = view.people.find((person) => person.id === row.projectManager)?.mail
  const question = t('portfolio:why.askText', { number: row.number, title: row.title })
  return (
    <footer>
      {mail ? (
        <Button appearance="primary" onClick={() => void host.openLink(chatUrl(mail, question))}>
          {t('portfolio:why.ask')}
        </Button>
      ) : null}
      <Button onClick={() => navigate(`project/${row.number}`)}>{t('portfolio:why.openProject')}</Button>
    </footer>
  )
}
