import type { Locator } from 'playwright-core'

/** Pixels by which the words of an empty box are wider than the box; zero when they can be read whole. */
export const cutFromPlaceholder = (box: Locator): Promise<number> =>
  box.evaluate((node) => {
    const input = node as HTMLInputElement
    const style = getComputedStyle(input)
    const pen = document.createElement('canvas').getContext('2d')
    if (!pen) throw new Error('no canvas to measure with')
    pen.font = style.font
    const room = input.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
    return Math.max(0, Math.ceil(pen.measureText(input.placeholder).width - room))
  })
