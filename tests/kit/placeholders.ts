import type { Locator } from 'playwright-core'

/** Pixels by which the words of an empty box are wider than the box; zero when they can be read whole. */
export const cutFromPlaceholder = (box: Locator): Promise<number> =>
  box.evaluate((input) => {
    const page = input.ownerDocument
    const style = page.defaultView.getComputedStyle(input)
    const pen = page.createElement('canvas').getContext('2d')
    pen.font = style.font
    const room = input.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
    return Math.max(0, Math.ceil(pen.measureText(input.placeholder).width - room))
  })
