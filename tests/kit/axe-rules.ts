import AxeBuilder from '@axe-core/playwright'
import { source } from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/** `all` tries every rule; `colours` those whose answer may differ between themes. */
export type Rules = 'all' | 'colours'

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * The rules to try where one page is looked at in each theme: every rule in the first, those about colours in the others. Themes
 * change colours and lines, never what is there (tests/themes.test.ts), and trying a rule twice on the same page says nothing more.
 */
export const rulesIn = (theme: 'default' | 'dark' | 'contrast'): Rules => (theme === 'default' ? 'all' : 'colours')

/** `every` are the tags that `all` stands for; none means all that axe has. */
export const withRules = (axe: AxeBuilder, rules: Rules, every: readonly string[] = []): AxeBuilder => {
  if (rules === 'colours') return axe.withRules(COLOUR_RULES)
  return every.length > 0 ? axe.withTags([...every]) : axe
}

/**
 * Axe on this page and its frames, reporting findings alone: what passes is thousands of nodes. Its script is half a megabyte; the
 * builder would send it three times for each look, and a frame that has it keeps it. The page is at rest when it is looked at.
 */
export const axeOn = async (page: Page): Promise<AxeBuilder> => {
  for (const frame of page.frames()) if (!(await frame.evaluate(`'axe' in window`))) await frame.evaluate(source)
  await Promise.all(page.frames().map(atRest))
  return new AxeBuilder({ page, axeSource: 'void 0' }).options({ resultTypes: ['violations'] }).setLegacyMode()
}

/**
 * Waits for two pictures and for what fades from one colour to another between them. Even the shortest transition, which is what
 * Fluent leaves to people who want no motion, shows the colour it comes from until the next picture.
 */
const atRest = (frame: Frame): Promise<unknown> =>
  frame.evaluate(`(async () => {
    const drawn = () => new Promise((resume) => requestAnimationFrame(resume))
    await drawn()
    await drawn()
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(fading.map(({ finished }) => finished))
  })()`)
