import type { Health } from '../../lists/codes'
import { color, place, type Slide } from './deck'

/** The shape differs as well as the colour: octagon, triangle, disc, dashed circle. A word always stands beside the mark. */
const marks = {
  red: { shape: 'octagon', fill: color.red },
  amber: { shape: 'triangle', fill: color.amber },
  green: { shape: 'ellipse', fill: color.green },
} as const

/**
 * Draws the mark of a health in a square of `size` at the given corner; `label` names the shape for screen readers. The signs
 * inside are drawn, not typed: no font is needed, so none can be missing.
 */
export const healthMark = (
  slide: Slide,
  health: Health | null,
  label: string,
  x: number,
  y: number,
  size = 16,
): void => {
  const at = place({ x, y, w: size, h: size })
  if (health === null) {
    slide.addShape('ellipse', {
      ...at,
      line: { color: color.quiet, width: 1, dashType: 'sysDash' },
      objectName: label,
    })
    return
  }
  const { shape, fill } = marks[health]
  slide.addShape(shape, { ...at, fill: { color: fill }, objectName: label })
  const unit = size / 16
  if (health === 'green') check(slide, x, y, unit)
  else bang(slide, x, y + (health === 'amber' ? 1.6 * unit : 0), unit)
}

const bang = (slide: Slide, x: number, y: number, unit: number): void => {
  const bar = (top: number, height: number): void => {
    slide.addShape('rect', {
      ...place({ x: x + 7.2 * unit, y: y + top * unit, w: 1.6 * unit, h: height * unit }),
      fill: { color: color.white },
    })
  }
  bar(4, 4.8)
  bar(10, 1.6)
}

const check = (slide: Slide, x: number, y: number, unit: number): void => {
  const line = { color: color.white, width: 1.1 * unit }
  slide.addShape('line', {
    ...place({ x: x + 4.8 * unit, y: y + 8.2 * unit, w: 2.2 * unit, h: 2.2 * unit }),
    line: { ...line },
  })
  slide.addShape('line', {
    ...place({ x: x + 7 * unit, y: y + 5.6 * unit, w: 4.4 * unit, h: 4.8 * unit }),
    line: { ...line },
    flipV: true,
  })
}
