import type { Health } from '../../../src/lists/codes'
import type { PortfolioRow } from '../../../src/portfolio/portfolio-view'
import { healthKey } from '../../ui/health'
import { useSession } from '../../ui/session'

/** What was declared and what was computed, cycle by cycle: letters carry the value, colour only repeats it. */
export const HealthStrip = ({ row, cycles }: { row: PortfolioRow; cycles: readonly string[] }) => {
  const { t } = useSession()
  if (cycles.length === 0) return null
  return (
    <>
      <h3>{t('portfolio:why.strip', { count: cycles.length })}</h3>
      <table className="pf-strip">
        <tbody>
          <StripRow label={t('portfolio:why.stripDeclared')} healths={row.history.declared} cycles={cycles} />
          <StripRow label={t('portfolio:why.stripComputed')} healths={row.history.computed} cycles={cycles} />
        </tbody>
      </table>
      <p className="gv-caption">
        {t('portfolio:why.legend', { from: cycleName(cycles[0]), to: cycleName(cycles[cycles.length - 1]) })}
      </p>
    </>
  )
}

const StripRow = ({
  label,
  healths,
  cycles,
}: {
  label: string
  healths: readonly (Health | null)[]
  cycles: readonly string[]
}) => {
  const { t } = useSession()
  return (
    <tr>
      <th scope="row">{label}</th>
      {cycles.map((cycle, i) => {
        const health = healths[i] ?? null
        return (
          <td key={cycle} className={`pf-s-${health ?? 'none'}`} title={`${cycleName(cycle)} ${t(healthKey(health))}`}>
            <span aria-hidden="true">{t(`portfolio:why.letter.${health ?? 'none'}`)}</span>
            <span className="gv-visually-hidden">{`${cycleName(cycle)} ${t(healthKey(health))}`}</span>
          </td>
        )
      })}
    </tr>
  )
}

/** `2026-11` as 11/2026; another code as it is. */
const cycleName = (code: string | undefined): string =>
  code === undefined ? '' : /^\d{4}-\d{2}$/.test(code) ? `${code.slice(5)}/${code.slice(0, 4)}` : code
