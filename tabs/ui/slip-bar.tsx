import { AMBER_FROM } from '../../src/status/health'

/** 17 px is a tolerance of 30 days in the grid; a bar never leaves its cell. */
const PX_PER_DAY = 17 / 30
const LINE_X = 8
const WIDTH = 72

const colourOf = (slip: number, tolerance: number): string =>
  slip > tolerance ? 'gv-r' : slip > 0 && slip >= AMBER_FROM * tolerance ? 'gv-a' : 'gv-q'

/**
 * Slip against the baseline, in days: the line is the baseline, the grey band the tolerance, the bar the slip; neutral up to
 * 80 % of the tolerance, amber to 100 %, red above. Decorative: the number stands beside it.
 */
export const SlipBar = ({ slip, tolerance }: { slip: number; tolerance: number }) => {
  const reach = Math.min(Math.abs(slip) * PX_PER_DAY, slip < 0 ? LINE_X : WIDTH - LINE_X)
  return (
    <svg className="gv-slip" viewBox={`0 0 ${WIDTH} 16`} width={WIDTH} height={16} aria-hidden="true">
      <rect className="gv-band" x={LINE_X} y={3} height={10} width={Math.min(tolerance * PX_PER_DAY, WIDTH - LINE_X)} />
      <rect
        className={colourOf(slip, tolerance)}
        x={slip < 0 ? LINE_X - reach : LINE_X}
        y={6}
        width={reach}
        height={4}
      />
      <rect className="gv-base" x={LINE_X - 0.5} y={2} width={1} height={12} />
    </svg>
  )
}
