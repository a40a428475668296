import type { BudgetLineView, ProjectView } from '../../src/projects/project-view'
import { useSession } from '../ui/session'

const kinds = ['approved', 'committed', 'paid', 'forecast'] as const
type Kind = (typeof kinds)[number]

/** Approved, committed (engagé), paid (liquidé) and forecast cost on one scale, then the budget lines behind them. */
export const CostBars = ({ view }: { view: ProjectView }) => {
  const { t, format } = useSession()
  const { approvedCost, committedCost, paidCost, forecastCost } = view.fields
  const amounts: Record<Kind, number | null> = {
    approved: approvedCost,
    committed: committedCost,
    paid: paidCost,
    forecast: forecastCost,
  }
  const largest = Math.max(...kinds.map((kind) => amounts[kind] ?? 0))
  const health = view.health.findings.find(({ axis }) => axis === 'cost')?.health
  return (
    <section aria-labelledby="pj-cost">
      <h2 id="pj-cost">{t('project:cost.title')}</h2>
      {largest === 0 ? (
        <p className="gv-caption">{t('project:cost.none')}</p>
      ) : (
        <dl className="pj-costs">
          {kinds.map((kind) => {
            const amount = amounts[kind]
            if (amount === null) return null
            const share = approvedCost && kind !== 'approved' ? amount / approvedCost : null
            return (
              <div key={kind}>
                <dt>{t(`project:cost.${kind}`)}</dt>
                <dd>
                  <span className="pj-cost-track" aria-hidden="true">
                    <span
                      className={`pj-cost-bar pj-cost-${kind} ${kind === 'forecast' && health ? `pj-${health}` : ''}`}
                      style={{ width: `${(amount / largest) * 100}%` }}
                    />
                    {approvedCost ? (
                      <span className="pj-cost-mark" style={{ left: `${(approvedCost / largest) * 100}%` }} />
                    ) : null}
                  </span>
                  <b className="gv-num">{format.money(amount)}</b>
                  <span className="gv-caption gv-num">
                    {share === null
                      ? ''
                      : t('project:cost.ofApproved', {
                          percent: format.signedPercent(share).replace('+', ''),
                        })}
                  </span>
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {view.budgetLines.length > 0 ? <BudgetTable lines={view.budgetLines} /> : null}
    </section>
  )
}

const BudgetTable = ({ lines }: { lines: readonly BudgetLineView[] }) => {
  const { t, format } = useSession()
  const total = (kind: Kind): number => lines.reduce((sum, line) => sum + (line[kind] ?? 0), 0)
  return (
    <details className="pj-details">
      <summary>{t('project:cost.lines')}</summary>
      <table className="gv-table pj-table">
        <caption className="gv-visually-hidden">{t('project:cost.lines')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('project:cost.year')}</th>
            <th scope="col">{t('project:cost.line')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className="pj-right">
                {t(`project:cost.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td>{line.year}</td>
              <th scope="row">{line.title}</th>
              {kinds.map((kind) => (
                <td key={kind} className="pj-right">
                  {line[kind] === null ? '–' : format.money(line[kind])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <th scope="row">{t('project:cost.total')}</th>
            {kinds.map((kind) => (
              <td key={kind} className="pj-right">
                {format.money(total(kind))}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </details>
  )
}
